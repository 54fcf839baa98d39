package org.keymeter.card;

import org.keymeter.card.apdu.ByteWriter;

/**
 * GET DATA 0130: how the instance before ended, and its key's signature over the new one's. Nothing in it is verified
 * until {@link #isVouchedBy} says so.
 *
 * @param deviceId of the old instance, 16 bytes
 * @param instance the old one
 * @param lastSequence of its log
 * @param chain value at that record, 32 bytes
 * @param failures at its end
 * @param nonce the host's at the initialisation, 32 bytes
 * @param headSignature of the old device key over the old head
 * @param successorSignature of the old device key over the new device key
 */
public record Succession(
        ByteString deviceId,
        long instance,
        long lastSequence,
        ByteString chain,
        Failures failures,
        ByteString nonce,
        ByteString headSignature,
        ByteString successorSignature) {
    /** Whether the old device key signed the old head and this successor. */
    public boolean isVouchedBy(DeviceIdentity old, DeviceIdentity successor) {
        return deviceId.equals(old.deviceId())
                && instance == old.instance()
                && old.deviceKey().verifies(headMessage().toByteArray(), headSignature.toByteArray())
                && old.deviceKey().verifies(successorMessage(successor), successorSignature.toByteArray());
    }

    /** KEYMETER-HEAD-v1 of the old instance, as it was signed: 110 bytes. */
    public ByteString headMessage() {
        try (ByteWriter writer = new ByteWriter()) {
            return ByteString.of(writer.bytes(Statement.HEAD.tag())
                    .string(deviceId)
                    .u32(instance)
                    .u32(lastSequence)
                    .string(chain)
                    .u16(failures.wrongPins())
                    .u16(failures.refusedGrants())
                    .u16(failures.refusedBlobs())
                    .string(nonce)
                    .toByteArray());
        }
    }

    private byte[] successorMessage(DeviceIdentity successor) {
        try (ByteWriter writer = new ByteWriter()) {
            return writer.bytes(Statement.NEXT.tag())
                    .string(deviceId)
                    .u32(instance)
                    .string(successor.deviceId())
                    .u32(successor.instance())
                    .string(successor.deviceKey().point())
                    .string(nonce)
                    .toByteArray();
        }
    }
}
