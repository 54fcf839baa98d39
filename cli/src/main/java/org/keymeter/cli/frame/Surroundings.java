package org.keymeter.cli.frame;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.Folders;
import org.keymeter.cli.access.Readers;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.cli.terminal.Terminal;

/**
 * What a run stands in, so that it can run in another place as well: in a test, or as a step of the demonstration.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment variables by name
 * @param terminal to ask a person; empty if there is nobody to ask
 * @param folders where things are kept
 * @param readers where cards are found
 * @param clock of this machine
 * @param interruption by which the run is cancelled
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Optional<Terminal> terminal,
        Folders folders,
        Readers readers,
        Clock clock,
        Interruption interruption) {}
