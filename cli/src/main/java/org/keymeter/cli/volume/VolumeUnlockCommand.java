package org.keymeter.cli.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.RefusedException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardUsingCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.volume.SegmentSet;
import org.keymeter.volume.SubkeyTable;
import org.keymeter.volume.UnlockedSubkeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "unlock",
        description = {
            "Opens the subkeys of segments and says how many uses that spent: one for each segment that has a subkey. A"
                    + " segment without one gets it now, which costs nothing. No subkey leaves the process.",
            "Segments are opened some 16 at a time. If there are too few uses for the next 16, none of them is spent: then"
                    + " exit code 3, and what to do."
        },
        footer = {
            "  keymeter volume unlock archive.subkeys --segments 0-9,42",
            "  keymeter volume unlock archive.subkeys --segments 7 --json"
        })
final class VolumeUnlockCommand extends CardUsingCommand {
    @Parameters(paramLabel = "F", description = "The table.")
    private Path file;

    @Option(
            names = "--segments",
            required = true,
            paramLabel = "0-9,42",
            description = "Numbers and ranges, counted from 0.")
    private String segments;

    @Override
    protected void run(Cli cli, CardAccess cards)
            throws CardException, IOException, InvalidFileException, CliException {
        SegmentSet wanted = parse();
        try (SubkeyTable table = SubkeyTable.open(file)) {
            table.requireSegments(wanted);
            try (OpenCard card = cards.open()) {
                unlock(cli, card, table, wanted);
            }
        }
    }

    private static void unlock(Cli cli, OpenCard card, SubkeyTable table, SegmentSet wanted)
            throws CardException, IOException, InvalidFileException, CliException {
        try (UnlockedSubkeys result = new UnlockedSubkeys()) {
            KeyInfo key = TableKeys.find(card, table);
            card.verifyFor(key);
            try {
                table.unlock(card.subkeys(key), wanted, result);
            } catch (CancellationException e) {
                cli.output().print(UnlockedView.of(wanted.count(), result, readRemaining(card, key)));
                throw new CliException(Failure.stopped("What was opened is paid for."), e);
            } catch (RefusedException e) {
                cli.output().print(UnlockedView.of(wanted.count(), result, readRemaining(card, key)));
                throw e;
            } catch (CardException | IOException e) {
                cli.output().print(UnlockedView.of(wanted.count(), result, OptionalLong.empty()));
                throw e;
            }
            cli.output().print(UnlockedView.of(wanted.count(), result, readRemaining(card, key)));
            requireAll(result);
        }
    }

    private SegmentSet parse() throws CliException {
        try {
            return SegmentSet.parse(segments);
        } catch (IllegalArgumentException e) {
            throw new CliException(Failure.usage("--segments is " + e.getMessage() + ".", "Correct it."), e);
        }
    }

    /** After the open lease went back. */
    private static OptionalLong readRemaining(OpenCard card, KeyInfo key) throws CardException {
        card.session().uses().endSession();
        return OptionalLong.of(card.session().keys().read(key.slot()).remaining());
    }

    private static void requireAll(UnlockedSubkeys result) throws CliException {
        if (!result.problems().isEmpty()) {
            throw new CliException(new Failure(
                    ExitCode.FAILED,
                    Count.of(result.problems().size(), "segment")
                            + (result.problems().size() == 1 ? " stays shut." : " stay shut."),
                    "See what is said of each.",
                    "Restore the table from a backup if it is damaged.",
                    "KM-L10"));
        }
    }
}
