package org.keymeter.gui.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.ByteString;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.words.Texts;

/** What logs are called: by their card, and its instance where there are several. */
final class LogNames {
    private static final int BRIEF = 19;

    private final Map<LogName, String> names = new HashMap<>();
    private final List<LogName> logs;

    /** @param labels of cards, by device id, as far as they are known */
    LogNames(List<LogName> logs, Map<ByteString, String> labels, Texts texts) {
        this.logs = List.copyOf(logs);
        for (LogName log : logs) {
            String brief = log.deviceId().toGroups().substring(0, BRIEF) + " …";
            String label = labels.getOrDefault(log.deviceId(), texts.text("card.unknown", brief));
            boolean isOnly = logs.stream()
                            .filter(other -> other.deviceId().equals(log.deviceId()))
                            .count()
                    == 1;
            names.put(log, isOnly ? label : texts.text("card.instance", label, log.instance()));
        }
    }

    List<LogName> logs() {
        return logs;
    }

    String of(LogName log) {
        return names.getOrDefault(log, "");
    }
}
