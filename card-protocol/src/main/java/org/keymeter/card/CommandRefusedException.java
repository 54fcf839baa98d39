package org.keymeter.card;

import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** Any other status word; callers tell them apart by {@link #is}. */
public final class CommandRefusedException extends RefusedException {
    private static final long serialVersionUID = 1;

    /** @param operation what was asked, as a noun phrase: "to create a key" */
    CommandRefusedException(StatusWord status, String operation) {
        super(status, "The card refused " + operation + " (" + status + ").", cause(status), remedy(status));
    }

    /** @param constant one of {@link Sw} */
    public boolean is(short constant) {
        return status().is(constant);
    }

    private static String cause(StatusWord status) {
        return switch ((short) status.value()) {
            case Sw.WRONG_STATE -> "The card is not in the state for it: not initialised, or nothing to do it with.";
            case Sw.NO_ROOM -> "All slots are in use.";
            case Sw.NOT_FOUND -> "There is no such thing on the card.";
            case Sw.ALREADY_THERE -> "The slot or the label is in use.";
            case Sw.GRANT_ALGORITHM -> "The card lacks the algorithm or the kind of key.";
            case Sw.GENERATION_UNKNOWN -> "The blobs were wrapped under a generation that is not on the card.";
            case Sw.LOG_OUTSTANDING -> "Records of the log are not acknowledged.";
            case Sw.LOG_CHAIN_DIFFERS -> "The records acknowledged are not those of this card.";
            case Sw.LOG_NOTHING_TO_ACKNOWLEDGE -> "Nothing happened since the last acknowledgement.";
            case Sw.INTERNAL -> "An internal check of the card failed.";
            default -> "The card found the command's data or form wrong.";
        };
    }

    private static String remedy(StatusWord status) {
        return switch ((short) status.value()) {
            case Sw.WRONG_STATE -> "Look at the card's status first.";
            case Sw.NO_ROOM -> "Delete what is no longer needed, or use another card.";
            case Sw.NOT_FOUND -> "List what is there and choose from it.";
            case Sw.ALREADY_THERE -> "Choose another slot or label.";
            case Sw.GRANT_ALGORITHM -> "Use a CA with a P-256 key.";
            case Sw.GENERATION_UNKNOWN -> "Use the card that wrapped them, or the second recipient.";
            case Sw.LOG_OUTSTANDING -> "Read and acknowledge the log first.";
            case Sw.LOG_CHAIN_DIFFERS -> "Read the log from this card anew; if it stays, the copy was altered.";
            case Sw.LOG_NOTHING_TO_ACKNOWLEDGE -> "There is nothing to do.";
            case Sw.INTERNAL -> "Nothing was done; if it happens again, replace the card.";
            default -> "Check the input; if it is right, quote the code to who maintains this program.";
        };
    }
}
