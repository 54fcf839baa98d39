package org.keymeter.cli.frame;

import org.keymeter.cli.access.Prompt;
import org.keymeter.cli.terminal.Output;

/**
 * What a command works with.
 *
 * @param surroundings what the run stands in
 * @param output the one that prints
 * @param prompt the one that asks
 */
public record Cli(Surroundings surroundings, Output output, Prompt prompt) {}
