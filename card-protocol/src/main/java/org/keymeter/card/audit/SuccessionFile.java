package org.keymeter.card.audit;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.keymeter.card.ByteString;
import org.keymeter.card.Failures;
import org.keymeter.card.Succession;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/** A succession in the bytes of GET DATA 0130, which is how exports carry it. */
final class SuccessionFile {
    private static final int LENGTH_MAXIMUM = 512;

    private SuccessionFile() {}

    static ByteString write(Succession succession) {
        ByteBuffer out = ByteBuffer.allocate(LENGTH_MAXIMUM);
        Failures failures = succession.failures();
        out.put(succession.deviceId().toByteArray())
                .putInt((int) succession.instance())
                .putInt((int) succession.lastSequence())
                .put(succession.chain().toByteArray())
                .putShort((short) failures.wrongPins())
                .putShort((short) failures.refusedGrants())
                .putShort((short) failures.refusedBlobs())
                .put(succession.nonce().toByteArray());
        putLv(out, succession.headSignature());
        putLv(out, succession.successorSignature());
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return ByteString.of(bytes);
    }

    private static void putLv(ByteBuffer out, ByteString value) {
        out.put((byte) value.length()).put(value.toByteArray());
    }

    static Succession read(ByteString bytes) throws InvalidFileException {
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
        try {
            Succession succession = new Succession(
                    StatementReader.bytes(in, Limit.ID_LENGTH),
                    StatementReader.u32(in),
                    StatementReader.u32(in),
                    StatementReader.bytes(in, Limit.HASH_LENGTH),
                    StatementReader.failures(in),
                    StatementReader.bytes(in, Limit.NONCE_LENGTH),
                    StatementReader.bytes(in, StatementReader.u8(in)),
                    StatementReader.bytes(in, StatementReader.u8(in)));
            if (!in.hasRemaining()) {
                return succession;
            }
        } catch (BufferUnderflowException tooShort) {
            throw new InvalidFileException("The export's succession is damaged.", "", tooShort);
        }
        throw new InvalidFileException("The export's succession is damaged.");
    }
}
