package org.keymeter.gui.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.desk.Activity;
import org.keymeter.gui.desk.BackgroundWork;
import org.keymeter.gui.history.ArchiveFolder;
import org.keymeter.gui.history.AuditHistory;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.history.HistoryAccess;
import org.keymeter.gui.history.HistoryException;

/** Takes into the history what other programs put into the archives. */
final class ArchiveFollowing implements BackgroundWork<Optional<Exception>> {
    private final HistoryAccess history;
    private final Path folder;

    /** @param folder of the archives */
    ArchiveFollowing(HistoryAccess history, Path folder) {
        this.history = history;
        this.folder = folder;
    }

    /** @return the first failure: one spoilt archive does not keep the others out */
    @Override
    public Optional<Exception> run(Activity activity) throws IOException, HistoryException {
        AuditHistory audit = history.open().audit();
        ArchiveFolder archives = new ArchiveFolder(folder);
        List<LogName> names = archives.list();
        Optional<Exception> failure = Optional.empty();
        for (int i = 0; i < names.size() && !activity.isCancelled(); i++) {
            activity.report(i, names.size());
            try {
                archives.follow(audit, names.get(i));
            } catch (HistoryException broken) {
                throw broken;
            } catch (IOException | InvalidFileException spoilt) {
                failure = failure.isEmpty() ? Optional.of(spoilt) : failure;
            }
        }
        return failure;
    }
}
