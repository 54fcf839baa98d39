package org.keymeter.cli.volume;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.OutputFile;
import org.keymeter.volume.ByteSize;
import org.keymeter.volume.CardKey;
import org.keymeter.volume.Geometry;
import org.keymeter.volume.SubkeyTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Makes the subkey table of a new volume. Instant at any size, and spends nothing: subkeys are made when a segment"
                    + " is first needed.",
            "Sizes are multiples of 4096 bytes: 1048576, 1M, 1MiB (powers of 1,024) or 1MB (powers of 1,000)."
        },
        footer = "  keymeter volume create --key archive --size 10G --segment-size 1M --out archive.subkeys")
final class VolumeCreateCommand extends CardCommand {
    @Option(names = "--key", required = true, paramLabel = "K", description = "Slot or label of the key.")
    private String name;

    @Option(names = "--size", required = true, paramLabel = "S", description = "Of the volume.")
    private String size;

    @Option(names = "--segment-size", required = true, paramLabel = "S", description = "How much one use opens.")
    private String segmentSize;

    @Option(names = "--out", required = true, paramLabel = "F", description = "The file to make; it must not be there.")
    private Path out;

    private Geometry geometry;

    @Override
    protected void check(Cli cli) throws IOException, CliException {
        geometry = geometry();
        OutputFile.requireWritable(out);
        SubkeyTable.requireAbsent(out);
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        KeyInfo key = card.readKey(name);
        try (SubkeyTable table = SubkeyTable.create(out, geometry, new CardKey(card.session(), key.slot()).readKey())) {
            cli.output().print(TableView.of(out, table.readInfo()));
        }
    }

    private Geometry geometry() throws CliException {
        try {
            return new Geometry(ByteSize.parse(size), ByteSize.parse(segmentSize));
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    Failure.usage(
                            "No volume has these sizes: " + e.getMessage() + ".", "Correct --size or --segment-size."),
                    e);
        }
    }
}
