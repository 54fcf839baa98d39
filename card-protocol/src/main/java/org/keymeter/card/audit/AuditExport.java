package org.keymeter.card.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Succession;
import org.keymeter.card.file.InvalidFileException;

/**
 * Writes an archive for an auditor (docs/AUDIT.md): all records of an instance from the first on, and the head that the
 * card signed.
 */
public final class AuditExport {
    private AuditExport() {}

    /**
     * @param out not closed, not made durable
     * @param archive up to the head at least
     * @param deviceKey the card's
     * @param succession how the instance before ended, if there was one and the card still has it
     * @param head signed by the card after the archive was brought up to date
     * @throws InvalidFileException when the archive does not reach or does not lead to the head, or was changed
     */
    public static void write(
            OutputStream out,
            AuditArchive archive,
            DeviceKey deviceKey,
            Optional<Succession> succession,
            SignedHead head)
            throws IOException, InvalidFileException {
        long last = head.last().sequence();
        if (!archive.deviceId().equals(head.deviceId())
                || archive.instance() != head.instance()
                || !archive.pointAt(last).equals(Optional.of(head.last()))) {
            throw new InvalidFileException(
                    "The archive does not lead to the head that the card signed.", "Read the log first.");
        }
        writeLine(out, ExportLine.of(new ExportLine.Header(archive.deviceId(), archive.instance(), deviceKey.spki())));
        if (succession.isPresent()) {
            writeLine(out, ExportLine.ofSuccession(SuccessionFile.write(succession.get())));
        }
        archive.forEach(new AuditArchive.Visitor() {
            @Override
            public void record(AuditRecord record, ChainPoint point) throws IOException {
                if (record.sequence() <= last) {
                    writeLine(out, ExportLine.of(record, point));
                }
            }

            @Override
            public void missing(ChainPoint point) throws IOException {
                if (point.sequence() <= last) {
                    writeLine(out, ExportLine.ofMissing(point));
                }
            }
        });
        writeLine(out, ExportLine.of(head.statement()));
    }

    private static void writeLine(OutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
