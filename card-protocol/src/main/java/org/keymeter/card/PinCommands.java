package org.keymeter.card;

import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Sw;

/** The PINs. Secrets given stay the caller's to close. All but {@link #reset} need an open channel only. */
public final class PinCommands {
    /** P1 of RESET RETRY COUNTER: the data are the new PIN alone. */
    private static final int NEW_PIN_ONLY = 2;

    private final CardLink link;

    PinCommands(CardLink link) {
        this.link = link;
    }

    /**
     * VERIFY: from here on the channel has this authority.
     *
     * @throws PinWrongException with the tries left
     * @throws PinBlockedException if none was left before
     * @throws CommandRefusedException 6700 if the PIN is not 6 to 16 bytes; no try is spent
     */
    public void verify(Pin which, Secret pin) throws CardException {
        Operation operation = which == Pin.USER ? Operation.VERIFY_USER_PIN : Operation.VERIFY_ADMIN_PIN;
        if (pin.length() == 0) {
            // Without data the command would ask instead of verify.
            throw new CommandRefusedException(StatusWord.of(Sw.WRONG_LENGTH), operation.phrase());
        }
        byte[] data = pin.expose().clone();
        link.send(operation, CommandApdu.interindustry(Ins.VERIFY, 0, which.reference(), data));
    }

    /** Whether this channel has the authority; spends no try. */
    public boolean readVerified(Pin which) throws CardException {
        ResponseApdu answer = link.exchange(CommandApdu.interindustry(Ins.VERIFY, 0, which.reference(), new byte[0]));
        if (answer.status().isDone() || answer.status().isPinWrong()) {
            return answer.status().isDone();
        }
        Operation operation = which == Pin.USER ? Operation.VERIFY_USER_PIN : Operation.VERIFY_ADMIN_PIN;
        CardException refusal = new Refusals(link).of(operation, answer.status());
        if (refusal instanceof PinBlockedException) {
            return false;
        }
        throw refusal;
    }

    /** Gives the authority up. */
    public void forget(Pin which) throws CardException {
        Operation operation = which == Pin.USER ? Operation.VERIFY_USER_PIN : Operation.VERIFY_ADMIN_PIN;
        link.send(operation, CommandApdu.interindustry(Ins.VERIFY, Code.FORGET, which.reference(), new byte[0]));
    }

    /**
     * CHANGE REFERENCE DATA; returns an open lease, and the PIN must be verified anew.
     *
     * @throws PinWrongException if the old one is wrong
     * @throws CommandRefusedException 6A80 if the new one is not 6 to 16 bytes; no try is spent
     */
    public void change(Pin which, Secret old, Secret replacement) throws CardException {
        Operation operation = which == Pin.USER ? Operation.CHANGE_USER_PIN : Operation.CHANGE_ADMIN_PIN;
        demandByteOfLength(old, operation);
        demandByteOfLength(replacement, operation);
        try (ByteWriter writer = new ByteWriter()) {
            writer.lv(old.expose()).lv(replacement.expose());
            link.send(
                    operation,
                    CommandApdu.interindustry(Ins.CHANGE_REFERENCE_DATA, 0, which.reference(), writer.toByteArray()));
        }
    }

    /**
     * RESET RETRY COUNTER: sets a new user PIN and so unblocks it. Needs the admin PIN. The remaining uses of all keys
     * that require the PIN and can be refilled fall to zero.
     */
    public void reset(Secret userPin) throws CardException {
        link.send(
                Operation.RESET_USER_PIN,
                CommandApdu.interindustry(
                        Ins.RESET_RETRY_COUNTER,
                        NEW_PIN_ONLY,
                        Pin.USER.reference(),
                        userPin.expose().clone()));
    }

    private static void demandByteOfLength(Secret pin, Operation operation) throws CommandRefusedException {
        if (pin.length() > 255) {
            throw new CommandRefusedException(StatusWord.of(Sw.WRONG_LENGTH), operation.phrase());
        }
    }
}
