package org.keymeter.gui.audit;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Succession;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.gui.desk.CardWork;
import org.keymeter.gui.desk.WorkingCard;
import org.keymeter.gui.history.HistoryAccess;

/** Writes the whole log of a card, with an end that the card signs for an auditor (docs/AUDIT.md). */
final class AuditorExport implements CardWork<LogReading.Result> {
    private final LogReading reading;
    private final ByteString nonce;
    private final Path file;

    /**
     * @param nonce of the auditor, 32 bytes
     * @param file there, in place of an older one, when it is complete, or not
     */
    AuditorExport(HistoryAccess history, ByteString nonce, Path file) {
        reading = new LogReading(history);
        this.nonce = nonce;
        this.file = file;
    }

    @Override
    public LogReading.Result run(WorkingCard card) throws CardException, IOException, InvalidFileException {
        return reading.guarded(card, (reader, archive) -> {
            LogReading.Result read = reading.read(card.session(), reader, archive);
            if (read.alarm().isEmpty()) {
                write(card, archive);
            }
            return read;
        });
    }

    private void write(WorkingCard card, AuditArchive archive) throws CardException, IOException, InvalidFileException {
        Optional<Succession> before = card.session().device().readSuccession();
        SignedHead head = SignedHead.of(card.session().log().signHead(nonce));
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (FileChannel channel =
                    PrivateFiles.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
                LineCount lines = new LineCount(out, card, head.last().sequence());
                AuditExport.write(lines, archive, card.session().identity().deviceKey(), before, head);
                out.flush();
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Says how far it is, and stops where the user wants that: the export writes line by line. */
    private static final class LineCount extends FilterOutputStream {
        private static final int OFTEN = 500;

        private final WorkingCard card;
        private final long total;
        private long lines;

        LineCount(OutputStream out, WorkingCard card, long total) {
            super(out);
            this.card = card;
            this.total = total;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            lines++;
            if (lines % OFTEN == 0) {
                card.progress(lines, total);
            }
        }
    }
}
