package org.keymeter.cli.key;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardUsingCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.cli.terminal.Output;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.Progress;
import org.keymeter.cli.terminal.View;
import org.keymeter.volume.Rotation;
import org.keymeter.volume.Rotation.DamagedBlobs;
import org.keymeter.volume.RotationReport;
import org.keymeter.volume.RotationWatch;
import org.keymeter.volume.SegmentProblem;
import org.keymeter.volume.SubkeyTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        description = {
            "Makes the key's next generation in the card and moves the subkeys of these tables to it. Needs the admin PIN and"
                    + " spends no use; an older request for a grant dies.",
            "Can be stopped (Ctrl-C) and run again: it goes on where it stopped. Both generations stay on the card until"
                    + " --retire destroys the old one, after looking through every table named. Name all tables of the"
                    + " key: what is in others, or in blobs of 'keymeter wrap', is lost with the old generation."
        },
        footer = {
            "  keymeter key rotate archive --table archive.subkeys",
            "  keymeter key rotate archive --table a.subkeys b.subkeys --retire"
        })
final class KeyRotateCommand extends CardUsingCommand {
    @Parameters(paramLabel = "K", description = "Slot or label.")
    private String name;

    @Option(
            names = "--table",
            required = true,
            arity = "1..*",
            paramLabel = "F",
            description = "The subkey tables that are wrapped under the key.")
    private List<Path> files;

    @Option(names = "--retire", description = "Then destroy the old generation.")
    private boolean isRetiring;

    @Option(
            names = "--give-up-damaged",
            description =
                    "With --retire: destroy it even if blobs are damaged. What is in their segments is lost then; without"
                            + " this the old generation stays, so that a backup of the table can still be opened.")
    private boolean isGivingUpDamaged;

    /**
     * @param slot of the key
     * @param label of the key
     * @param generation the current one
     * @param generationMade whether this run made it
     * @param rewrapped subkeys moved by this run
     * @param left subkeys that still need the old generation
     * @param problems segments that could not be moved
     * @param complete whether everything is under the current generation
     * @param retired whether the old generation is destroyed
     */
    record Rotated(
            int slot,
            String label,
            int generation,
            boolean generationMade,
            long rewrapped,
            long left,
            long problems,
            boolean complete,
            boolean retired)
            implements View {
        static Rotated of(KeyInfo key, RotationReport report, boolean isRetired) {
            return new Rotated(
                    key.slot(),
                    key.label(),
                    report.generation(),
                    report.isGenerationMade(),
                    report.rewrapped(),
                    report.left(),
                    report.problems(),
                    report.isComplete(),
                    isRetired);
        }

        @Override
        public void describe(Page page) {
            boolean isIdle = !generationMade && rewrapped == 0 && left == 0 && !retired;
            page.field("key", label + " in slot " + slot + ", generation " + generation);
            if (isIdle) {
                page.field("", "no new one was made: --retire has to destroy the old one first");
            }
            page.field("moved", Count.of(rewrapped, "subkey") + (complete ? "" : ", not all"));
            page.field("old generation", retired ? "destroyed" : old());
        }

        private String old() {
            if (left > 0) {
                return "still needed by " + Count.of(left, "subkey");
            }
            return "still on the card; " + (problems > 0 ? "damaged segments may need it" : "--retire destroys it");
        }
    }

    @Override
    protected void run(Cli cli, CardAccess cards)
            throws CardException, IOException, InvalidFileException, CliException {
        if (isGivingUpDamaged && !isRetiring) {
            throw new CliException(
                    Failure.usage("--give-up-damaged says nothing without --retire.", "Give both, or neither."));
        }
        List<SubkeyTable> tables = new ArrayList<>();
        try {
            for (Path file : files) {
                tables.add(SubkeyTable.open(file));
            }
            try (OpenCard card = cards.open()) {
                KeyInfo key = card.readKey(name);
                card.verify(Pin.ADMIN);
                rotate(cli, card, key, tables);
            }
        } finally {
            for (SubkeyTable table : tables) {
                table.close();
            }
        }
    }

    private void rotate(Cli cli, OpenCard card, KeyInfo key, List<SubkeyTable> tables)
            throws CardException, IOException, CliException {
        Rotation rotation = new Rotation(card.subkeys(key), tables);
        RotationReport report;
        try (Progress progress = new Progress(cli.surroundings().terminal(), "subkeys moved")) {
            Watch watch = new Watch(progress, cli.output(), cli.surroundings().interruption());
            report = rotation.run(watch);
            if (isRetiring && !report.isCancelled()) {
                // It looks through the tables itself, and refuses while anything in them needs the old generation.
                rotation.retire(isGivingUpDamaged ? DamagedBlobs.GIVE_UP : DamagedBlobs.KEEP_OLD_GENERATION, watch);
            }
        }
        boolean isRetired = isRetiring && !report.isCancelled();
        cli.output().print(Rotated.of(key, report, isRetired));
        if (!isRetired) {
            requireComplete(report);
        }
    }

    private static void requireComplete(RotationReport report) throws CliException {
        if (report.isCancelled()) {
            throw new CliException(
                    Failure.stopped("Run the same command again; it goes on where it stopped and loses nothing."));
        } else if (!report.isComplete()) {
            throw new CliException(new Failure(
                    ExitCode.FAILED,
                    Count.of(report.problems(), "segment") + " could not be moved; the old generation stays.",
                    "They are damaged.",
                    "Restore them from a backup of the table, and run it again.",
                    "KM-L10"));
        }
    }

    /** Shows progress, says what is wrong with segments, passes Ctrl-C on. */
    private record Watch(Progress progress, Output output, Interruption interruption) implements RotationWatch {
        @Override
        public void progressed(long done, long total) {
            progress.show(done, total);
        }

        @Override
        public void found(SubkeyTable table, SegmentProblem problem) {
            output.remark(table.name() + ", " + problem.explanation());
        }

        @Override
        public boolean isCancelled() {
            return interruption.isRequested();
        }
    }
}
