package org.keymeter.cli.pin;

import org.keymeter.cli.frame.CardCommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "pin",
        description = "The card's two PINs.",
        subcommands = {PinChangeCommand.class, PinUnblockCommand.class},
        footer = "  keymeter pin change user")
public final class PinGroup extends CardCommandGroup {}
