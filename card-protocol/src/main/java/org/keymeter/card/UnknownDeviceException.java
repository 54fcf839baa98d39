package org.keymeter.card;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** The card is not the one that was pinned, or none was pinned. */
public final class UnknownDeviceException extends CardException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final transient DeviceIdentity offered;
    private final transient PinnedDevice predecessor;

    public enum Problem {
        /** No card is pinned. */
        NOT_PINNED,
        /** None of the pinned cards: another device id, instance or device key. */
        OTHER_DEVICE,
        /**
         * A pinned card was initialised again, and its old key vouches for the new one: show it, then pin the new one.
         */
        SUCCESSOR,
        /** Its statement about itself is not signed by the key it names. */
        NOT_VOUCHED
    }

    private UnknownDeviceException(
            Problem problem,
            DeviceIdentity offered,
            PinnedDevice predecessor,
            String happened,
            String likelyCause,
            String remedy) {
        super("KM-D" + (problem.ordinal() + 1), happened, likelyCause, remedy, null);
        this.problem = problem;
        this.offered = offered;
        this.predecessor = predecessor;
    }

    static UnknownDeviceException notPinned(DeviceIdentity offered) {
        return new UnknownDeviceException(
                Problem.NOT_PINNED,
                offered,
                null,
                "This card is not known here: its device key has the fingerprint " + offered.deviceKey() + ".",
                "It was never used with this computer and user.",
                "Compare the fingerprint with the custodian's record sheet, then pin the card ('keymeter card pin').");
    }

    static UnknownDeviceException notAmong(DeviceIdentity offered, Collection<PinnedDevice> pinned) {
        String known = pinned.stream()
                .map(device -> "'" + device.label() + "'")
                .limit(3)
                .collect(Collectors.joining(", "));
        return new UnknownDeviceException(
                Problem.OTHER_DEVICE,
                offered,
                null,
                "This card is none that is known here (such as " + known + "): its device key has the fingerprint "
                        + offered.deviceKey() + ".",
                "It is another card, or was initialised again by somebody else.",
                "Insert the right card; or compare the fingerprint with the custodian's record sheet and pin it.");
    }

    static UnknownDeviceException successor(PinnedDevice predecessor, DeviceIdentity offered) {
        return new UnknownDeviceException(
                Problem.SUCCESSOR,
                offered,
                predecessor,
                "The card '" + predecessor.label() + "' was initialised again; its new fingerprint is "
                        + offered.deviceKey() + ".",
                "The custodian set it up anew. The key it had before vouches for the new one; its old keys are gone.",
                "Ask the custodian whether that was so, then pin it anew ('keymeter card pin').");
    }

    static UnknownDeviceException notVouched(DeviceIdentity offered) {
        return new UnknownDeviceException(
                Problem.NOT_VOUCHED,
                offered,
                null,
                "The card's statement is not signed by its device key.",
                "The card is damaged, or it is not what it says it is.",
                "Do not rely on this card until the custodian has looked at it.");
    }

    static UnknownDeviceException notProvisioned(DeviceIdentity offered) {
        return new UnknownDeviceException(
                Problem.NOT_VOUCHED,
                offered,
                null,
                "The card did not prove that it holds the setup secret.",
                "It is not the card that was provisioned with this secret, or something in between took its place.",
                "Do not use this card. Check the secret against the one that came with the card.");
    }

    public Problem problem() {
        return problem;
    }

    /** What the card says it is; nothing vouches for it unless the problem is {@link Problem#SUCCESSOR}. */
    public Optional<DeviceIdentity> offered() {
        return Optional.ofNullable(offered);
    }

    /** The pinned card whose key vouches for this one, if the problem is {@link Problem#SUCCESSOR}. */
    public Optional<PinnedDevice> predecessor() {
        return Optional.ofNullable(predecessor);
    }
}
