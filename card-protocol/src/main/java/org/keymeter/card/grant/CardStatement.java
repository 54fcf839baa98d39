package org.keymeter.card.grant;

import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/**
 * The extension keymeterStatus: what the card that makes a request says of itself. Numbers are u32, the three counters
 * of failures u16.
 *
 * @param openLease uses taken off the meter that the channel still holds
 * @param sequence of the last audit record
 * @param chain value of the audit log at that record, 32 bytes
 */
public record CardStatement(
        long remaining,
        long openLease,
        long spentInGeneration,
        long spentEver,
        long sequence,
        ByteString chain,
        int wrongPins,
        int refusedGrants,
        int refusedBlobs) {
    private static final long U32_MAXIMUM = 0xFFFF_FFFFL;
    private static final int U16_MAXIMUM = 0xFFFF;

    static CardStatement parse(String what, byte[] extensionValue) throws InvalidFileException {
        DerReader value = new DerReader(what, extensionValue);
        DerReader fields = value.enter(DerReader.SEQUENCE);
        value.end();
        fields.require(fields.unsigned(U32_MAXIMUM) == Code.GRANT_VERSION);
        CardStatement statement = new CardStatement(
                fields.unsigned(U32_MAXIMUM),
                fields.unsigned(U32_MAXIMUM),
                fields.unsigned(U32_MAXIMUM),
                fields.unsigned(U32_MAXIMUM),
                fields.unsigned(U32_MAXIMUM),
                ByteString.of(fields.octets(Limit.HASH_LENGTH)),
                (int) fields.unsigned(U16_MAXIMUM),
                (int) fields.unsigned(U16_MAXIMUM),
                (int) fields.unsigned(U16_MAXIMUM));
        fields.end();
        return statement;
    }
}
