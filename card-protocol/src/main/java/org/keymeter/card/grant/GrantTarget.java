package org.keymeter.card.grant;

import java.util.List;
import java.util.Optional;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.KeyInfo;

/**
 * What a grant is judged against: the card and the key that it is to refill.
 *
 * @param device the card
 * @param deviceKey its device key
 * @param key that waits for the grant
 * @param anchors on the card
 * @param request the pending one, if the host has kept it: its nonce and uses can be read from nowhere else
 */
public record GrantTarget(
        DeviceInfo device, DeviceKey deviceKey, KeyInfo key, List<AnchorInfo> anchors, Optional<GrantTerms> request) {
    public GrantTarget {
        anchors = List.copyOf(anchors);
    }

    List<AnchorInfo> anchorsNamed(byte[] name) {
        ByteString subject = ByteString.of(name);
        return anchors.stream()
                .filter(anchor -> anchor.subject().equals(subject))
                .toList();
    }

    boolean isInPolicy(AnchorInfo anchor) {
        return key.policy().anchors().contains(anchor.spkiHash());
    }
}
