package org.keymeter.card;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/**
 * One wrapped subkey that stands by itself, with what is needed to open it but its context: a tag of 16 bytes, key
 * identity (16), generation (u16), blob.
 *
 * @param keyIdentity of the key that wrapped it, 16 bytes
 * @param generation under which it was wrapped, u16
 * @param blob AES-SIV tag and cipher, 32 to 80 bytes
 */
public record SubkeyFile(ByteString keyIdentity, int generation, ByteString blob) {
    private static final byte[] TAG = "KEYMETER-BLOB-v1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_LENGTH = TAG.length + Limit.ID_LENGTH + Short.BYTES;

    /** No file is longer. */
    public static final int LENGTH_MAXIMUM = HEADER_LENGTH + Limit.SIV_LENGTH + Limit.SUBKEY_MAXIMUM;

    private static final int LENGTH_MINIMUM = HEADER_LENGTH + Limit.SIV_LENGTH + Limit.SUBKEY_MINIMUM;

    /** @throws InvalidFileException if it is no such file */
    public static SubkeyFile parse(byte[] file) throws InvalidFileException {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (file.length < LENGTH_MINIMUM
                || file.length > LENGTH_MAXIMUM
                || !ByteString.of(TAG).equals(take(in, TAG.length))) {
            throw new InvalidFileException(
                    "This is no wrapped subkey.", "Give what 'keymeter wrap' wrote, unchanged and whole.");
        }
        ByteString keyIdentity = take(in, Limit.ID_LENGTH);
        int generation = Short.toUnsignedInt(in.getShort());
        return new SubkeyFile(keyIdentity, generation, take(in, in.remaining()));
    }

    private static ByteString take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return ByteString.of(bytes);
    }

    /** As {@link #parse} reads it. */
    public byte[] encode() {
        return ByteBuffer.allocate(HEADER_LENGTH + blob.length())
                .put(TAG)
                .put(keyIdentity.toByteArray())
                .putShort((short) generation)
                .put(blob.toByteArray())
                .array();
    }
}
