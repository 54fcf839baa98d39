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

    // Layout of the RAM. NEXT: counter of the next command; 0: no channel.
    private static final short CHAIN = 0;
    private static final short NEXT = 16;
    private static final short NEXT_LENGTH = 4;
    private static final short COMMAND_IV = 20;
    private static final short RESPONSE_IV = 36;
    private static final short COMMAND_SUBKEY = 52;
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
        return (memory[NEXT] | memory[(short) (NEXT + 1)] | memory[(short) (NEXT + 2)] | memory[(short) (NEXT + 3)])
                != 0;
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
        memory[(short) (NEXT + NEXT_LENGTH - 1)] = 1;
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

    /** Sets every engine up once, so that no command has to. The ciphers get a zero IV: see {@link #mask}. */
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
        if (!isOpen() || isUsedUp() || length < 0 || (length & (short) (BLOCK - 1)) != 0) {
            fail(buffer);
        }
        short end = (short) (CommandBuffer.DATA + length);
        short start = writeSignedHeader(buffer);
        commandMac.sign(buffer.bytes, start, (short) (end - start), memory, CHAIN);
        // SECURITY: MAC before decryption, so that padding is no oracle.
        if (!isChainAt(buffer.bytes, end)) {
            fail(buffer);
        }
        advance();
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
        byte difference = 0;
        for (short i = 0; i < MAC; i++) {
            difference |= (byte) (bytes[(short) (offset + i)] ^ memory[(short) (CHAIN + i)]);
        }
        return difference == 0;
    }

    private boolean isUsedUp() {
        return (byte) (memory[NEXT]
                        & memory[(short) (NEXT + 1)]
                        & memory[(short) (NEXT + 2)]
                        & memory[(short) (NEXT + 3)])
                == (byte) 0xFF;
    }

    /** SPEC: SCP03 6.2.6, 6.2.7: every command counts. One native call encrypts the counter blocks of command and answer. */
    private void advance() {
        Util.arrayFillNonAtomic(memory, COMMAND_IV, (short) (2 * BLOCK), (byte) 0);
        Util.arrayCopyNonAtomic(memory, NEXT, memory, (short) (RESPONSE_IV - NEXT_LENGTH), NEXT_LENGTH);
        Util.arrayCopyNonAtomic(memory, NEXT, memory, (short) (RESPONSE_IV + BLOCK - NEXT_LENGTH), NEXT_LENGTH);
        memory[RESPONSE_IV] = RESPONSE;
        engines.channelCounter.doFinal(memory, COMMAND_IV, (short) (2 * BLOCK), memory, COMMAND_IV);
        short i = (short) (NEXT + NEXT_LENGTH - 1);
        while (++memory[i] == 0) {
            i--;
        }
    }

    private short decrypt(CommandBuffer buffer, short length) {
        byte[] bytes = buffer.bytes;
        short offset = CommandBuffer.DATA;
        engines.channelDecipher.doFinal(bytes, offset, length, bytes, offset);
        mask(bytes, offset, COMMAND_IV);
        short last = (short) (offset + length - 1);
        short first = (short) (last - BLOCK + 1);
        while (last > first && bytes[last] == 0) {
            last--;
        }
        if (bytes[last] != PADDING) {
            fail(buffer);
        }
        return (short) (last - offset);
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
            mask(bytes, CommandBuffer.DATA, RESPONSE_IV);
            engines.channelEncipher.doFinal(bytes, CommandBuffer.DATA, padded, bytes, CommandBuffer.DATA);
            end = (short) (CommandBuffer.DATA + padded);
        }
        Util.setShort(bytes, end, status);
        short start = (short) (CommandBuffer.DATA - BLOCK);
        Util.arrayCopyNonAtomic(memory, CHAIN, bytes, start, BLOCK);
        // The IVs are used; their place takes the MAC.
        responseMac.sign(bytes, start, (short) (end + 2 - start), memory, COMMAND_IV);
        Util.arrayCopyNonAtomic(memory, COMMAND_IV, bytes, end, MAC);
        return (short) (end + MAC - CommandBuffer.DATA);
    }

    /** The ciphers keep a zero IV, which spares an init per command; the real one is XORed to the first block. */
    private void mask(byte[] bytes, short offset, short iv) {
        for (short i = 0; i < BLOCK; i++) {
            bytes[(short) (offset + i)] ^= memory[(short) (iv + i)];
        }
    }

    private void fail(CommandBuffer buffer) {
        close();
        buffer.clear();
        ISOException.throwIt(Sw.CHANNEL_BROKEN);
    }
}
