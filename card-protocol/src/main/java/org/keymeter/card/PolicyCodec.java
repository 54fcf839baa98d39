package org.keymeter.card;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/** A policy's bytes: section 6 of docs/PROTOCOL.md. */
final class PolicyCodec {
    /** The only number of approvals in this version. */
    private static final int APPROVALS = 1;

    private PolicyCodec() {}

    static void write(Policy policy, ByteWriter writer) {
        writer.u8(Code.POLICY_VERSION)
                .u8(policy.isPinRequired() ? Code.POLICY_PIN_REQUIRED : 0)
                .u8(APPROVALS)
                .u8(policy.intermediates())
                .u32(policy.ceiling())
                .u16(policy.burst())
                .u32(policy.lifetime())
                .u16(policy.lease())
                .u8(policy.anchors().size());
        policy.anchors().forEach(writer::string);
    }

    static Policy read(ByteReader reader) throws MalformedResponseException {
        int version = reader.u8();
        int flags = reader.u8();
        int approvals = reader.u8();
        if (version != Code.POLICY_VERSION
                || (flags | Code.POLICY_PIN_REQUIRED) != Code.POLICY_PIN_REQUIRED
                || approvals != APPROVALS) {
            throw reader.malformed("has a policy of another version");
        }
        boolean isPinRequired = flags == Code.POLICY_PIN_REQUIRED;
        int intermediates = reader.u8();
        long ceiling = reader.u32();
        int burst = reader.u16();
        long lifetime = reader.u32();
        int lease = reader.u16();
        int count = reader.u8();
        List<ByteString> anchors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            anchors.add(reader.string(Limit.HASH_LENGTH));
        }
        try {
            return new Policy(isPinRequired, intermediates, ceiling, burst, lifetime, lease, anchors);
        } catch (IllegalArgumentException e) {
            throw reader.malformed("has a policy out of its bounds: " + e.getMessage());
        }
    }
}
