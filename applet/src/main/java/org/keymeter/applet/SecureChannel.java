package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacardx.crypto.Cipher;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * The card's end of GlobalPlatform SCP11b (Amendment F): the card proves itself by its channel key, the host by nothing. AES-128 and
 * 8-byte MACs; C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION on every command. Section 3 of the protocol.
 *
 * <p>A command costs no init of an engine and writes nothing persistent; a handshake writes the ephemeral key pair where the card can't
 * keep it in RAM.
 */
final class SecureChannel {
    private static final short BLOCK = Limit.BLOCK_LENGTH;
    private static final short MAC = Limit.MAC_LENGTH;
    private static final byte PADDING = (byte) 0x80;
    private static final byte RESPONSE = (byte) 0x80;

    // Layout of the RAM. COUNTER: the answer's counter block, that is, 80, zeros and the command's number; all zero
    // without a channel.
    private static final short CHAIN = 0;
    private static final short COUNTER = 16;
    private static final short NUMBER_LENGTH = 4;
    private static final short ANSWER_MAC = 32;
    private static final short COMMAND_SUBKEY = 48;
    private static final short RESPONSE_SUBKEY = COMMAND_SUBKEY + Cmac.MEMORY_LENGTH;
    private static final short MEMORY_LENGTH = RESPONSE_SUBKEY + Cmac.MEMORY_LENGTH;

    private final Engines engines;
    private final Handshake handshake;
    private final byte[] memory;
    private final AESKey encryptionKey = newKey();
    private final AESKey commandMacKey = newKey();
    private final AESKey responseMacKey = newKey();
    private final Cmac commandMac;
    private final Cmac responseMac;

    SecureChannel(Engines engines) {
        this.engines = engines;
        handshake = new Handshake(engines);
        boolean built = !engines.has(Code.CAPABILITY_CMAC);
        memory = JCSystem.makeTransientByteArray(built ? MEMORY_LENGTH : COMMAND_SUBKEY, JCSystem.CLEAR_ON_DESELECT);
        commandMac = new Cmac(engines.channelCommandMac, built ? memory : null, COMMAND_SUBKEY);
        responseMac = new Cmac(engines.channelResponseMac, built ? memory : null, RESPONSE_SUBKEY);
    }

    private static AESKey newKey() {
        return (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES_TRANSIENT_DESELECT, KeyBuilder.LENGTH_AES_128, false);
    }

    boolean isOpen() {
        return memory[COUNTER] != 0;
    }

    /** Ends the channel: no key, no chaining value, no counter is left. */
    void close() {
        Util.arrayFillNonAtomic(memory, (short) 0, (short) memory.length, (byte) 0);
        encryptionKey.clearKey();
        commandMacKey.clearKey();
        responseMacKey.clearKey();
    }

    /**
     * INTERNAL AUTHENTICATE: ends the channel that is open and agrees on a new one. The answer replaces the request, and its length is
     * returned. Needs Handshake.LENGTH bytes of the buffer from {@code offset} on. Refuses with WRONG_DATA a malformed request and a
     * point off the curve.
     *
     * @param transcript takes SHA-256(host point, card's ephemeral point, channel point) (32 bytes), unless null
     */
    short agree(
            byte[] buffer, short offset, short length, KeyPair channelKey, byte[] transcript, short transcriptOffset) {
        close();
        Handshake.require(buffer, offset, length);
        try {
            handshake.deriveKeys(buffer, offset, channelKey);
            handshake.writeAnswer(buffer, offset);
            sign(buffer, offset);
            loadKeys(buffer, offset);
            if (transcript != null) {
                handshake.writeTranscript(buffer, offset, channelKey, transcript, transcriptOffset);
            }
        } catch (RuntimeException refused) {
            // CARD: what is thrown for a point off the curve differs from card to card.
            close();
            ISOException.throwIt(Sw.WRONG_DATA);
        } finally {
            Handshake.wipeSecrets(buffer, offset);
        }
        Util.arrayCopyNonAtomic(buffer, (short) (offset + Handshake.ANSWER), buffer, offset, Handshake.ANSWER_LENGTH);
        // SECURITY: the channel is open from here on, and not before all of it stands.
        memory[COUNTER] = RESPONSE;
        return Handshake.ANSWER_LENGTH;
    }

    /** The receipt, which is also the first chaining value. */
    private void sign(byte[] buffer, short offset) {
        short receipt = (short) (offset + Handshake.RECEIPT);
        commandMacKey.setKey(buffer, (short) (offset + Handshake.RECEIPT_KEY));
        commandMac.init(commandMacKey);
        commandMac.sign(buffer, offset, Handshake.SIGNED_LENGTH, buffer, receipt);
        Util.arrayCopyNonAtomic(buffer, receipt, memory, CHAIN, BLOCK);
    }

    /** Sets every engine up once, so that no command has to. The ciphers get a zero IV: see {@link #decrypt} and {@link #encrypt}. */
    private void loadKeys(byte[] buffer, short offset) {
        encryptionKey.setKey(buffer, (short) (offset + Handshake.ENCRYPTION_KEY));
        commandMacKey.setKey(buffer, (short) (offset + Handshake.COMMAND_MAC_KEY));
        responseMacKey.setKey(buffer, (short) (offset + Handshake.RESPONSE_MAC_KEY));
        engines.channelCounter.init(encryptionKey, Cipher.MODE_ENCRYPT);
        engines.channelDecipher.init(encryptionKey, Cipher.MODE_DECRYPT);
        engines.channelEncipher.init(encryptionKey, Cipher.MODE_ENCRYPT);
        commandMac.init(commandMacKey);
        responseMac.init(responseMacKey);
    }

