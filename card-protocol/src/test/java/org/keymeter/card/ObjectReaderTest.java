package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keymeter.card.UsesRefusedException.Limit;
import org.keymeter.card.UsesRefusedException.UsesLeft;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;

/** Objects laid out by hand from docs/PROTOCOL.md, then damaged in every way. */
class ObjectReaderTest {
    private static final String ID = "a1".repeat(16);
    private static final String HASH = "b2".repeat(32);
    private static final String DEVICE = "01" + "0002" + "01" + "03" + "01" + "001f" + "03ff" + ID + "00000007" + "0305"
            + "0405" + "00f7" + "05" + "80" + "04c3a97272";
    private static final String LOG =
            "0000000a" + HASH + "0000000c" + HASH + "0100" + "ffff" + "040202" + "000100020003";
    private static final String POLICY =
            "01" + "01" + "01" + "02" + "00000064" + "000a" + "000003e8" + "0040" + "01" + HASH;
    private static final String KEY = "05" + ID + "01" + "0002" + "01" + "00" + "00000026" + "00000003" + "00000007"
            + "00000009" + "0008" + POLICY + "036b6579";
    private static final String ANCHOR =
            "07" + "02" + HASH + "32303235313233313233353935" + "39" + "00023000" + "0003300100";
    private static final String SUCCESSION =
            ID + "00000001" + "00000009" + HASH + "000100000002" + HASH + "0102" + "020304";
    private static final String STATUS =
            "0101" + "0305" + "00f7" + "00" + "00000026" + "00000064" + "07" + "00000000" + "00000001";
    private static final String USES = "02" + "00000003" + "0002" + "00000005" + "ffff";

    private interface Parser {
        Object parse(ByteReader reader) throws MalformedResponseException;
    }

    private static final Map<String, Parser> PARSERS = Map.of(
            DEVICE, ObjectReader::device,
            LOG, ObjectReader::log,
            KEY, ObjectReader::key,
            ANCHOR, ObjectReader::anchor,
            SUCCESSION, ObjectReader::succession,
            STATUS, ObjectReader::publicStatus,
            USES, ObjectReader::usesLeft);

    private static ByteReader reader(String hex) {
        return new ByteReader("TEST", ByteString.ofHex(hex).toByteArray());
    }

    @Test
    void readsTheDevice() throws Exception {
        DeviceInfo device = ObjectReader.device(reader(DEVICE));
        assertEquals(
                new DeviceInfo(
                        1,
                        2,
                        CardState.INITIALIZED,
                        Set.of(CardOption.FORCED_AUDIT, CardOption.ADMIN_ACKNOWLEDGES),
                        DeviceInfo.Setup.VERIFIED,
                        Set.of(Capability.values()),
                        1023,
                        ByteString.ofHex(ID),
                        7,
                        new DeviceInfo.PinTries(3, 5),
                        new DeviceInfo.PinTries(4, 5),
                        new FreeSlots(OptionalInt.of(247)),
                        Set.of(0, 2),
                        Set.of(7),
                        "\u00e9rr"),
                device);
    }

    @Test
    void readsTheLog() throws Exception {
        LogState log = ObjectReader.log(reader(LOG));
        assertEquals(3, log.outstanding());
        assertEquals(new FreeSlots(OptionalInt.empty()), log.free());
        assertEquals(new Failures(1, 2, 3), log.failures());
        assertEquals(256, log.capacity());
        assertEquals(4, log.keptForRedeeming());
    }

    @Test
    void readsAKey() throws Exception {
        KeyInfo key = ObjectReader.key(reader(KEY));
        assertEquals(5, key.slot());
        assertEquals(2, key.generation());
        assertTrue(key.hasOldGeneration());
        assertFalse(key.isRequestPending());
        assertEquals(38, key.remaining());
        assertEquals(3, key.openLease());
        assertEquals(7, key.spentInGeneration());
        assertEquals(9, key.spentEver());
        assertEquals(OptionalInt.of(8), key.burstLeft());
        assertEquals(new Policy(true, 2, 100, 10, 1000, 64, List.of(ByteString.ofHex(HASH))), key.policy());
        assertEquals("key", key.label());
    }

    @Test
    void policiesGoOutAsTheyCameIn() throws Exception {
        try (ByteWriter writer = new ByteWriter()) {
            PolicyCodec.write(PolicyCodec.read(reader(POLICY)), writer);
            assertEquals(POLICY, ByteString.of(writer.toByteArray()).toHex());
        }
    }

