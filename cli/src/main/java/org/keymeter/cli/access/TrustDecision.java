package org.keymeter.cli.access;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.terminal.Output;

/** Opens channels to cards that the user trusts, and puts the question where one is new. */
public final class TrustDecision {
    private final PinnedDevices pins;
    private final Prompt prompt;
    private final Output output;
    private final Clock clock;
    private final boolean isTrustingFirstUse;

    /** @param isTrustingFirstUse whether a card that was never seen before is pinned without a question */
    public TrustDecision(PinnedDevices pins, Prompt prompt, Output output, Clock clock, boolean isTrustingFirstUse) {
        this.pins = pins;
        this.prompt = prompt;
        this.output = output;
        this.clock = clock;
        this.isTrustingFirstUse = isTrustingFirstUse;
    }

    public PinnedDevices pins() {
        return pins;
    }

    /**
     * Opens the channel to an initialised card, and pins the card if that is what the user decides.
     *
     * @throws CliException if the user does not trust it
     */
    void openChannel(CardSession session) throws CardException, IOException, CliException {
        try {
            session.openChannel(pins.list());
        } catch (UnknownDeviceException e) {
            decide(session, e);
        }
    }

    /** Writes the pin of the card in the session. */
    public void pin(CardSession session, PinnedDevice.Trust trust) throws CardException, IOException {
        pins.pin(new PinnedDevice(session.identity(), session.device().read().label(), clock.instant(), trust));
    }

    private void decide(CardSession session, UnknownDeviceException unknown)
            throws CardException, IOException, CliException {
        switch (unknown.problem()) {
            case SUCCESSOR -> succeed(session, unknown);
            case NOT_PINNED, OTHER_DEVICE -> meet(session, unknown);
            default -> throw unknown;
        }
    }

    private void succeed(CardSession session, UnknownDeviceException unknown)
            throws CardException, IOException, CliException {
        PinnedDevice before = unknown.predecessor().orElseThrow();
        pinIfConfirmed(
                session,
                unknown,
                "The card '" + before.label() + "' was initialised again since it was pinned; all its keys of then"
                        + " are gone. Its former device key vouches for the new one.",
                PinnedDevice.Trust.SUCCEEDED);
        pins.forget(before.identity().deviceId());
    }

    private void meet(CardSession session, UnknownDeviceException unknown)
            throws CardException, IOException, CliException {
        DeviceIdentity offered = unknown.offered().orElseThrow();
        if (pins.find(offered.deviceId()).isPresent()) {
            throw unknown; // It names itself as a pinned card does, and has not its key.
        }
        pinIfConfirmed(session, unknown, "This computer has not seen this card before.", PinnedDevice.Trust.FIRST_USE);
    }

    private void pinIfConfirmed(
            CardSession session, UnknownDeviceException unknown, String situation, PinnedDevice.Trust unconfirmed)
            throws CardException, IOException, CliException {
        DeviceIdentity offered = unknown.offered().orElseThrow();
        boolean isCompared = !isTrustingFirstUse
                && prompt.confirm(
                        List.of(situation, "Fingerprint of its device key:", "  " + offered.deviceKey()),
                        "Compare it with the custodian's record sheet: is it the same?",
                        "yes");
        if (!isTrustingFirstUse && !isCompared) {
            throw new CliException(notConfirmed(unknown));
        }
        if (!session.openChannelUnpinned().equals(offered)) {
            throw unknown;
        }
        pin(session, isCompared ? PinnedDevice.Trust.COMPARED : unconfirmed);
        output.remark(
                isCompared
                        ? "The card is pinned."
                        : situation + " It is pinned, compared with nothing; the fingerprint of its device key is "
                                + offered.deviceKey() + ".");
    }

    static Failure blank() {
        return new Failure(
                ExitCode.FAILED,
                "The card is not initialised.",
                "It is new.",
                "Initialise it: 'keymeter card init --label LABEL'.",
                "KM-L5");
    }

    private Failure notConfirmed(UnknownDeviceException unknown) {
        return new Failure(
                ExitCode.VERIFICATION_FAILED,
                prompt.isPossible() ? "The card is not pinned: nobody confirmed its fingerprint." : unknown.happened(),
                prompt.isPossible() ? "" : unknown.likelyCause(),
                "Pin it by the device key that the custodian hands out ('keymeter card pin --device-key PEM'), or trust it"
                        + " as it is with --trust-first-use.",
                unknown.code());
    }
}
