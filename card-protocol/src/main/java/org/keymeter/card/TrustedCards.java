package org.keymeter.card;

import java.io.IOException;
import java.time.Clock;

/** The cards that this user trusts: opens channels to them, and takes in those that a person decides to trust. */
public final class TrustedCards {
    private final PinnedDevices pins;
    private final Clock clock;

    public TrustedCards(PinnedDevices pins, Clock clock) {
        this.pins = pins;
        this.clock = clock;
    }

    public PinnedDevices pins() {
        return pins;
    }

    /**
     * Opens a channel to whichever trusted card is there.
     *
     * @throws UnknownDeviceException if it is none; {@link #mayBeAccepted} says whether a person may decide
     */
    public void openChannel(CardSession session) throws CardException, IOException {
        session.openChannel(pins.list());
    }

    /** Whether a person may decide to trust the card: not one that names itself as a pinned card and has not its key. */
    public boolean mayBeAccepted(UnknownDeviceException unknown) throws IOException {
        return switch (unknown.problem()) {
            case SUCCESSOR -> true;
            case NOT_PINNED, OTHER_DEVICE ->
                pins.find(unknown.offered().orElseThrow().deviceId()).isEmpty();
            case NOT_VOUCHED -> false;
        };
    }

    /**
     * Opens the channel to a card that a person decided to trust, and pins it.
     *
     * @param unknown what {@link #openChannel} threw
     * @param isCompared whether the person compared the fingerprint with the custodian's record
     * @throws UnknownDeviceException if it is another card by now
     */
    public void accept(CardSession session, UnknownDeviceException unknown, boolean isCompared)
            throws CardException, IOException {
        if (!mayBeAccepted(unknown)
                || !session.openChannelUnpinned().equals(unknown.offered().orElseThrow())) {
            throw unknown;
        }
        boolean isSuccessor = unknown.predecessor().isPresent();
        PinnedDevice.Trust unconfirmed = isSuccessor ? PinnedDevice.Trust.SUCCEEDED : PinnedDevice.Trust.FIRST_USE;
        pin(session, isCompared ? PinnedDevice.Trust.COMPARED : unconfirmed);
        if (isSuccessor) {
            pins.forget(unknown.predecessor().get().identity().deviceId());
        }
    }

    /** Pins the card behind the session's open channel. */
    public void pin(CardSession session, PinnedDevice.Trust trust) throws CardException, IOException {
        pins.pin(new PinnedDevice(session.identity(), session.device().read().label(), clock.instant(), trust));
    }
}
