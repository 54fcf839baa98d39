package org.keymeter.card.audit;

import java.nio.ByteBuffer;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Failures;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/**
 * The end of a log as the card signed it (KEYMETER-HEAD-v1, section 9 of docs/PROTOCOL.md). Nothing in it is verified
 * until {@link #isSignedBy} says so.
 *
 * @param statement the signed bytes
 * @param deviceId 16 bytes
 * @param instance u32
 * @param last the last record
 * @param failures counters since initialisation
 * @param nonce of whoever wanted it, 32 bytes
 */
public record SignedHead(
        SignedStatement statement,
        ByteString deviceId,
        long instance,
        ChainPoint last,
        Failures failures,
        ByteString nonce) {
    /** @throws InvalidFileException when it is no head */
    public static SignedHead of(SignedStatement statement) throws InvalidFileException {
        ByteBuffer in = StatementReader.open(
                statement.message(), ChainPoint.HEAD_TAG, Limit.HEAD_MESSAGE_LENGTH, "signed head of an audit log");
        return new SignedHead(
                statement,
                StatementReader.bytes(in, Limit.ID_LENGTH),
                StatementReader.u32(in),
                new ChainPoint(StatementReader.u32(in), StatementReader.bytes(in, Limit.HASH_LENGTH)),
                StatementReader.failures(in),
                StatementReader.bytes(in, Limit.NONCE_LENGTH));
    }

    public boolean isSignedBy(DeviceKey key) {
        return key.verifies(
                statement.message().toByteArray(), statement.signature().toByteArray());
    }
}