    /**
     * Verifies and decrypts the command in place and returns the length of its plain data. A wrong MAC or padding and a used-up counter
     * end the channel, wipe the buffer and throw CHANNEL_BROKEN.
     */
    short unwrap(CommandBuffer buffer) {
        short length = (short) (buffer.length() - MAC);
        if (!isOpen() || length < 0 || (length & (short) (BLOCK - 1)) != 0) {
            fail(buffer);
        }
        short end = (short) (CommandBuffer.DATA + length);
        short start = writeSignedHeader(buffer);
        commandMac.sign(buffer.bytes, start, (short) (end - start), memory, CHAIN);
        // SECURITY: MAC before decryption, so that padding is no oracle.
        if (!isChainAt(buffer.bytes, end) || !advance()) {
            fail(buffer);
        }
        return length == 0 ? 0 : decrypt(buffer, length);
    }

    /** Writes what a C-MAC covers besides the data in front of them, and returns where it begins. */
    private short writeSignedHeader(CommandBuffer buffer) {
        byte[] bytes = buffer.bytes;
        short length = buffer.length();
        short start = CommandBuffer.DATA;
        if (buffer.isExtended() || length > 0xFF) {
            start -= 3;
            bytes[start] = 0;
            Util.setShort(bytes, (short) (start + 1), length);
        } else {
            start--;
            bytes[start] = (byte) length;
        }
        start -= CommandBuffer.HEADER_LENGTH;
        Util.arrayCopyNonAtomic(buffer.header, (short) 0, bytes, start, CommandBuffer.HEADER_LENGTH);
        start -= BLOCK;
        Util.arrayCopyNonAtomic(memory, CHAIN, bytes, start, BLOCK);
        return start;
    }

    /** Compares a MAC in constant time. */
    private boolean isChainAt(byte[] bytes, short offset) {
        short difference = 0;
        short at = offset;
        for (short i = CHAIN; i < (short) (CHAIN + MAC); i++) {
            difference |= (short) (bytes[at] ^ memory[i]);
            at++;
        }
        return difference == 0;
    }

    /** SPEC: SCP03 6.2.6: every command counts. Whether there was a number left for this one. */
    private boolean advance() {
        short i = (short) (COUNTER + BLOCK - 1);
        while (++memory[i] == 0) {
            i--;
        }
        return i >= (short) (COUNTER + BLOCK - NUMBER_LENGTH);
    }

    /**
     * The cipher keeps a zero IV, which spares an init per command: the real one, the encrypted counter block, stands in front of the data
     * as if it were the block before, and what is decrypted of itself is not wanted.
     */
    private short decrypt(CommandBuffer buffer, short length) {
        byte[] bytes = buffer.bytes;
        short iv = (short) (CommandBuffer.DATA - BLOCK);
        Util.arrayCopyNonAtomic(memory, COUNTER, bytes, iv, BLOCK);
        bytes[iv] = 0;
        engines.channelCounter.doFinal(bytes, iv, BLOCK, bytes, iv);
        engines.channelDecipher.doFinal(bytes, iv, (short) (BLOCK + length), bytes, iv);
        short first = (short) (iv + length);
        short last = (short) (first + BLOCK - 1);
        while (last > first && bytes[last] == 0) {
            last--;
        }
        if (bytes[last] != PADDING) {
            fail(buffer);
        }
        return (short) (last - CommandBuffer.DATA);
    }

    /**
     * Encrypts and signs an answer of 9000, 62xx or 63xx in place and returns its wrapped length. Once for each unwrapped command.
     *
     * @param length of the answer at DATA, at most the buffer's length - 33
     */
    short wrap(CommandBuffer buffer, short length, short status) {
        byte[] bytes = buffer.bytes;
        short end = CommandBuffer.DATA;
        if (length > 0) {
            short padded = (short) ((short) (length & (short) -BLOCK) + BLOCK);
            end = (short) (CommandBuffer.DATA + length);
            Util.arrayFillNonAtomic(bytes, end, (short) (padded - length), (byte) 0);
            bytes[end] = PADDING;
            encrypt(bytes, padded);
            end = (short) (CommandBuffer.DATA + padded);
        }
        Util.setShort(bytes, end, status);
        short start = (short) (CommandBuffer.DATA - BLOCK);
        Util.arrayCopyNonAtomic(memory, CHAIN, bytes, start, BLOCK);
        responseMac.sign(bytes, start, (short) (end + 2 - start), memory, ANSWER_MAC);
        Util.arrayCopyNonAtomic(memory, ANSWER_MAC, bytes, end, MAC);
        return (short) (end + MAC - CommandBuffer.DATA);
    }

    /** The cipher keeps a zero IV: the counter block in front of the data becomes the real one when it is encrypted as their first block. */
    private void encrypt(byte[] bytes, short length) {
        short iv = (short) (CommandBuffer.DATA - BLOCK);
        Util.arrayCopyNonAtomic(memory, COUNTER, bytes, iv, BLOCK);
        engines.channelEncipher.doFinal(bytes, iv, (short) (BLOCK + length), bytes, iv);
    }

    private void fail(CommandBuffer buffer) {
        close();
        buffer.clear();
        ISOException.throwIt(Sw.CHANNEL_BROKEN);
    }
}
