package org.keymeter.gui.desk;

import java.io.IOException;
import org.keymeter.card.CardException;
import org.keymeter.card.audit.LogContradictionException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.history.AuditHistory;
import org.keymeter.gui.history.Fill;
import org.keymeter.gui.history.HistoryAccess;

/**
 * Looks into a card: its log goes into the archive and from there into the history, acknowledging nothing. What cannot be
 * true together is kept there as an alarm.
 */
final class LookWork implements CardWork<Fill> {
    private final HistoryAccess history;

    LookWork(HistoryAccess history) {
        this.history = history;
    }

    @Override
    public Fill run(WorkingCard card) throws CardException, IOException, InvalidFileException {
        AuditHistory audit = history.open().audit();
        try {
            return card.log().run((reader, archive) -> {
                reader.read();
                return audit.follow(archive);
            });
        } catch (LogContradictionException contradiction) {
            audit.report(card.session().identity(), contradiction);
            throw contradiction;
        }
    }
}
