package org.keymeter.card.channel;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.ChannelException;
import org.keymeter.card.ChannelException.Problem;
import org.keymeter.card.apdu.ApduProcessor;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * An open channel: commands go out encrypted and with a MAC, answers come back so. Dead after any failure, also of the
 * transport; its keys are wiped then and when it is closed.
 *
 * <p>SECURITY: a success or a warning without a right MAC is a failure. An error word carries none and is passed up as
 * what it is: a claim. A forged one leaves host and card apart in their chaining values if it hid the command from the
 * card, so that the next command shows it.
 */
public final class SecureChannel implements AutoCloseable {
    private static final long COUNTER_MAXIMUM = 0xFFFFFFFFL;
    private static final byte RESPONSE_BLOCK = (byte) 0x80;
    private static final byte[] NO_DATA = {};

    private final ApduProcessor processor;
    private final SessionKeys keys;
    private final ByteString transcript;
    private byte[] chain;
    private long counter;
    private boolean isOpen = true;

    SecureChannel(ApduProcessor processor, SessionKeys keys, byte[] receipt, byte[] transcript) {
        this.processor = processor;
        this.keys = keys;
        this.transcript = ByteString.of(transcript);
        chain = receipt;
    }

    /**
     * Runs the handshake; the card has proven that it holds the channel key when this returns.
     *
     * @param processor sends whole commands in plain
     * @throws ChannelException if the card did not prove it
     */
    public static SecureChannel open(ApduProcessor processor, ECPublicKey channelKey) throws CardException {
        return new Handshake(processor, channelKey).run();
    }

    /** SHA-256 over both ephemeral points and the card's channel key: what a setup MAC binds to this channel. */
    public ByteString transcript() {
        return transcript;
    }

    public boolean isOpen() {
        return isOpen;
    }

    /**
     * Wraps a command and unwraps its answer. Neither keeps nor wipes the command's data.
     *
     * @return an authentic success or warning, or an error word that anybody could have sent
     * @throws ChannelException if the channel is over, now or before
     */
    public ResponseApdu transmit(CommandApdu command) throws CardException {
        if (!isOpen) {
            throw new ChannelException(Problem.NOT_OPEN, "There is no open channel to the card.");
        }
        boolean isSound = false;
        try {
            ResponseApdu answer = unwrap(processor.transmit(wrap(command)));
            isSound = true;
            return answer;
        } catch (GeneralSecurityException e) {
            throw new ChannelException(Problem.BROKEN, "The card's answer could not be decrypted.", e);
        } finally {
            if (!isSound) {
                close();
            }
        }
    }

    /** Wipes the keys; says nothing to the card. */
    @Override
    public void close() {
        isOpen = false;
        keys.close();
    }

    private CommandApdu wrap(CommandApdu command) throws GeneralSecurityException, ChannelException {
        if (counter == COUNTER_MAXIMUM) {
            throw new ChannelException(Problem.NOT_OPEN, "The channel has carried all the commands it may.");
        }
        counter++;
        byte[] cipher = command.data().length == 0 ? NO_DATA : encrypt(command.data());
        byte[] data = Arrays.copyOf(cipher, cipher.length + Limit.MAC_LENGTH);
        CommandApdu wrapped = new CommandApdu(
                command.cla() | Code.CLASS_SECURE, command.ins(), command.p1(), command.p2(), data, command.expected());
        chain = Cmac.of(keys.commandMac(), chain, header(wrapped, processor.isExtended(wrapped)), cipher);
        System.arraycopy(chain, 0, data, cipher.length, Limit.MAC_LENGTH);
        return wrapped;
    }

    /** CLA INS P1 P2 Lc, with Lc as it is sent, or as if the chain were one APDU. */
    private static byte[] header(CommandApdu wrapped, boolean isExtended) {
        int lc = wrapped.data().length;
        boolean isLong = isExtended || lc > 255;
        ByteBuffer header = ByteBuffer.allocate(isLong ? 7 : 5)
                .put((byte) wrapped.cla())
                .put((byte) wrapped.ins())
                .put((byte) wrapped.p1())
                .put((byte) wrapped.p2());
        return (isLong ? header.put((byte) 0).putShort((short) lc) : header.put((byte) lc)).array();
    }

    private ResponseApdu unwrap(ResponseApdu answer) throws GeneralSecurityException, ChannelException {
        StatusWord status = answer.status();
        if (!status.isDone() && !status.isWarning()) {
            return error(answer);
        }
        int end = answer.data().length - Limit.MAC_LENGTH;
        if (end < 0 || end % Limit.BLOCK_LENGTH != 0) {
            throw new ChannelException(Problem.BROKEN, "The card's answer carries no MAC.");
        }
        byte[] cipher = Arrays.copyOf(answer.data(), end);
        byte[] trailer = {(byte) (status.value() >> 8), (byte) status.value()};
        byte[] mac = Arrays.copyOf(Cmac.of(keys.responseMac(), chain, cipher, trailer), Limit.MAC_LENGTH);
        if (!MessageDigest.isEqual(mac, Arrays.copyOfRange(answer.data(), end, answer.data().length))) {
            throw new ChannelException(Problem.BROKEN, "The MAC of the card's answer is wrong.");
        }
        return new ResponseApdu(end == 0 ? NO_DATA : decrypt(cipher), status);
    }

    private static ResponseApdu error(ResponseApdu answer) throws ChannelException {
        if (answer.data().length > 0) {
            throw new ChannelException(Problem.BROKEN, "The card's answer has data with an error.");
        }
        if (answer.status().is(Sw.CHANNEL_BROKEN) || answer.status().is(Sw.CHAIN_BROKEN)) {
            throw new ChannelException(
                    Problem.ENDED_BY_CARD, "The card says that the channel is over (" + answer.status() + ").");
        }
        return answer;
    }

    private byte[] encrypt(byte[] data) throws GeneralSecurityException {
        byte[] padded = Arrays.copyOf(data, data.length / Limit.BLOCK_LENGTH * Limit.BLOCK_LENGTH + Limit.BLOCK_LENGTH);
        padded[data.length] = (byte) 0x80;
        try {
            return cbc(Cipher.ENCRYPT_MODE, (byte) 0, padded);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private byte[] decrypt(byte[] cipher) throws GeneralSecurityException, ChannelException {
        byte[] padded = cbc(Cipher.DECRYPT_MODE, RESPONSE_BLOCK, cipher);
        try {
            int end = padded.length - 1;
            while (end > padded.length - Limit.BLOCK_LENGTH && padded[end] == 0) {
                end--;
            }
            if (padded[end] != (byte) 0x80) {
                throw new ChannelException(Problem.BROKEN, "The padding of the card's answer is wrong.");
            }
            return Arrays.copyOf(padded, end);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    /** @param direction first byte of the counter block that makes the IV */
    private byte[] cbc(int mode, byte direction, byte[] data) throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(keys.encryption(), "AES");
        byte[] block = ByteBuffer.allocate(Limit.BLOCK_LENGTH)
                .put(direction)
                .putLong(Limit.BLOCK_LENGTH - Long.BYTES, counter)
                .array();
        Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
        ecb.init(Cipher.ENCRYPT_MODE, key);
        Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
        cbc.init(mode, key, new IvParameterSpec(ecb.doFinal(block)));
        return cbc.doFinal(data);
    }
}
