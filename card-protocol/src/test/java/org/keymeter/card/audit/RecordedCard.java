package org.keymeter.card.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Failures;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.LogState;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.Succession;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;

/** The log of a card, by the protocol document: records, chain, acknowledging, signatures. Without the card around it. */
final class RecordedCard implements CardLog {
    /** Records in one answer. */
    private static final int PER_ANSWER = 21;

    private final KeyPair keys;
    private final ByteString deviceId = random(Limit.ID_LENGTH);
    private final long instance;
    private final List<AuditRecord> records = new ArrayList<>();
    private final List<ChainPoint> points = new ArrayList<>();
    private long acknowledged;
    int acknowledgements;

    private RecordedCard(long instance) throws Exception {
        this.instance = instance;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        points.add(ChainPoint.start(deviceId, instance));
    }

    /** A card initialised for the first time, with records until there are so many. */
    static RecordedCard withRecords(int count) throws Exception {
        RecordedCard card = new RecordedCard(1);
        card.add(Event.INITIALIZED, Code.NO_SLOT, new byte[Limit.DETAIL_LENGTH]);
        card.addTakes(count - 1);
        return card;
    }

    static ByteString random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return ByteString.of(bytes);
    }

    void addTakes(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            add(
                    Event.USES_TAKEN,
                    (byte) 0,
                    ByteBuffer.allocate(Limit.DETAIL_LENGTH)
                            .put(new byte[Limit.ID_LENGTH])
                            .putInt(1_000 - i)
                            .putInt(1)
                            .putInt(i + 1)
                            .array());
        }
    }

    void add(byte event, byte slot, byte[] detail) throws Exception {
        byte[] bytes = ByteBuffer.allocate(Limit.RECORD_LENGTH)
                .putInt(records.size() + 1)
                .put(event)
                .put(slot)
                .putShort((short) 1)
                .put(new byte[Limit.FAILURES_LENGTH])
                .putShort((short) 0x9000)
                .put(detail)
                .array();
        AuditRecord record = AuditRecord.of(ByteString.of(bytes));
        records.add(record);
        points.add(last().append(record));
    }

    ChainPoint last() {
        return points.get(points.size() - 1);
    }

    DeviceIdentity identity() throws Exception {
        byte[] spki = keys.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(spki, spki.length - Limit.POINT_LENGTH, spki.length);
        return new DeviceIdentity(deviceId, instance, DeviceKey.ofPoint(ByteString.of(point)));
    }

    @Override
    public LogState readState() {
        return new LogState(
                acknowledged + 1,
                points.get((int) acknowledged).chain(),
                records.size(),
                last().chain(),
                Limit.RECORD_COUNT,
                new FreeSlots(OptionalInt.of(Limit.RECORD_COUNT - (int) (records.size() - acknowledged) - 8)),
                4,
                2,
                2,
                new Failures(0, 0, 0));
    }

    @Override
    public List<ByteString> read(long first) {
        return records.stream()
                .skip(first - 1)
                .limit(PER_ANSWER)
                .map(AuditRecord::bytes)
                .toList();
    }

    @Override
    public void acknowledge(long sequence, ByteString chain) {
        if (!points.get((int) sequence).chain().equals(chain)) {
            throw new AssertionError("another chain value than the card's");
        }
        acknowledged = sequence;
        acknowledgements++;
        try {
            add(
                    Event.LOG_ACKNOWLEDGED,
                    Code.USER_PIN,
                    ByteBuffer.allocate(Limit.DETAIL_LENGTH)
                            .putInt((int) sequence)
                            .array());
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    SignedHead signHead(ByteString nonce) throws Exception {
        byte[] message = ByteBuffer.allocate(Limit.HEAD_MESSAGE_LENGTH)
                .put(ChainPoint.HEAD_TAG.getBytes(StandardCharsets.US_ASCII))
                .put(deviceId.toByteArray())
                .putInt((int) instance)
                .putInt(records.size())
                .put(last().chain().toByteArray())
                .put(new byte[Limit.FAILURES_LENGTH])
                .put(nonce.toByteArray())
                .array();
        return SignedHead.of(new SignedStatement(ByteString.of(message), sign(message)));
    }

    ByteString sign(byte[] message) throws Exception {
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(keys.getPrivate());
        ecdsa.update(message);
        return ByteString.of(ecdsa.sign());
    }

    /**
     * A card, and how the instance before it ended.
     *
     * @param card with one record
     * @param succession as it keeps it
     */
    record Successor(RecordedCard card, Succession succession) {}

    /** Initialises again. */
    Successor succeed() throws Exception {
        RecordedCard next = new RecordedCard(instance + 1);
        ByteString nonce = random(Limit.NONCE_LENGTH);
        SignedHead head = signHead(nonce);
        byte[] message = ByteBuffer.allocate(16 + 2 * (Limit.ID_LENGTH + 4) + Limit.POINT_LENGTH + Limit.NONCE_LENGTH)
                .put("KEYMETER-NEXT-v1".getBytes(StandardCharsets.US_ASCII))
                .put(deviceId.toByteArray())
                .putInt((int) instance)
                .put(next.deviceId.toByteArray())
                .putInt((int) next.instance)
                .put(next.identity().deviceKey().point().toByteArray())
                .put(nonce.toByteArray())
                .array();
        ByteString hash = ChainPoint.sha256(
                head.statement().message().toByteArray(),
                head.statement().signature().toByteArray());
        next.add(Event.INITIALIZED, Code.NO_SLOT, hash.toByteArray());
        return new Successor(
                next,
                new Succession(
                        deviceId,
                        instance,
                        records.size(),
                        last().chain(),
                        new Failures(0, 0, 0),
                        nonce,
                        head.statement().signature(),
                        sign(message)));
    }
}
