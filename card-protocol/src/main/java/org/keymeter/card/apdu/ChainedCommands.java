package org.keymeter.card.apdu;

import java.util.Arrays;
import org.keymeter.card.CardException;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.protocol.Code;

/** Cuts a command that does not fit one APDU into links (ISO 7816-4, 5.3.3). */
public final class ChainedCommands implements ApduProcessor {
    /** Data of a link; below 255, at which some stacks lose the Le of the last one. */
    static final int LINK_LENGTH = 240;

    private static final int WHOLE_LENGTH = 254;

    private final ApduProcessor next;

    public ChainedCommands(ApduProcessor next) {
        this.next = next;
    }

    @Override
    public ResponseApdu transmit(CommandApdu command) throws CardException {
        byte[] data = command.data();
        if (data.length <= WHOLE_LENGTH || next.isExtended(command)) {
            return next.transmit(command);
        }
        int offset = 0;
        for (; data.length - offset > LINK_LENGTH; offset += LINK_LENGTH) {
            ResponseApdu answer = next.transmit(link(command, offset, LINK_LENGTH, Code.CLASS_CHAINED, 0));
            if (!answer.status().isDone()) {
                return refusal(command, answer);
            }
            if (answer.data().length > 0) {
                throw new MalformedResponseException(command.toString(), "has data before the last link");
            }
        }
        return next.transmit(link(command, offset, data.length - offset, (byte) 0, command.expected()));
    }

    @Override
    public boolean isExtended(CommandApdu command) {
        return next.isExtended(command);
    }

    private static CommandApdu link(CommandApdu command, int offset, int length, byte classBit, int expected) {
        byte[] part = Arrays.copyOfRange(command.data(), offset, offset + length);
        return new CommandApdu(command.cla() | classBit, command.ins(), command.p1(), command.p2(), part, expected);
    }

    /** Only an error may end a chain early: a warning or a success would be taken for that of the whole. */
    private static ResponseApdu refusal(CommandApdu command, ResponseApdu answer) throws CardException {
        if (answer.status().isWarning() || answer.status().isMore()) {
            throw new MalformedResponseException(command.toString(), "ends in the middle of the chain");
        }
        return answer;
    }
}
