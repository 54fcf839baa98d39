package org.keymeter.simulator.hostile;

import java.util.List;

/**
 * What a card was told and what it asked, as far as grants for one of its keys depend on it.
 *
 * @param deviceKey SubjectPublicKeyInfo
 * @param asked uses
 * @param isPending whether a request waits for its answer
 * @param intermediates how many the key's policy allows
 */
record CardState(
        byte[] deviceId,
        long instance,
        byte[] deviceKey,
        byte[] identity,
        int generation,
        byte[] nonce,
        long asked,
        boolean isPending,
        long ceiling,
        int intermediates,
        List<Anchor> anchors) {
    /**
     * @param latest notBefore of the latest grant redeemed under it, 14 digits; zeros for none
     */
    record Anchor(byte[] name, byte[] spki, boolean isInPolicy, String latest) {}
}
