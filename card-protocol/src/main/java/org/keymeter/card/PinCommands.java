package org.keymeter.card;

/** The PINs. Secrets given stay the caller's to close. All but {@link #reset} need an open channel only. */
public final class PinCommands {
    PinCommands() {}

    /**
     * VERIFY: from here on the channel has this authority.
     *
     * @throws PinWrongException with the tries left
     * @throws PinBlockedException if none was left before
     */
    public void verify(Pin which, Secret pin) throws CardException {
        throw new UnsupportedOperationException();
    }

    /** Whether this channel has the authority; spends no try. */
    public boolean readVerified(Pin which) throws CardException {
        throw new UnsupportedOperationException();
    }

    /** Gives the authority up. */
    public void forget(Pin which) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * CHANGE REFERENCE DATA; returns an open lease, and the PIN must be verified anew.
     *
     * @throws PinWrongException if the old one is wrong
     */
    public void change(Pin which, Secret old, Secret replacement) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * RESET RETRY COUNTER: sets a new user PIN and so unblocks it. Needs the admin PIN. The remaining uses of all keys
     * that require the PIN and can be refilled fall to zero.
     */
    public void reset(Secret userPin) throws CardException {
        throw new UnsupportedOperationException();
    }
}
