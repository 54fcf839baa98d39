package org.keymeter.card;

import java.util.List;

/** Requests and grants. Need the user PIN where the key's policy does. */
public final class GrantCommands {
    GrantCommands() {}

    /**
     * REQUEST GRANT: makes a new request, which replaces the key's older one.
     *
     * @param uses 1 to the ceiling
     * @return PKCS #10, DER, signed by the card
     * @throws GrantRefusedException above the ceiling, or never refillable
     */
    public ByteString request(int slot, long uses) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * Shows the card the intermediates, from the anchor downwards, then the grant.
     *
     * @param intermediates DER, at most 2; may be none
     * @param grant DER, at most 1,024 bytes
     * @return remaining uses after it
     * @throws GrantRefusedException with the reason; uses are unchanged
     */
    public long redeem(int slot, List<ByteString> intermediates, ByteString grant) throws CardException {
        throw new UnsupportedOperationException();
    }
}
