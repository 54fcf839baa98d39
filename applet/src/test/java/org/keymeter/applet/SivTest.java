package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;
import org.cryptomator.siv.SivMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AES-SIV on the card against RFC 5297 and against an implementation by others. The RFC's two examples have 256-bit keys, a plaintext
 * below one block and three associated-data strings; the card takes none of these. So siv-mode is shown to give the RFC's results, the
 * card to give the RFC's values for the parts that it has, and both to agree on everything that the card takes.
 */
class SivTest {
    private static final short INDEX = 0;
    private static final short HEADER = 24;

    private Store store;
    private Session session;
    private Siv siv;
    private final byte[] buffer = new byte[1056];
    private final byte[] work = new byte[256];

    @BeforeEach
    void make() {
        Engines engines = new Engines(new byte[256], (short) 0);
        store = new Store(engines, (byte) 5, (byte) 5);
        session = new Session();
        siv = new Siv(store, session, engines);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private void load(byte[] macKey, byte[] counterKey) throws ReflectiveOperationException {
        put("macKeys", macKey);
        put("counterKeys", counterKey);
        siv.use(INDEX);
    }

    /** Puts a key of any length where the store has one of 256 bits. */
    private void put(String field, byte[] bytes) throws ReflectiveOperationException {
        AESKey key = (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, (short) (8 * bytes.length), false);
        key.setKey(bytes, (short) 0);
        Field keys = Store.class.getDeclaredField(field);
        keys.setAccessible(true);
        ((Object[]) keys.get(store))[INDEX] = key;
    }

    @Test
    void theOtherImplementationFollowsTheRfc() throws Exception {
        byte[] sealed = encrypt(
                hex("fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0"),
                hex("f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff"),
                hex("11223344 55667788 99aabbcc ddee"),
                hex("10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627"));
        assertArrayEquals(hex("85632d07 c6e8f37f 950acd32 0a2ecc93 40c02b96 90c4dc04 daef7f6a fe5c"), sealed);
        sealed = encrypt(
                hex("7f7e7d7c 7b7a7978 77767574 73727170"),
                hex("40414243 44454647 48494a4b 4c4d4e4f"),
                hex("74686973 20697320 736f6d65 20706c61 696e7465 78742074 6f20656e 63727970 74207573 696e6720 5349562d"
                        + "414553"),
                hex("00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100"),
                hex("10203040 50607080 90a0"),
                hex("09f91102 9d74e35b d84156c5 635688c0"));
        assertArrayEquals(
                hex("7bdb6e3b 432667eb 06f4d14b ff2fbd0f cb900f2f ddbe4043 26601965 c889bf17 dba77ceb 094fa663 b7a3f748"
                        + "ba8af829 ea64ad54 4a272e9c 485b62a3 fd5c0d"),
                sealed);
    }

    @Test
    void macAndCounterModeOfTheRfcsFirstExample() throws Exception {
        load(hex("fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0"), hex("f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff"));
        assertEquals(
                "f1f922b7f5193ce64ff80cb47d93f23b",
                contextMac(hex("10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627"), 8));
        assertEquals(
                "40c02b9690c4dc04daef7f6afe5c",
                crypt(hex("85632d07 c6e8f37f 950acd32 0a2ecc93"), hex("11223344 55667788 99aabbcc ddee")));
    }

    @Test
    void macAndCounterModeOfTheRfcsSecondExample() throws Exception {
        load(hex("7f7e7d7c 7b7a7978 77767574 73727170"), hex("40414243 44454647 48494a4b 4c4d4e4f"));
        assertEquals(
                "3c9b689ab41102e4809547141dd0d15a",
                contextMac(
                        hex(
                                "00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100"),
                        0));
        assertEquals(
                "cb900f2fddbe404326601965c889bf17dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d",
                crypt(
                        hex("7bdb6e3b 432667eb 06f4d14b ff2fbd0f"),
                        hex("74686973 20697320 736f6d65 20706c61 696e7465 78742074 6f20656e 63727970 74207573 696e6720"
                                + "5349562d 414553")));
    }

    /** CMAC of a context whose last bytes come as a suffix. */
    private String contextMac(byte[] context, int suffixLength) {
        int prefixLength = context.length - suffixLength;
        System.arraycopy(context, 0, buffer, HEADER, context.length);
        short suffix = (short) (HEADER + prefixLength);
        siv.prefix(buffer, HEADER, (short) prefixLength, (short) suffixLength, false, work);
        siv.lay(suffix, (short) suffixLength, (short) 200, (short) 216, (short) 32, (short) 48);
        siv.group((short) 1, (short) 0);
        siv.tags(buffer, work);
        return HexFormat.of().formatHex(work, 16, 32);
    }

    private String crypt(byte[] tag, byte[] data) {
        System.arraycopy(tag, 0, buffer, 200, tag.length);
        System.arraycopy(data, 0, buffer, 216, data.length);
        siv.lay(HEADER, (short) 0, (short) 200, (short) 216, (short) data.length, (short) (16 + data.length));
        siv.group((short) 1, (short) 0);
        siv.crypt(buffer, work);
        return HexFormat.of().formatHex(buffer, 216, 216 + data.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 24, 31, 32, 33, 47, 48, 49, 63, 64})
    void agreesWithTheOtherImplementation(int length) throws Exception {
        Random random = new Random(length);
        for (int[] context : new int[][] {
            {0, 1, 9},
            {0, 16, 9},
            {16, 0, 1},
            {16, 8, 1},
            {16, 8, 9},
            {16, 16, 1},
            {16, 16, 9},
            {15, 1, 9},
            {33, 4, 1},
            {33, 4, 9},
            {48, 0, 1},
            {160, 1, 1},
            {176, 1, 1},
            {255, 1, 1},
            {255, 1, 9}
        }) {
            byte[] macKey = bytes(random, 32);
            byte[] counterKey = bytes(random, 32);
            session.setSivKey((short) -1);
            load(macKey, counterKey);
            byte[] prefix = bytes(random, context[0]);
            int count = Math.min(context[2], Siv.groupSize((short) length));
            short stride = (short) (context[1] + 16 + length);
            byte[][] plain = new byte[count][];
            byte[][] suffix = new byte[count][];
            System.arraycopy(prefix, 0, buffer, HEADER, prefix.length);
            short first = (short) (HEADER + prefix.length);
            for (int i = 0; i < count; i++) {
                plain[i] = bytes(random, length);
                suffix[i] = bytes(random, context[1]);
                ByteBuffer.wrap(buffer, first + i * stride, stride)
                        .put(suffix[i])
                        .put(new byte[16])
                        .put(plain[i]);
            }
            short tag = (short) (first + context[1]);
            siv.prefix(buffer, HEADER, (short) prefix.length, (short) context[1], count == 1, work);
            siv.lay(first, (short) context[1], tag, (short) (tag + 16), (short) length, stride);
            siv.group((short) count, (short) 0);
            siv.tags(buffer, work);
            siv.putTags(buffer, work);
            siv.crypt(buffer, work);
            for (int i = 0; i < count; i++) {
                int at = tag + i * stride;
                byte[] whole = ByteBuffer.allocate(context[0] + context[1])
                        .put(prefix)
                        .put(suffix[i])
                        .array();
                byte[] expected = encrypt(macKey, counterKey, plain[i], whole);
                assertArrayEquals(expected, Arrays.copyOfRange(buffer, at, at + 16 + length));
            }
            siv.crypt(buffer, work);
            buffer[tag] ^= 1;
            siv.tags(buffer, work);
            for (int i = 0; i < count; i++) {
                assertEquals(i != 0, siv.isGenuine((short) i, buffer, work));
            }
        }
    }

    @Test
    void wipesItsWork() {
        Arrays.fill(work, (byte) 1);
        Siv.wipe(work);
        assertArrayEquals(new byte[256], work);
        assertTrue(Siv.groupSize((short) 32) >= 5);
        assertFalse(Siv.groupSize((short) 64) < 1);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** AES-SIV by others. */
    private static byte[] encrypt(byte[] macKey, byte[] counterKey, byte[] plain, byte[]... associated) {
        return new SivMode().encrypt(counterKey, macKey, plain, associated);
    }
}
