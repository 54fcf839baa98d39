package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.Failures;
import org.keymeter.card.audit.AuditDetail;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.file.InvalidFileException;

/** What the audit log says, in German. */
class AuditWordsTest {
    private final LibraryWords german = new LibraryWords(Language.GERMAN);

    @Test
    void everyEvent() {
        for (AuditEvent event : AuditEvent.values()) {
            German.require(event.words(), german.translate(event.words()));
        }
        assertEquals("Genehmigung eingelöst", german.translate(AuditEvent.GRANT_REDEEMED.words()));
    }

    @Test
    void everyKindOfDetail() throws ReflectiveOperationException {
        for (Class<?> kind : AuditDetail.class.getPermittedSubclasses()) {
            if (kind != AuditDetail.Unknown.class && kind != AuditDetail.None.class) {
                for (long number : new long[] {0, 1, 7}) {
                    AuditDetail detail = (AuditDetail) make(kind, number);
                    German.require(detail.words(), german.translate(detail.words()));
                }
            }
        }
    }

    @Test
    void detailsReadWell() {
        AuditDetail taken = new AuditDetail.UsesMoved(ByteString.of(new byte[16]), 38, 1, 162);
        assertEquals(
                "1 Nutzung: 38 übrig, 162 insgesamt verbraucht; Schlüssel 0000 0000 0000 0000 …",
                german.translate(taken.words()));
        assertEquals("2 falsche PINs, 1 Genehmigung, 0 Blobs", german.translate(new Failures(2, 1, 0).words()));
    }

    @Test
    void whatARecordIsAbout() throws InvalidFileException {
        for (int slot : new int[] {0, 7, 0x81, 0x82}) {
            for (AuditEvent event : AuditEvent.values()) {
                byte[] bytes = new byte[48];
                bytes[4] = (byte) event.code();
                bytes[5] = (byte) slot;
                AuditRecord record = AuditRecord.of(ByteString.of(bytes));
                German.require(record.about(), german.translate(record.about()));
            }
        }
    }

    @Test
    void anEventThatIsNotKnown() throws InvalidFileException {
        byte[] bytes = new byte[48];
        bytes[4] = (byte) 0xEE;
        assertEquals(
                "unbekanntes Ereignis EE",
                german.translate(AuditRecord.of(ByteString.of(bytes)).what()));
    }

    private static Object make(Class<?> record, long number) throws ReflectiveOperationException {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types)
                .map(type -> type == long.class
                        ? (Object) number
                        : type == List.class ? List.of(number, 0L) : ByteString.of(filled((byte) number)))
                .toArray();
        return record.getDeclaredConstructor(types).newInstance(values);
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
