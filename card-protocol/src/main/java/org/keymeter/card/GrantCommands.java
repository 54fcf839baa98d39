package org.keymeter.card;

import java.util.List;
import java.util.Optional;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** Requests and grants. Need the user PIN where the key's policy does. */
public final class GrantCommands {
    /** SPEC: ISO 7816-4: digital signature template, set for verification. */
    private static final int SET_FOR_VERIFICATION = 0x81;

    private static final int SIGNATURE_TEMPLATE = 0xB6;
    /** SPEC: ISO 7816-8: verify a self-descriptive certificate in the data. */
    private static final int VERIFY_CERTIFICATE = 0xBE;
    /** Tag of a key reference, and its length. */
    private static final byte[] KEY_REFERENCE = {(byte) 0x83, 1};

    private final CardLink link;

    GrantCommands(CardLink link) {
        this.link = link;
    }

    /**
     * REQUEST GRANT: makes a new request, which replaces the key's older one.
     *
     * @param uses 1 to the ceiling
     * @return PKCS #10, DER, signed by the card
     * @throws GrantRefusedException above the ceiling, or never refillable
     */
    public ByteString request(int slot, long uses) throws CardException {
        Slots.check(slot);
        try (ByteWriter writer = new ByteWriter()) {
            byte[] data = writer.u32(uses).toByteArray();
            ResponseApdu answer = link.exchange(
                    CommandApdu.proprietary(Ins.REQUEST_GRANT, slot, data).withLongAnswer());
            if (!answer.status().isDone()) {
                throw refusal(Operation.REQUEST_GRANT, answer.status(), slot);
            }
            return ByteString.of(answer.data());
        }
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
        Slots.check(slot);
        Optional<KeyInfo> before = readKey(slot);
        choose(slot);
        for (ByteString intermediate : intermediates) {
            present(slot, before, intermediate).end();
        }
        ByteReader reader = present(slot, before, grant);
        long remaining = reader.u32();
        reader.end();
        return remaining;
    }

    private void choose(int slot) throws CardException {
        byte[] data = {KEY_REFERENCE[0], KEY_REFERENCE[1], (byte) slot};
        link.send(
                Operation.CHOOSE_KEY,
                CommandApdu.interindustry(
                        Ins.MANAGE_SECURITY_ENVIRONMENT, SET_FOR_VERIFICATION, SIGNATURE_TEMPLATE, data));
    }

    private ByteReader present(int slot, Optional<KeyInfo> before, ByteString certificate) throws CardException {
        if (certificate.length()
                > Math.min(Limit.CERTIFICATE_MAXIMUM, link.applet().maxData())) {
            throw new GrantRefusedException(GrantRefusal.MALFORMED, before.orElse(null));
        }
        ResponseApdu answer = link.exchange(CommandApdu.interindustry(
                Ins.PERFORM_SECURITY_OPERATION, 0, VERIFY_CERTIFICATE, certificate.toByteArray()));
        if (answer.status().isDone()) {
            return new ByteReader("PSO: VERIFY CERTIFICATE", answer.data());
        }
        CardException refusal = refusal(Operation.REDEEM, answer.status(), slot);
        if (refusal instanceof GrantRefusedException refused && isTaken(before, refused)) {
            throw Refusals.contradicted(answer.status());
        }
        throw refusal;
    }

    /**
     * Whether the card's state shows that the grant was redeemed, whatever the status word said. (Of the refusals, only
     * wrong signatures end a request.)
     */
    private static boolean isTaken(Optional<KeyInfo> before, GrantRefusedException refused) {
        return before.map(KeyInfo::isRequestPending).orElse(false)
                && !refused.key().map(KeyInfo::isRequestPending).orElse(true)
                && refused.reason() != GrantRefusal.SIGNATURE;
    }

    private CardException refusal(Operation operation, StatusWord status, int slot) throws CardException {
        Optional<GrantRefusal> reason = GrantRefusal.of(status);
        return reason.isPresent()
                ? new GrantRefusedException(reason.get(), readKey(slot).orElse(null))
                : new Refusals(link).of(operation, status);
    }

    /** Empty if the card shows no metadata without a PIN; a key that needs none is redeemed all the same. */
    private Optional<KeyInfo> readKey(int slot) throws CardException {
        try {
            return Optional.of(new KeyCommands(link).read(slot));
        } catch (NotAuthorisedException e) {
            return Optional.empty();
        }
    }
}
