package org.keymeter.cli.key;

import org.keymeter.cli.frame.CardCommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "key",
        description = "Metered keys. K is the slot or the label of a key.",
        subcommands = {
            KeyCreateCommand.class,
            KeyListCommand.class,
            KeyShowCommand.class,
            KeyRotateCommand.class,
            KeyDeleteCommand.class
        },
        footer = "  keymeter key create --label archive --ceiling 200")
public final class KeyGroup extends CardCommandGroup {}
