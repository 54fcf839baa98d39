package org.keymeter.gui.history;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.PemFile;

/** A log of any length as a card would write it, with a device key that signs its heads. The same seed, the same log. */
public final class FabricatedLog {
    static final List<ByteString> KEYS = List.of(
            ByteString.ofHex("11".repeat(16)), ByteString.ofHex("22".repeat(16)), ByteString.ofHex("33".repeat(16)));

    private static final int INSTANCE = 1;
    private static final int ENTRY_LENGTH = 80;

    public final ByteString deviceId;
    final DeviceKey key;
    private final KeyPair pair;
    private final List<AuditRecord> records = new ArrayList<>();
    private final List<ChainPoint> points = new ArrayList<>();

    public FabricatedLog(long seed, int length) throws Exception {
        this(id(seed), new Random(seed), length);
    }

    private static ByteString id(long seed) {
        byte[] id = new byte[16];
        new Random(seed).nextBytes(id);
        return ByteString.of(id);
    }

    /** An archive as of another card, with records that it never wrote. */
    static void archiveOf(ByteString deviceId, int length, Path folder) throws Exception {
        new FabricatedLog(deviceId, new Random(0), length)
                .archive(folder, 1, length)
                .close();
    }

    private FabricatedLog(ByteString deviceId, Random random, int length) throws Exception {
        this.deviceId = deviceId;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        key = DeviceKey.ofPem(PemFile.write("PUBLIC KEY", pair.getPublic().getEncoded()));
        points.add(ChainPoint.start(deviceId, INSTANCE));
        for (int i = 1; i <= length; i++) {
            add(record(i, random));
        }
    }

    private FabricatedLog(FabricatedLog other, int length) {
        deviceId = other.deviceId;
        key = other.key;
        pair = other.pair;
        records.addAll(other.records.subList(0, length));
        points.addAll(other.points.subList(0, length + 1));
    }

    /** The same card, whose log took another turn after so many records. */
    FabricatedLog divergedAfter(int length, int newLength) throws Exception {
        FabricatedLog other = new FabricatedLog(this, length);
        Random random = new Random(-1);
        for (int i = length + 1; i <= newLength; i++) {
            other.add(record(i, random));
        }
        return other;
    }

    /** The same log, but some of its records made up, with chain values that fit each other. */
    FabricatedLog forgedBetween(int first, int last) throws Exception {
        FabricatedLog other = divergedAfter(first - 1, last);
        other.records.addAll(records.subList(last, records.size()));
        other.points.addAll(points.subList(last + 1, points.size()));
        return other;
    }

    private static AuditRecord record(int sequence, Random random) throws Exception {
        AuditEvent event =
                switch (random.nextInt(50)) {
                    case 0 -> AuditEvent.GRANT_REDEEMED;
                    case 1 -> AuditEvent.LOG_ACKNOWLEDGED;
                    case 2 -> AuditEvent.ANCHOR_IMPORTED;
                    default -> random.nextBoolean() ? AuditEvent.USES_TAKEN : AuditEvent.USES_RETURNED;
                };
        int slot = random.nextInt(KEYS.size());
        ByteBuffer bytes = ByteBuffer.allocate(48);
        bytes.putInt(sequence).put((byte) event.code()).put((byte) slot).putShort((short) 1);
        bytes.position(14).putShort((short) 0x9000);
        bytes.put(KEYS.get(slot).toByteArray()).putInt(random.nextInt(1000)).putInt(random.nextInt(100));
        return AuditRecord.of(ByteString.of(bytes.array()));
    }

    private void add(AuditRecord record) {
        records.add(record);
        points.add(points.get(points.size() - 1).append(record));
    }

    long instance() {
        return INSTANCE;
    }

    AuditRecord record(long sequence) {
        return records.get((int) sequence - 1);
    }

    ChainPoint point(long sequence) {
        return points.get((int) sequence);
    }

    /** An archive of the records in the ranges, with notes of gaps between them: pairs of first and last. */
    public AuditArchive archive(Path folder, long... ranges) throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve(deviceId.toHex() + "-" + INSTANCE + ".audit");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ByteBuffer header = ByteBuffer.allocate(ENTRY_LENGTH);
            header.put("KEYMETER-ARCH-v1".getBytes(StandardCharsets.US_ASCII));
            header.put(deviceId.toByteArray()).putInt(INSTANCE);
            header.position(48).put(point(0).chain().toByteArray());
            out.write(header.array());
            long next = 1;
            for (int i = 0; i < ranges.length; i += 2) {
                if (ranges[i] > next) {
                    out.write(note(point(ranges[i] - 1)));
                }
                for (next = ranges[i]; next <= ranges[i + 1]; next++) {
                    out.write(record(next).bytes().toByteArray());
                    out.write(point(next).chain().toByteArray());
                }
            }
        }
        return AuditArchive.open(folder, deviceId, INSTANCE);
    }

    private static byte[] note(ChainPoint point) {
        ByteBuffer note = ByteBuffer.allocate(ENTRY_LENGTH);
        note.putInt((int) point.sequence()).put((byte) 0).put((byte) 0xFF);
        note.position(16).put(point.chain().toByteArray()).put(point.chain().toByteArray());
        return note.array();
    }

    /** As the card would sign it. */
    SignedHead head(long sequence) throws Exception {
        ByteBuffer message = ByteBuffer.allocate(110);
        message.put("KEYMETER-HEAD-v1".getBytes(StandardCharsets.US_ASCII));
        message.put(deviceId.toByteArray()).putInt(INSTANCE).putInt((int) sequence);
        message.put(point(sequence).chain().toByteArray()).putShort((short) 3);
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(message.array());
        return SignedHead.of(new SignedStatement(ByteString.of(message.array()), ByteString.of(signer.sign())));
    }

    /** What another computer whose archive has these ranges exports, up to the end of the last. */
    byte[] export(Path folder, long... ranges) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AuditArchive archive = archive(folder, ranges)) {
            AuditExport.write(out, archive, key, Optional.empty(), head(ranges[ranges.length - 1]));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }
}
