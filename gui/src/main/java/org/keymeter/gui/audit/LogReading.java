package org.keymeter.gui.audit;

import java.io.IOException;
import java.util.Optional;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditReader;
import org.keymeter.card.audit.LogContradictionException;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.desk.CardWork;
import org.keymeter.gui.desk.WorkingCard;
import org.keymeter.gui.history.Alarm;
import org.keymeter.gui.history.AuditHistory;
import org.keymeter.gui.history.Fill;
import org.keymeter.gui.history.HistoryAccess;

/**
 * Reads a card's log: into the archive, from there into the history, and has the card sign its end. Acknowledges nothing.
 * What cannot be true together is an alarm.
 */
final class LogReading implements CardWork<LogReading.Result> {
    private final HistoryAccess history;

    LogReading(HistoryAccess history) {
        this.history = history;
    }

    /**
     * @param card whose log it is
     * @param added records that the history did not have
     * @param outstanding records on the card that are not acknowledged
     * @param last sequence of the last record
     * @param alarm why nothing more should be done with the card
     */
    record Result(DeviceIdentity card, long added, long outstanding, long last, Optional<Alarm> alarm) {
        private static Result of(DeviceIdentity card, Alarm alarm) {
            return new Result(card, 0, 0, 0, Optional.of(alarm));
        }
    }

    @Override
    public Result run(WorkingCard card) throws CardException, IOException, InvalidFileException {
        return guarded(card, (reader, archive) -> read(card.session(), reader, archive));
    }

    /** What is done with a log, and may find that it contradicts what was known. */
    interface Work {
        Result run(AuditReader reader, AuditArchive archive) throws CardException, IOException, InvalidFileException;
    }

    Result guarded(WorkingCard card, Work work) throws CardException, IOException, InvalidFileException {
        DeviceIdentity identity = card.session().identity();
        try {
            return card.log().run(work::run);
        } catch (LogContradictionException contradiction) {
            return Result.of(identity, audit().report(identity, contradiction));
        }
    }

    Result read(CardSession session, AuditReader reader, AuditArchive archive)
            throws CardException, IOException, InvalidFileException {
        DeviceIdentity identity = session.identity();
        AuditReader.Reading reading = reader.read();
        Fill fill = audit().follow(archive);
        if (fill.alarm().isPresent()) {
            return Result.of(identity, fill.alarm().get());
        }
        SignedHead head = SignedHead.of(session.log().signHead(Nonce.random()));
        Optional<Alarm> alarm = audit().keepHead(head, identity.deviceKey());
        return new Result(
                identity,
                fill.added(),
                reading.state().outstanding(),
                reading.state().last(),
                alarm);
    }

    private AuditHistory audit() throws InvalidFileException {
        return history.open().audit();
    }
}
