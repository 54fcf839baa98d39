package org.keymeter.card.audit;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.Failures;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/**
 * One record of a card's audit log (section 8 of docs/PROTOCOL.md).
 *
 * @param bytes as the card wrote it, 48
 * @param sequence from 1
 * @param eventCode one byte; {@link #event} is its meaning
 * @param slot key or anchor slot, PIN reference (81 user, 82 admin), or FF for none
 * @param generation of the key, 0 for none
 * @param failures counters since initialisation, as they stood
 * @param result status word of the command
 * @param detail 32 bytes
 */
public record AuditRecord(
        ByteString bytes,
        long sequence,
        int eventCode,
        int slot,
        int generation,
        Failures failures,
        StatusWord result,
        ByteString detail) {
    /** @throws InvalidFileException when it is not 48 bytes */
    public static AuditRecord of(ByteString bytes) throws InvalidFileException {
        if (bytes.length() != Limit.RECORD_LENGTH) {
            throw new InvalidFileException("An audit record has " + bytes.length() + " bytes instead of 48.");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
        long sequence = Integer.toUnsignedLong(in.getInt());
        int event = Byte.toUnsignedInt(in.get());
        int slot = Byte.toUnsignedInt(in.get());
        int generation = Short.toUnsignedInt(in.getShort());
        Failures failures = StatementReader.failures(in);
        StatusWord result = new StatusWord(Short.toUnsignedInt(in.getShort()));
        byte[] detail = new byte[Limit.DETAIL_LENGTH];
        in.get(detail);
        return new AuditRecord(bytes, sequence, event, slot, generation, failures, result, ByteString.of(detail));
    }

    /** Empty for one that this version does not know. */
    public Optional<AuditEvent> event() {
        return AuditEvent.of(eventCode);
    }

    /** The detail, as the event has it. */
    public AuditDetail typedDetail() {
        return event().map(event -> AuditDetail.of(event, detail)).orElse(new AuditDetail.Unknown(detail));
    }

    boolean isAcknowledgement() {
        return event().equals(Optional.of(AuditEvent.LOG_ACKNOWLEDGED));
    }

    /** What happened, for a person. */
    public String what() {
        return event().map(AuditEvent::words).orElse(String.format("unknown event %02X", eventCode));
    }

    /** What it happened to or by, for a person, such as "key in slot 0" or "user PIN"; may be empty. */
    public String about() {
        if (slot == Byte.toUnsignedInt(Code.USER_PIN)) {
            return "user PIN";
        } else if (slot == Byte.toUnsignedInt(Code.ADMIN_PIN)) {
            return "admin PIN";
        } else if (slot == Byte.toUnsignedInt(Code.NO_SLOT)) {
            return "";
        }
        return (typedDetail() instanceof AuditDetail.Anchor ? "CA in slot " : "key in slot ") + slot;
    }

    /** For JSON, in this order: values are String, Long, Integer or List of Long. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sequence", sequence);
        fields.put("event", event().map(AuditEvent::field).orElse(String.format("unknown%02X", eventCode)));
        if (slot != Byte.toUnsignedInt(Code.NO_SLOT)) {
            fields.put(slot < Limit.KEY_SLOTS ? "slot" : "pin", slot < Limit.KEY_SLOTS ? slot : pin());
        }
        fields.put("generation", generation);
        fields.put("wrongPins", failures.wrongPins());
        fields.put("refusedGrants", failures.refusedGrants());
        fields.put("refusedBlobs", failures.refusedBlobs());
        fields.put("result", result.toString());
        fields.putAll(typedDetail().fields());
        return fields;
    }

    private String pin() {
        return switch ((byte) slot) {
            case Code.USER_PIN -> "user";
            case Code.ADMIN_PIN -> "admin";
            default -> String.format("unknown%02X", slot);
        };
    }
}
