package org.keymeter.cli.audit;

import java.io.IOException;
import java.util.Optional;
import org.keymeter.card.CardException;
import org.keymeter.card.LogState;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ack",
        description = {
            "Archives the log on this computer and acknowledges it, so that the card has room again. Needs the PIN of whoever"
                    + " was chosen with 'card init --ack'; works on a full log.",
            "Nothing is acknowledged before it is safely in the archive."
        },
        footer = {"  keymeter audit ack", "  keymeter audit ack --up-to 120"})
final class AuditAckCommand extends CardCommand {
    @Option(names = "--up-to", paramLabel = "SEQ", description = "The last record to acknowledge (default: the last).")
    private Optional<Long> upTo = Optional.empty();

    /**
     * @param acknowledged whether there was something to acknowledge
     * @param upTo the last record that is acknowledged now
     * @param last sequence of the last record
     */
    record Acknowledged(boolean acknowledged, long upTo, long last) implements View {
        @Override
        public void describe(Page page) {
            page.line(
                    acknowledged
                            ? "Archived and acknowledged up to record " + upTo + "."
                            : "There was nothing to acknowledge; the log is archived up to record " + last + ".");
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        requireRecord(card.session().log().readState().last());
        card.verify(card.acknowledger());
        boolean isDone = card.log().run((reader, archive) -> {
            long last = reader.read().state().last();
            return reader.acknowledge(upTo.orElse(last));
        });
        LogState state = card.session().log().readState();
        cli.output().print(new Acknowledged(isDone, state.first() - 1, state.last()));
    }

    private void requireRecord(long last) throws CliException {
        if (upTo.isPresent() && (upTo.get() < 1 || upTo.get() > last)) {
            throw new CliException(Failure.usage(
                    "--up-to is " + upTo.get() + "; the log has the records 1 to " + last + ".", "Correct it."));
        }
    }
}
