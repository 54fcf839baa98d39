package org.keymeter.cli.volume;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.frame.Subcommand;
import org.keymeter.volume.SubkeyTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        description = "Shows what a subkey table says of itself. Needs no card, spends nothing.",
        footer = {"  keymeter volume info archive.subkeys", "  keymeter volume info archive.subkeys --json"})
final class VolumeInfoCommand extends Subcommand {
    @Parameters(paramLabel = "F", description = "The table.")
    private Path file;

    @Override
    protected void run(Cli cli) throws IOException {
        cli.output().print(TableView.of(file, SubkeyTable.readInfo(file)));
    }
}
