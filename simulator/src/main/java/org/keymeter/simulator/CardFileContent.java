package org.keymeter.simulator;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.keymeter.simulator.CardFileException.Reason;

/**
 * What a card file holds. As bytes (big-endian): magic (16) ‖ format (u16) ‖ fingerprint (32) ‖ parameters (u16 length,
 * bytes) ‖ image (u32 length, bytes) ‖ SHA-256 of all before (32). Magic, format and checksum stand where they are in every format.
 *
 * @param fingerprint of the applet's layout, as {@link LayoutFingerprint} has it
 * @param parameters the application-specific install parameters to install the applet anew with
 * @param image as {@link CardImage} has it
 */
record CardFileContent(byte[] fingerprint, byte[] parameters, byte[] image) {
    static final int LONGEST = 16 << 20;

    static final byte[] MAGIC = "KEYMETER-SIMCARD".getBytes(StandardCharsets.US_ASCII);
    private static final short FORMAT = 1;
    private static final int CHECKSUM_LENGTH = 32;
    private static final int FIXED_LENGTH =
            MAGIC.length + Short.BYTES + LayoutFingerprint.LENGTH + Short.BYTES + Integer.BYTES + CHECKSUM_LENGTH;

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(FIXED_LENGTH + parameters.length + image.length);
        bytes.put(MAGIC).putShort(FORMAT).put(fingerprint);
        bytes.putShort((short) parameters.length).put(parameters);
        bytes.putInt(image.length).put(image);
        bytes.put(checksum(bytes.array(), bytes.position()));
        return bytes.array();
    }

    /**
     * @param file where the bytes come from, for the message
     * @throws CardFileException if they are not what {@link #encode()} gave: foreign, newer or damaged
     */
    static CardFileContent decode(byte[] bytes, Path file) throws CardFileException {
        if (!begins(bytes)) {
            throw new CardFileException(Reason.FOREIGN, file, null);
        }
        int end = bytes.length - CHECKSUM_LENGTH;
        if (end < MAGIC.length || !Arrays.equals(checksum(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new CardFileException(Reason.DAMAGED, file, null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, MAGIC.length, end - MAGIC.length);
        try {
            if (buffer.getShort() != FORMAT) {
                throw new CardFileException(Reason.NEWER, file, null);
            }
            CardFileContent content = new CardFileContent(
                    read(buffer, LayoutFingerprint.LENGTH),
                    read(buffer, Short.toUnsignedInt(buffer.getShort())),
                    read(buffer, buffer.getInt()));
            if (buffer.hasRemaining()) {
                throw new BufferUnderflowException();
            }
            return content;
        } catch (BufferUnderflowException e) {
            throw new CardFileException(Reason.DAMAGED, file, e);
        }
    }

    /** Whether these are the first bytes of a card file, of whatever format. */
    static boolean begins(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length);
    }

    private static byte[] read(ByteBuffer buffer, int length) {
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] checksum(byte[] bytes, int length) {
        MessageDigest digest = Digests.sha256();
        digest.update(bytes, 0, length);
        return digest.digest();
    }
}
