package org.keymeter.gui.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.HistoryException;

/** A format for rows of the audit table. Keeps only a few rows at a time, however many there are. */
public interface RowExport {
    /** Asked now and then on the way. */
    interface Progress {
        /**
         * @param done rows
         * @param total rows
         * @return false: stop here
         */
        boolean goesOn(int done, int total);
    }

    /**
     * @param out not closed
     * @return false if it was stopped: what was written is of no use
     */
    boolean write(AuditRows rows, OutputStream out, Progress progress) throws IOException, HistoryException;

    /**
     * Writes a file that only its owner may read. It is there, in place of an older one, when it is complete, or not.
     *
     * @return false if it was stopped
     */
    default boolean save(AuditRows rows, Path file, Progress progress) throws IOException, HistoryException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        boolean isDone = false;
        try {
            try (FileChannel channel = PrivateFiles.open(
                            unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
                    OutputStream out = Channels.newOutputStream(channel)) {
                isDone = write(rows, out, progress);
                channel.force(true);
            }
            if (isDone) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return isDone;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
