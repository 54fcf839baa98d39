package org.keymeter.card.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.ByteString;
import org.keymeter.card.Count;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Failures;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/**
 * A card's signed account of its meters (KEYMETER-REPT-v1, section 9 of docs/PROTOCOL.md). Nothing in it is verified
 * until {@link #isSignedBy} says so.
 *
 * @param statement the signed bytes
 * @param deviceId 16 bytes
 * @param instance u32
 * @param last the last record of the log
 * @param failures counters since initialisation
 * @param userTriesLeft 0: blocked
 * @param adminTriesLeft 0: blocked
 * @param meters of the slots in use
 * @param nonce of whoever wanted it, 32 bytes
 */
public record UsageReport(
        SignedStatement statement,
        ByteString deviceId,
        long instance,
        ChainPoint last,
        Failures failures,
        int userTriesLeft,
        int adminTriesLeft,
        List<Meter> meters,
        ByteString nonce) {
    private static final String TAG = "KEYMETER-REPT-v1";
    private static final String WHAT = "usage report";

    /**
     * One key.
     *
     * @param slot 0 to 7
     * @param identity 16 bytes
     * @param generation the current one
     * @param hasOldGeneration whether the one before is still on the card
     * @param remaining uses on the meter
     * @param openLease uses held by the channel
     * @param spentInGeneration uses
     * @param spentEver uses
     */
    public record Meter(
            int slot,
            ByteString identity,
            int generation,
            boolean hasOldGeneration,
            long remaining,
            long openLease,
            long spentInGeneration,
            long spentEver) {}

    public UsageReport {
        meters = List.copyOf(meters);
    }

    /**
     * @param file message ‖ signature, as the card answers
     * @throws InvalidFileException when it is no report
     */
    public static UsageReport parse(byte[] file) throws InvalidFileException {
        return of(StatementReader.split(file, Limit.REPORT_MESSAGE_LENGTH, WHAT));
    }

    /** @throws InvalidFileException when it is no report */
    public static UsageReport of(SignedStatement statement) throws InvalidFileException {
        ByteBuffer in = StatementReader.open(statement.message(), TAG, Limit.REPORT_MESSAGE_LENGTH, WHAT);
        return new UsageReport(
                statement,
                StatementReader.bytes(in, Limit.ID_LENGTH),
                StatementReader.u32(in),
                new ChainPoint(StatementReader.u32(in), StatementReader.bytes(in, Limit.HASH_LENGTH)),
                StatementReader.failures(in),
                StatementReader.u8(in),
                StatementReader.u8(in),
                readMeters(in),
                StatementReader.bytes(in, Limit.NONCE_LENGTH));
    }

    private static List<Meter> readMeters(ByteBuffer in) throws InvalidFileException {
        List<Meter> meters = new ArrayList<>();
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            boolean isInUse = readFlag(in);
            Meter meter = new Meter(
                    slot,
                    StatementReader.bytes(in, Limit.ID_LENGTH),
                    StatementReader.u16(in),
                    readFlag(in),
                    StatementReader.u32(in),
                    StatementReader.u32(in),
                    StatementReader.u32(in),
                    StatementReader.u32(in));
            if (isInUse) {
                meters.add(meter);
            }
        }
        return meters;
    }

    private static boolean readFlag(ByteBuffer in) throws InvalidFileException {
        int flag = StatementReader.u8(in);
        if (flag > 1) {
            throw new InvalidFileException("The " + WHAT + " is damaged.");
        }
        return flag == 1;
    }

    /** Message ‖ signature, as {@link #parse} reads it. */
    public byte[] toFile() {
        ByteBuffer file = ByteBuffer.allocate(
                statement.message().length() + statement.signature().length());
        file.put(statement.message().toByteArray()).put(statement.signature().toByteArray());
        return file.array();
    }

    public boolean isSignedBy(DeviceKey key) {
        return key.verifies(
                statement.message().toByteArray(), statement.signature().toByteArray());
    }

    /** For a person. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("card " + deviceId.toGroups() + ", instance " + instance);
        lines.add("audit log at record " + last.sequence() + ", chain "
                + last.chain().toGroups());
        lines.add("refused so far: " + failures.words());
        lines.add("tries left: user PIN " + userTriesLeft + ", admin PIN " + adminTriesLeft);
        for (Meter meter : meters) {
            lines.add("slot " + meter.slot() + ", key " + meter.identity().toGroups() + ", generation "
                    + meter.generation() + ": " + Count.of(meter.remaining(), "use") + " remaining, "
                    + meter.openLease()
                    + " in an open lease, " + meter.spentInGeneration() + " spent in this generation, "
                    + meter.spentEver() + " ever");
        }
        return lines;
    }

    /** For JSON, in this order: values are String, Long, Integer, Boolean, a list of such maps. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deviceId", deviceId.toHex());
        fields.put("instance", instance);
        fields.put("auditSequence", last.sequence());
        fields.put("auditChain", last.chain().toHex());
        fields.put("wrongPins", failures.wrongPins());
        fields.put("refusedGrants", failures.refusedGrants());
        fields.put("refusedBlobs", failures.refusedBlobs());
        fields.put("userTriesLeft", userTriesLeft);
        fields.put("adminTriesLeft", adminTriesLeft);
        fields.put("keys", meters.stream().map(UsageReport::fields).toList());
        fields.put("nonce", nonce.toHex());
        return fields;
    }

    private static Map<String, Object> fields(Meter meter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("slot", meter.slot());
        fields.put("key", meter.identity().toHex());
        fields.put("generation", meter.generation());
        fields.put("oldGeneration", meter.hasOldGeneration());
        fields.put("remaining", meter.remaining());
        fields.put("openLease", meter.openLease());
        fields.put("spentInGeneration", meter.spentInGeneration());
        fields.put("spentEver", meter.spentEver());
        return fields;
    }
}