    @Test
    void readsAnAnchor() throws Exception {
        AnchorInfo anchor = ObjectReader.anchor(reader(ANCHOR));
        assertEquals(AnchorInfo.Kind.P384, anchor.kind());
        assertEquals(LocalDateTime.of(2025, 12, 31, 23, 59, 59), anchor.latest().orElseThrow());
        assertEquals("3000", anchor.subject().toHex());
        assertEquals("300100", anchor.spki().toHex());
        String never = ANCHOR.replace("3230323531323331323335393539", "30".repeat(14));
        assertTrue(ObjectReader.anchor(reader(never)).latest().isEmpty());
    }

    @Test
    void readsTheSuccession() throws Exception {
        assertTrue(ObjectReader.succession(reader("")).isEmpty());
        Succession succession = ObjectReader.succession(reader(SUCCESSION)).orElseThrow();
        assertEquals(110, succession.headMessage().length());
        assertEquals("02", succession.headSignature().toHex());
        assertEquals("0304", succession.successorSignature().toHex());
    }

    @Test
    void readsPublicStatus() throws Exception {
        PublicStatus status = ObjectReader.publicStatus(reader(STATUS));
        assertEquals(
                List.of(new PublicStatus.Meter(0, 38, 100), new PublicStatus.Meter(7, 0, 1)),
                status.details().orElseThrow().meters());
        assertTrue(ObjectReader.publicStatus(reader("0100")).details().isEmpty());
    }

    @Test
    void readsHowManyUsesAreLeft() throws Exception {
        UsesLeft left = ObjectReader.usesLeft(reader(USES));
        assertEquals(new UsesLeft(Limit.LIFETIME, 3, 2, OptionalLong.of(5), OptionalInt.empty()), left);
        assertEquals(5, left.available());
    }

    @Test
    void refusesWhatIsOutOfItsRange() {
        List<String> wrong = List.of(
                DEVICE.replaceFirst("01000201", "01000202"),
                DEVICE.replaceFirst("010002010301", "010002010801"),
                DEVICE.replaceFirst("010002010301", "010002010303"),
                DEVICE.substring(0, DEVICE.length() - 10) + "04c3287272");
        wrong.forEach(hex -> assertRefused(ObjectReader::device, hex));
        assertRefused(ObjectReader::key, "08" + KEY.substring(2));
        assertRefused(ObjectReader::key, KEY.replaceFirst(ID + "01", ID + "02"));
        assertRefused(ObjectReader::key, KEY.replaceFirst(ID + "01000201", ID + "01000202"));
        assertRefused(ObjectReader::key, KEY.replaceFirst("0102000000640", "0103000000640"));
        assertRefused(ObjectReader::anchor, ANCHOR.replaceFirst("323032353132", "323032353133"));
        assertRefused(ObjectReader::anchor, "0704" + ANCHOR.substring(4));
        assertRefused(ObjectReader::log, LOG.replaceFirst("0000000a", "0000000e"));
        assertRefused(ObjectReader::log, LOG.replaceFirst("0000000a", "00000000"));
        assertRefused(ObjectReader::usesLeft, "04" + USES.substring(2));
    }

    @Test
    void refusesEveryTruncationAndEveryAddition() {
        PARSERS.forEach((hex, parser) -> {
            for (int length = 2; length < hex.length(); length += 2) {
                String cut = hex.substring(0, length);
                // Cut between two meters, or before the details, a public status is one still.
                if (!hex.equals(STATUS) || length != 4 && length != 12 && length != 30) {
                    assertRefused(parser, cut);
                }
            }
            assertRefused(parser, hex + "00");
        });
    }

    @Test
    void anyBytesCostOneTypedError() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        PARSERS.forEach((hex, parser) -> {
            for (int round = 0; round < 5000; round++) {
                byte[] bytes = ByteString.ofHex(hex).toByteArray();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                try {
                    parser.parse(new ByteReader("TEST", bytes));
                } catch (MalformedResponseException e) {
                    assertEquals("TEST", e.step(), "seed " + seed);
                }
            }
        });
    }

    private static void assertRefused(Parser parser, String hex) {
        assertThrows(MalformedResponseException.class, () -> parser.parse(reader(hex)), hex);
    }
}
