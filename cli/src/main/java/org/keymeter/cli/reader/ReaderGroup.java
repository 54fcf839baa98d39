package org.keymeter.cli.reader;

import picocli.CommandLine.Command;

@Command(
        name = "reader",
        description = "Card readers of this computer.",
        subcommands = ReaderListCommand.class,
        footer = "  keymeter reader list")
public final class ReaderGroup {}
