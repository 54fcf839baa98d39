package org.keymeter.card;

/** An answer, or a file a card's answer was kept in, that does not have the shape docs/PROTOCOL.md gives it. */
public final class MalformedResponseException extends CardException {
    private static final long serialVersionUID = 1;

    private final String step;

    /**
     * @param step the command or part that was being read, such as "GET DATA 0101"
     * @param detail what is wrong with it, as the end of a sentence: "ends after 3 of 16 bytes"
     */
    public MalformedResponseException(String step, String detail) {
        super(
                "KM-M1",
                "The answer to " + step + " cannot be understood: it " + detail + ".",
                "The card or something in between sent damaged data, or speaks a later version of the protocol.",
                "Insert the card again and repeat; if it stays, check the version of the card and of this program.",
                null);
        this.step = step;
    }

    public String step() {
        return step;
    }
}
