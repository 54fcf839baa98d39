package org.keymeter.cli.volume;

import org.keymeter.cli.frame.CardCommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "volume",
        description = {
            "Subkey tables: the file that holds the wrapped subkeys of a volume, one for each segment.",
            "Opening a segment spends one use; a segment that was never opened gets its subkey then, which costs nothing."
        },
        subcommands = {VolumeCreateCommand.class, VolumeInfoCommand.class, VolumeUnlockCommand.class},
        footer = "  keymeter volume create --key archive --size 10G --segment-size 1M --out archive.subkeys")
public final class VolumeGroup extends CardCommandGroup {}
