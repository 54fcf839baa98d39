package org.keymeter.card.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.file.InvalidFileException;

/** Good files about one card's log, and what reads them: for tests of other packages that spoil them. */
public final class AuditSamples {
    private static final int RECORDS = 12;
    private static final int INSTANCE = 1;

    private final RecordedCard card = RecordedCard.withRecords(RECORDS);
    private final ByteString deviceId;
    private final Path folder;

    /** @param folder to keep an archive in */
    public AuditSamples(Path folder) throws Exception {
        this.folder = folder;
        deviceId = card.identity().deviceId();
    }

    public DeviceKey deviceKey() throws Exception {
        return card.identity().deviceKey();
    }

    /** As {@link AuditArchive} keeps it. */
    public byte[] archive() throws Exception {
        try (AuditArchive archive = open()) {
            new AuditReader(card, archive).read();
        }
        return Files.readAllBytes(file());
    }

    /** As {@link AuditExport} writes it. */
    public byte[] export() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AuditArchive archive = open()) {
            new AuditReader(card, archive).read();
            AuditExport.write(out, archive, deviceKey(), Optional.empty(), card.signHead(RecordedCard.random(32)));
        }
        return out.toByteArray();
    }

    /** Reads these bytes where the archive would be, from end to end. */
    public void readArchive(byte[] bytes) throws IOException, InvalidFileException {
        Files.write(file(), bytes);
        try (AuditArchive archive = open()) {
            archive.forEach(new AuditArchive.Visitor() {
                @Override
                public void record(AuditRecord record, ChainPoint point) {
                    record.what();
                    record.about();
                    record.fields();
                }

                @Override
                public void missing(ChainPoint point) {
                    point.sequence();
                }
            });
        } finally {
            Files.deleteIfExists(file());
            Files.deleteIfExists(folder.resolve(file().getFileName() + ".damaged"));
        }
    }

    /** Reads a succession as an export holds it. */
    public static void readSuccession(byte[] bytes) throws InvalidFileException {
        SuccessionFile.read(ByteString.of(bytes));
    }

    private AuditArchive open() throws IOException, InvalidFileException {
        return AuditArchive.open(folder, deviceId, INSTANCE);
    }

    private Path file() {
        return folder.resolve(deviceId.toHex() + "-" + INSTANCE + ".audit");
    }
}
