package org.keymeter.gui.readers;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.PinnedDevice;

/**
 * A card as it was when a channel to it was open: proven, and of that moment.
 *
 * @param identity of the card
 * @param trust how this user came to trust it
 * @param device as a whole
 * @param keys by slot
 * @param anchors by slot
 * @param log where it stands
 * @param at when it was read
 */
public record CardSnapshot(
        DeviceIdentity identity,
        PinnedDevice.Trust trust,
        DeviceInfo device,
        List<KeyInfo> keys,
        List<AnchorInfo> anchors,
        LogState log,
        Instant at) {
    public CardSnapshot {
        keys = List.copyOf(keys);
        anchors = List.copyOf(anchors);
    }

    /** Reads it through a session whose channel is open. */
    public static CardSnapshot read(CardSession session, PinnedDevice.Trust trust, Instant at) throws CardException {
        return new CardSnapshot(
                session.identity(),
                trust,
                session.device().read(),
                session.keys().readAll(),
                session.anchors().readAll(),
                session.log().readState(),
                at);
    }

    /** @param slot 0 to 7 */
    public Optional<KeyInfo> key(int slot) {
        return keys.stream().filter(key -> key.slot() == slot).findFirst();
    }
}
