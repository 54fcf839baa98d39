package org.keymeter.card.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardException;
import org.keymeter.card.ChannelException;
import org.keymeter.card.ModelCard;
import org.keymeter.card.apdu.ApduProcessor;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.card.apdu.StatusWord;

/**
 * P7, the host's side: of one recorded dialogue, answers altered in every bit and in every other way that comes to mind. None is taken for a
 * success or a warning, and whatever was refused ended the channel.
 */
class ManipulatedAnswersTest {
    private static final int MAC = 8;
    private static final long SEED = new Random().nextLong();

    private final byte[] ephemeralSecret = bytes(32, 1);
    private final byte[] channelSecret = bytes(32, 2);
    private final byte[] receipt = bytes(16, 3);
    private int manipulations;

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** The host's end, at the beginning of the same channel every time. */
    private SecureChannel channel(ApduProcessor processor) throws GeneralSecurityException {
        return new SecureChannel(
                processor,
                SessionKeys.derive(ephemeralSecret.clone(), channelSecret.clone()),
                receipt.clone(),
                new byte[32]);
    }

    private SessionKeys keys() throws GeneralSecurityException {
        return SessionKeys.derive(ephemeralSecret.clone(), channelSecret.clone());
    }

    /** Answers one command after the other with what is prepared. */
    private static final class Tape implements ApduProcessor {
        private final ResponseApdu[] answers;
        private byte[] lastData;
        private int next;

        Tape(ResponseApdu... answers) {
            this.answers = answers;
        }

        @Override
        public ResponseApdu transmit(CommandApdu command) {
            lastData = command.data().clone();
            return answers[next++];
        }

        @Override
        public boolean isExtended(CommandApdu command) {
            return false;
        }
    }

    private static CommandApdu command(int number) {
        return new CommandApdu(0x80, 0x32, number, 0, bytes(20, number), CommandApdu.LONG_ANSWER);
    }

    /** What the card answers to commands 1, 2, …: cipher and MAC, over chaining values taken from what the host sent. */
    private byte[][] record(int status, int... lengths) throws Exception {
        byte[][] answers = new byte[lengths.length][];
        ResponseApdu[] sound = new ResponseApdu[lengths.length];
        byte[] chain = receipt;
        for (int i = 0; i < lengths.length; i++) {
            ResponseApdu[] soFar = Arrays.copyOf(sound, i + 1);
            soFar[i] = response(new byte[0], 0x6A80);
            Tape tape = new Tape(soFar);
            SecureChannel channel = channel(tape);
            for (int j = 0; j <= i; j++) {
                channel.transmit(command(j + 1));
            }
            byte[] header = {(byte) 0x84, 0x32, (byte) (i + 1), 0, (byte) tape.lastData.length};
            byte[] cipher = Arrays.copyOf(tape.lastData, tape.lastData.length - MAC);
            chain = cmac(keys().commandMac(), chain, header, cipher);
            answers[i] = answer(chain, i + 1, bytes(lengths[i], 77 + i), status);
            sound[i] = response(answers[i], status);
        }
        return answers;
    }

