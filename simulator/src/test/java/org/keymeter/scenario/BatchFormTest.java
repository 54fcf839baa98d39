package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.Policy;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.protocol.Ins;

/** Batches of every form: what they answer is what one blob at a time, with its whole context as the prefix, answers. */
class BatchFormTest {
    private static final long SEED = 20_260_101;
    private static final int MAX_DATA = 1023;

    private final Random random = new Random(SEED);
    private RawLink raw;

    @Test
    void everyFormAnswersAsSingleBlobsDo() throws Exception {
        try (TestCard card = TestCard.of(Set.of());
                CardSession session = card.openVerified()) {
            raw = new RawLink(session);
            CreatedKey key = TestCard.create(
                    session, 1_000_000, Policy.of(1_000_000, List.of()).withLease(1000));
            session.keys().makeGeneration(0, key.identity());
            for (int prefix = 0; prefix <= 49; prefix++) {
                int room = 16 - prefix % 16;
                for (int suffix : new int[] {1, room / 2 + 1, room}) {
                    if (suffix <= room) {
                        form(prefix, suffix, 16 + random.nextInt(49));
                    }
                }
            }
            for (int subkey = 16; subkey <= 64; subkey++) {
                form(255, 1, subkey);
                form(16, 8, subkey);
            }
        }
    }

    private void form(int prefixLength, int suffixLength, int subkeyLength) throws Exception {
        String form = "p " + prefixLength + " s " + suffixLength + " k " + subkeyLength;
        int most = Math.min(
                (MAX_DATA - 5 - prefixLength) / (suffixLength + 16 + subkeyLength),
                Math.min(
                        (MAX_DATA - 2) / (16 + subkeyLength),
                        (MAX_DATA - 3 - prefixLength) / (suffixLength + subkeyLength)));
        int count = random.nextInt(4) == 0 ? most : 1 + random.nextInt(most);
        byte[] prefix = bytes(prefixLength);
        byte[][] suffixes = new byte[count][];
        byte[][] subkeys = new byte[count][];
        ByteArrayOutputStream wrap = head(suffixLength, prefixLength, subkeyLength, prefix);
        for (int i = 0; i < count; i++) {
            suffixes[i] = bytes(suffixLength);
            subkeys[i] = bytes(subkeyLength);
            wrap.write(suffixes[i]);
            wrap.write(subkeys[i]);
        }
        byte[] wrapped = send(form, Ins.WRAP, wrap.toByteArray());
        int blobLength = 16 + subkeyLength;
        assertEquals(2 + count * blobLength, wrapped.length, form);
        byte[][] blobs = new byte[count][];
        for (int i = 0; i < count; i++) {
            blobs[i] = Arrays.copyOfRange(wrapped, 2 + i * blobLength, 2 + (i + 1) * blobLength);
        }
        int single = random.nextInt(count);
        ByteArrayOutputStream context = new ByteArrayOutputStream();
        context.write(prefix);
        context.write(suffixes[single]);
        if (context.size() <= 255) {
            ByteArrayOutputStream one = head(0, context.size(), subkeyLength, context.toByteArray());
            one.write(subkeys[single]);
            byte[] answer = send(form, Ins.WRAP, one.toByteArray());
            assertArrayEquals(blobs[single], Arrays.copyOfRange(answer, 2, answer.length), form);
        }
        int bad = random.nextInt(count + 1);
        if (bad < count) {
            blobs[bad][random.nextInt(blobLength)] ^= 1;
        }
        ByteArrayOutputStream unwrap = new ByteArrayOutputStream();
        unwrap.write(new byte[] {0, 2});
        unwrap.write(head(suffixLength, prefixLength, blobLength, prefix).toByteArray());
        for (int i = 0; i < count; i++) {
            unwrap.write(suffixes[i]);
            unwrap.write(blobs[i]);
        }
        byte[] opened = send(form, Ins.UNWRAP, unwrap.toByteArray());
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            expected.write(i == bad ? 1 : 0);
            expected.write(i == bad ? new byte[subkeyLength] : subkeys[i]);
        }
        assertArrayEquals(expected.toByteArray(), opened, form + " n " + count + " bad " + bad);
    }

    private static ByteArrayOutputStream head(int suffix, int prefix, int length, byte[] prefixBytes) throws Exception {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(new byte[] {(byte) suffix, (byte) prefix, (byte) length});
        data.write(prefixBytes);
        return data;
    }

    private byte[] send(String form, byte ins, byte[] data) throws Exception {
        ResponseApdu answer = raw.exchange(CommandApdu.proprietary(ins, 0, data).withLongAnswer());
        assertEquals("9000", answer.status().toString(), form);
        return answer.data();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
