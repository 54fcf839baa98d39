package org.keymeter.card;

import org.keymeter.card.ChannelException.Problem;
import org.keymeter.card.NotAuthorisedException.Missing;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Sw;

/**
 * Makes the exception for a status word.
 *
 * <p>SECURITY: an error word has no MAC and may be forged. Before anything is concluded from one, the device is read
 * through the channel: that fails if the card never saw the refused command, and its answer must not contradict the
 * error. What the answer cannot tell stays marked {@linkplain RefusedException#isAuthentic not authentic}.
 */
final class Refusals {
    private final CardLink link;

    Refusals(CardLink link) {
        this.link = link;
    }

    CardException of(Operation operation, StatusWord status) throws CardException {
        if (status.isWarning()) {
            return ofWarning(operation, status);
        }
        DeviceInfo device = link.readDevice(status);
        if (status.is(Sw.PIN_BLOCKED)) {
            return ofBlocked(pin(operation), device, status);
        }
        if (status.is(Sw.NOT_AUTHORISED)) {
            return ofUnauthorised(operation, device, status);
        }
        if (status.is(Sw.LOG_FULL)) {
            return device.options().contains(CardOption.FORCED_AUDIT)
                    ? new LogFullException(device.options().contains(CardOption.ADMIN_ACKNOWLEDGES))
                    : contradicted(status);
        }
        return new CommandRefusedException(status, operation.phrase());
    }

    private static CardException ofWarning(Operation operation, StatusWord status) {
        return status.isPinWrong()
                ? new PinWrongException(pin(operation), status)
                : new CommandRefusedException(status, operation.phrase());
    }

    private static CardException ofBlocked(Pin pin, DeviceInfo device, StatusWord status) {
        return tries(device, pin).left() == 0 ? new PinBlockedException(pin) : contradicted(status);
    }

    /** Asks the card under a MAC whether the authority is there after all. */
    private CardException ofUnauthorised(Operation operation, DeviceInfo device, StatusWord status)
            throws CardException {
        if (device.state() == CardState.INSTALLED) {
            return device.setup() == DeviceInfo.Setup.WAITING
                    ? new NotAuthorisedException(Missing.SETUP_SECRET, operation.phrase())
                    : contradicted(status);
        }
        Missing missing = operation == Operation.ACKNOWLEDGE && device.options().contains(CardOption.ADMIN_ACKNOWLEDGES)
                ? Missing.ADMIN_PIN
                : operation.needed();
        boolean hasUser = missing != Missing.ADMIN_PIN && isVerified(Pin.USER);
        boolean hasAdmin = missing != Missing.USER_PIN && isVerified(Pin.ADMIN);
        return hasUser || hasAdmin ? contradicted(status) : new NotAuthorisedException(missing, operation.phrase());
    }

    private boolean isVerified(Pin pin) throws CardException {
        return link.exchange(CommandApdu.interindustry(Ins.VERIFY, 0, pin.reference(), new byte[0]))
                .status()
                .isDone();
    }

    /** The PIN that an operation is about; those that are about none are not refused with 63Cx or 6983. */
    private static Pin pin(Operation operation) {
        return operation == Operation.VERIFY_ADMIN_PIN || operation == Operation.CHANGE_ADMIN_PIN
                ? Pin.ADMIN
                : Pin.USER;
    }

    private static DeviceInfo.PinTries tries(DeviceInfo device, Pin pin) {
        return pin == Pin.USER ? device.userPin() : device.adminPin();
    }

    /** The card did something else than what was reported of it: somebody is in between. */
    static ChannelException contradicted(StatusWord status) {
        return new ChannelException(
                Problem.CONTRADICTED,
                "The answer " + status + " contradicts what the card says of itself under a MAC.");
    }
}
