package org.keymeter.card;

import java.util.Optional;

/** The card is not the one that was pinned, or none was pinned. */
public final class UnknownDeviceException extends CardException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient DeviceIdentity offered;

    public enum Problem {
        NOT_PINNED,
        /** Another device id or another device key than the pinned one's. */
        OTHER_DEVICE,
        /** The card was initialised again, and the old key vouches for the new one: show it, then pin the new one. */
        SUCCESSOR,
        /** Its statement about itself is not signed by the key it names. */
        NOT_VOUCHED
    }

    public UnknownDeviceException(
            Problem problem, DeviceIdentity offered, String happened, String likelyCause, String remedy) {
        super("KM-D" + (problem.ordinal() + 1), happened, likelyCause, remedy, null);
        this.problem = problem;
        this.offered = offered;
    }

    public Problem problem() {
        return problem;
    }

    /** What the card says it is; nothing vouches for it unless the problem is {@link Problem#SUCCESSOR}. */
    public Optional<DeviceIdentity> offered() {
        return Optional.ofNullable(offered);
    }
}
