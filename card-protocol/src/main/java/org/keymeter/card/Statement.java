package org.keymeter.card;

import java.nio.charset.StandardCharsets;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.protocol.Limit;

/** The kinds of signed statements, told apart by the 16 bytes they start with: section 9 of docs/PROTOCOL.md. */
enum Statement {
    HEAD("KEYMETER-HEAD-v1", Limit.HEAD_MESSAGE_LENGTH),
    REPORT("KEYMETER-REPT-v1", Limit.REPORT_MESSAGE_LENGTH),
    CHANNEL("KEYMETER-CHAN-v1", 0),
    NEXT("KEYMETER-NEXT-v1", 0);

    private final byte[] tag;
    private final int length;

    Statement(String tag, int length) {
        this.tag = tag.getBytes(StandardCharsets.US_ASCII);
        this.length = length;
    }

    byte[] tag() {
        return tag.clone();
    }

    /** Of the message; 0 for those whose message the host puts together itself. */
    int length() {
        return length;
    }

    /** Demands that the card at the other end signed this now, for this nonce. */
    void verify(SignedStatement signed, DeviceIdentity signer, ByteString nonce) throws CardException {
        byte[] message = signed.message().toByteArray();
        if (!signer.deviceKey().verifies(message, signed.signature().toByteArray())) {
            throw UnknownDeviceException.notVouched(signer);
        }
        ByteReader reader = new ByteReader("a signed statement", message);
        reader.expect(tag);
        reader.expect(signer.deviceId().toByteArray());
        if (reader.u32() != signer.instance()) {
            throw reader.malformed("is of another instance");
        }
        reader.bytes(reader.left() - Limit.NONCE_LENGTH);
        reader.expect(nonce.toByteArray());
    }
}
