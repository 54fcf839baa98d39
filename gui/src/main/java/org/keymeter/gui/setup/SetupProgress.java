package org.keymeter.gui.setup;

import java.util.Optional;
import org.keymeter.card.DeviceIdentity;

/** How far the writing got: the reader's thread tells, the window asks. */
final class SetupProgress {
    /** In order. */
    enum Reached {
        /** The card is as it was. */
        NOTHING,
        /** INITIALIZE was sent and not answered: only the card knows. */
        SENT,
        INITIALISED,
        ANCHORED,
        COMPLETE
    }

    private volatile Reached reached = Reached.NOTHING;
    private volatile DeviceIdentity made;

    Reached reached() {
        return reached;
    }

    /** The card that was set up, once it said so. */
    Optional<DeviceIdentity> made() {
        return Optional.ofNullable(made);
    }

    void reach(Reached now) {
        reached = now;
    }

    /** For another card. */
    void reset() {
        made = null;
        reached = Reached.NOTHING;
    }

    void initialised(DeviceIdentity identity) {
        made = identity;
        reached = Reached.INITIALISED;
    }
}
