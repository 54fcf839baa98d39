package org.keymeter.cli.card;

import org.keymeter.cli.frame.CardCommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "card",
        description = "The card as a whole: set it up, look at it, know it again.",
        subcommands = {
            CardInitCommand.class,
            CardStatusCommand.class,
            CardDeviceKeyCommand.class,
            CardPinCommand.class,
            CardForgetCommand.class,
            CardReportCommand.class
        },
        footer = "  keymeter card init --label 'Archive 1'")
public final class CardGroup extends CardCommandGroup {}