    private byte[] answer(byte[] chain, int number, byte[] plain, int status) throws Exception {
        byte[] cipher = {};
        if (plain.length > 0) {
            byte[] padded = Arrays.copyOf(plain, plain.length / 16 * 16 + 16);
            padded[plain.length] = (byte) 0x80;
            SecretKeySpec key = new SecretKeySpec(keys().encryption(), "AES");
            Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, key);
            byte[] block =
                    ByteBuffer.allocate(16).put((byte) 0x80).putLong(8, number).array();
            Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(ecb.doFinal(block)));
            cipher = cbc.doFinal(padded);
        }
        byte[] mac = cmac(keys().responseMac(), chain, cipher, word(status));
        return ModelCard.join(cipher, Arrays.copyOf(mac, MAC));
    }

    private static byte[] cmac(byte[] key, byte[]... parts) {
        CMac mac = new CMac(AESEngine.newInstance());
        mac.init(new KeyParameter(key));
        byte[] message = ModelCard.join(parts);
        mac.update(message, 0, message.length);
        byte[] out = new byte[16];
        mac.doFinal(out, 0);
        return out;
    }

    private static byte[] word(int status) {
        return new byte[] {(byte) (status >> 8), (byte) status};
    }

    private static ResponseApdu response(byte[] data, int status) {
        return new ResponseApdu(data.clone(), new StatusWord(status));
    }

    /** Sends command 1 to whom answers so. An error word without data is what anybody may say, and no acceptance. */
    private void assertRefused(byte[] data, int status) throws Exception {
        manipulations++;
        SecureChannel channel = channel(new Tape(response(data, status), response(new byte[0], 0x9000)));
        try {
            ResponseApdu taken = channel.transmit(command(1));
            assertFalse(taken.status().isDone() || taken.status().isWarning(), () -> what(data, status));
            assertEquals(0, taken.data().length, () -> what(data, status));
        } catch (CardException e) {
            assertFalse(channel.isOpen(), () -> what(data, status));
            assertThrows(ChannelException.class, () -> channel.transmit(command(2)), () -> what(data, status));
        }
    }

    private static String what(byte[] data, int status) {
        return HexFormat.of().formatHex(data) + String.format(" %04X, seed %d", status, SEED);
    }

    @Test
    void p7NoManipulatedAnswerIsTaken() throws Exception {
        for (int status : new int[] {0x9000, 0x62F1, 0x63C2}) {
            for (int length : new int[] {0, 1, 15, 16, 60, 200}) {
                byte[][] sound = record(status, length, length, length);
                assertArrayEquals(
                        bytes(length, 77),
                        channel(new Tape(response(sound[0], status)))
                                .transmit(command(1))
                                .data(),
                        "the recorded answer is right");
                flipped(sound[0], status);
                cut(sound[0], status);
                exchanged(sound, status);
                substituted(sound[0], status);
            }
        }
        System.out.printf("%,d manipulated answers, 0 accepted%n", manipulations);
        assertTrue(manipulations >= 10_000, () -> manipulations + " are too few");
    }

    private void flipped(byte[] answer, int status) throws Exception {
        for (int bit = 0; bit < 8 * answer.length; bit++) {
            byte[] altered = answer.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(altered, status);
        }
        for (int bit = 0; bit < 16; bit++) {
            assertRefused(answer, status ^ 1 << bit);
        }
    }

    private void cut(byte[] answer, int status) throws Exception {
        for (int length = 0; length < answer.length; length++) {
            assertRefused(Arrays.copyOf(answer, length), status);
            assertRefused(Arrays.copyOfRange(answer, answer.length - length, answer.length), status);
        }
        for (int more = 1; more <= 17; more++) {
            assertRefused(Arrays.copyOf(answer, answer.length + more), status);
        }
    }

    /** Answers to other commands, also under one's own MAC, and every other success and warning. */
    private void exchanged(byte[][] sound, int status) throws Exception {
        for (int i = 1; i < sound.length; i++) {
            assertRefused(sound[i], status);
            byte[] mixed = sound[0].clone();
            System.arraycopy(sound[i], sound[i].length - MAC, mixed, mixed.length - MAC, MAC);
            assertRefused(mixed, status);
        }
        for (int other = 0x6200; other <= 0x63FF; other++) {
            if (other != status) {
                assertRefused(sound[0], other);
                assertRefused(new byte[0], other);
            }
        }
        if (status != 0x9000) {
            assertRefused(sound[0], 0x9000);
        }
        assertRefused(new byte[0], 0x9000);
        // The right answer a second time, to the next command.
        manipulations++;
        SecureChannel channel = channel(new Tape(response(sound[0], status), response(sound[0], status)));
        channel.transmit(command(1));
        assertThrows(ChannelException.class, () -> channel.transmit(command(2)));
        assertFalse(channel.isOpen());
    }

    private void substituted(byte[] answer, int status) throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] altered = answer.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            }
            if (!Arrays.equals(altered, answer)) {
                assertRefused(altered, status);
            }
            assertRefused(bytes(random.nextInt(300), random.nextLong()), status);
        }
    }

    /** Answers 9000 to INTERNAL AUTHENTICATE with this as its own point. */
    private static void assertPointRefused(byte[] point, String what) throws Exception {
        byte[] answer = ModelCard.join(
                new byte[] {0x5F, 0x49, (byte) point.length}, point, new byte[] {(byte) 0x86, 0x10}, new byte[16]);
        ECPublicKey channelKey = (ECPublicKey) P256.generate().getPublic();
        assertThrows(
                CardException.class, () -> SecureChannel.open(new Tape(response(answer, 0x9000)), channelKey), what);
    }

    @Test
    void p7NoInvalidPointOpensAChannel() throws Exception {
        byte[] sound = P256.encode((ECPublicKey) P256.generate().getPublic());
        BigInteger prime = ModelChannel.CURVE.getCurve().getField().getCharacteristic();
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] off = sound.clone();
            off[1 + random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            assertPointRefused(off, "off the curve");
            refused++;
        }
        byte[] large = ModelCard.join(new byte[] {4}, prime.toByteArray(), new byte[32]);
        byte[][] others = {
            new byte[0],
            {0},
            new byte[65],
            ModelCard.join(new byte[] {4}, new byte[64]),
            ModelCard.join(new byte[] {(byte) (2 + (sound[64] & 1))}, Arrays.copyOfRange(sound, 1, 33)),
            ModelCard.join(new byte[] {(byte) (6 + (sound[64] & 1))}, Arrays.copyOfRange(sound, 1, 65)),
            Arrays.copyOf(sound, 64),
            Arrays.copyOf(sound, 66),
            Arrays.copyOf(large, 65),
        };
        for (byte[] other : others) {
            assertPointRefused(other, HexFormat.of().formatHex(other));
            refused++;
        }
        assertPointRefused(sound, "on the curve, and a receipt that is wrong");
        System.out.printf("%d invalid points and a wrong receipt, 0 accepted%n", refused);
    }
}
