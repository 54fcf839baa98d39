package org.keymeter.card;

import java.time.Instant;

/**
 * A card that somebody decided to trust: after comparing the fingerprint with the custodian's record sheet, or on first
 * use. Making one of these <em>is</em> that decision.
 *
 * @param identity what was trusted
 * @param label the user's name for the card
 * @param when the decision was taken
 * @param trust what it was based on
 */
public record PinnedDevice(DeviceIdentity identity, String label, Instant when, Trust trust) {
    public enum Trust {
        /** The card was initialised by this program. */
        INITIALISED_HERE,
        /** The fingerprint or the key came from the custodian. */
        COMPARED,
        /** Nobody compared anything. */
        FIRST_USE,
        /** The device key before the last initialisation vouched for it. */
        SUCCEEDED
    }
}
