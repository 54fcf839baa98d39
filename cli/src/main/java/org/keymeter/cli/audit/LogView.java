package org.keymeter.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.keymeter.card.LogState;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.Table;
import org.keymeter.cli.terminal.View;

/** An archive and where the card's log stands, gathered record by record. */
final class LogView implements View, AuditArchive.Visitor {
    private final LogState state;
    private final Table table = new Table("#RECORD", "EVENT", "ABOUT", "DETAILS");
    private final List<Long> missing = new ArrayList<>();
    private final List<Map<String, Object>> records = new ArrayList<>();

    LogView(LogState state) {
        this.state = state;
    }

    /**
     * @param acknowledged the last record that the card may forget
     * @param last sequence of the last record
     * @param free ordinary records that still fit, null without forced auditing
     * @param missingUpTo the last record of each gap: acknowledged from another computer, or overwritten
     * @param records by sequence; what is in them depends on the event
     */
    record Json(
            long acknowledged,
            long last,
            OptionalInt free,
            List<Long> missingUpTo,
            List<Map<String, Object>> records) {}

    @Override
    public void record(AuditRecord record, ChainPoint point) {
        table.row(
                record.sequence(),
                record.what(),
                record.about(),
                record.typedDetail().words());
        records.add(record.fields());
    }

    @Override
    public void missing(ChainPoint last) {
        table.row("… " + last.sequence(), "never read on this computer", "", "");
        missing.add(last.sequence());
    }

    @Override
    public void describe(Page page) {
        page.table(table).gap();
        page.line("Acknowledged up to record " + (state.first() - 1) + " of " + state.last() + "; "
                + (state.free().count().isPresent()
                        ? "the card has room for " + state.free().count().getAsInt() + " more."
                        : "the oldest record gives way."));
    }

    @Override
    public Object json() {
        return new Json(state.first() - 1, state.last(), state.free().count(), missing, records);
    }
}
