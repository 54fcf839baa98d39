package org.keymeter.card.apdu;

import org.keymeter.card.CardException;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.protocol.Ins;

/** Fetches the rest of a long answer (61xx), and repeats a command whose Le the card corrects (6Cxx). */
public final class CollectedAnswers implements ApduProcessor {
    /** Far above what a card sends, to bound a hostile one. */
    private static final int ANSWER_MAXIMUM = 65536;

    private final ApduProcessor next;

    public CollectedAnswers(ApduProcessor next) {
        this.next = next;
    }

    @Override
    public ResponseApdu transmit(CommandApdu command) throws CardException {
        ResponseApdu answer = transmitOnce(command);
        if (!answer.status().isMore()) {
            return answer;
        }
        try (ByteWriter whole = new ByteWriter()) {
            whole.bytes(answer.data());
            int collected = answer.data().length;
            while (answer.status().isMore()) {
                answer = transmitOnce(rest());
                collected += answer.data().length;
                if (answer.status().isMore() && answer.data().length == 0 || collected > ANSWER_MAXIMUM) {
                    throw new MalformedResponseException(command.toString(), "does not end");
                }
                whole.bytes(answer.data());
            }
            return new ResponseApdu(whole.toByteArray(), answer.status());
        }
    }

    @Override
    public boolean isExtended(CommandApdu command) {
        return next.isExtended(command);
    }

    private ResponseApdu transmitOnce(CommandApdu command) throws CardException {
        ResponseApdu answer = next.transmit(command);
        if (!answer.status().isWrongLe() || answer.data().length > 0) {
            return answer;
        }
        int expected = answer.status().low() == 0
                ? CommandApdu.SHORT_ANSWER
                : answer.status().low();
        return next.transmit(
                new CommandApdu(command.cla(), command.ins(), command.p1(), command.p2(), command.data(), expected));
    }

    private static CommandApdu rest() {
        return CommandApdu.interindustry(Ins.GET_RESPONSE, 0, 0, new byte[0]);
    }
}
