package org.keymeter.card.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.keymeter.card.ByteString;
import org.keymeter.card.Failures;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.file.InvalidFileException;

/** Takes fields of fixed length off what a card wrote: the caller has checked the whole length. */
final class StatementReader {
    private static final int TAG_LENGTH = 16;
    private static final int SIGNATURE_MAXIMUM = 72;

    private StatementReader() {}

    /**
     * Splits message ‖ signature, as the card answers and as files hold it.
     *
     * @param messageLength in bytes
     */
    static SignedStatement split(byte[] file, int messageLength, String what) throws InvalidFileException {
        int signatureLength = file.length - messageLength;
        if (signatureLength <= 0 || signatureLength > SIGNATURE_MAXIMUM) {
            throw new InvalidFileException("This is no " + what + ": it has " + file.length + " bytes.");
        }
        return new SignedStatement(
                ByteString.of(Arrays.copyOf(file, messageLength)),
                ByteString.of(Arrays.copyOfRange(file, messageLength, file.length)));
    }

    /** Demands the length and the 16-byte tag, and stands behind it. */
    static ByteBuffer open(ByteString message, String tag, int length, String what) throws InvalidFileException {
        byte[] bytes = message.toByteArray();
        byte[] expected = tag.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length != length || !Arrays.equals(bytes, 0, TAG_LENGTH, expected, 0, TAG_LENGTH)) {
            throw new InvalidFileException("This is no " + what + ".");
        }
        return ByteBuffer.wrap(bytes).position(TAG_LENGTH);
    }

    static ByteString bytes(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return ByteString.of(bytes);
    }

    static long u32(ByteBuffer in) {
        return Integer.toUnsignedLong(in.getInt());
    }

    static int u16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    static int u8(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get());
    }

    static Failures failures(ByteBuffer in) {
        return new Failures(u16(in), u16(in), u16(in));
    }
}
