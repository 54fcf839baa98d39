package org.keymeter.gui.audit;

import java.util.Optional;
import org.keymeter.gui.history.AuditFilter;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.history.AuditOrder;

/**
 * What the person wants to see.
 *
 * @param log of one instance of a card; empty: all
 */
record Query(Optional<LogName> log, AuditFilter filter, AuditOrder order) {
    /** Whether it leaves out records of the logs that it is about. */
    boolean isNarrowed() {
        AuditFilter whole = log.map(name -> AuditFilter.of(name.deviceId(), name.instance()))
                .orElse(AuditFilter.ALL);
        return !whole.equals(filter);
    }
}
