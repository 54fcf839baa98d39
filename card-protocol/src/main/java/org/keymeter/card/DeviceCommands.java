package org.keymeter.card;

import java.util.Optional;

/** The card as a whole. */
public final class DeviceCommands {
    DeviceCommands() {}

    /** GET DATA 0101. */
    public DeviceInfo read() throws CardException {
        throw new UnsupportedOperationException();
    }

    /** GET DATA 0130; empty after the first initialisation. */
    public Optional<Succession> readSuccession() throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * INITIALIZE: everything on the card is made new. On an initialised card the admin PIN must be verified, and the log
     * acknowledged. The channel goes on, without authority; the identity to pin is in the answer.
     *
     * @throws UnknownDeviceException if the card does not hold the setup secret that was given
     */
    public Initialized initialize(Initialization initialization) throws CardException {
        throw new UnsupportedOperationException();
    }
}
