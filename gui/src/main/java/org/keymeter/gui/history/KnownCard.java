package org.keymeter.gui.history;

import java.time.Instant;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.KeyInfo;

/**
 * A card as its last channel showed it.
 *
 * @param identity that the card proved
 * @param device as a whole
 * @param keys by slot
 * @param anchors by slot
 * @param at when it was read
 */
public record KnownCard(
        DeviceIdentity identity, DeviceInfo device, List<KeyInfo> keys, List<AnchorInfo> anchors, Instant at) {
    public KnownCard {
        keys = List.copyOf(keys);
        anchors = List.copyOf(anchors);
    }
}
