package org.keymeter.card;

/**
 * The secure channel could not be opened, or is over. A channel never comes back after a failure: open another one, and
 * read the card's state before you say what the last command did.
 */
public final class ChannelException extends CardException {
    private static final long serialVersionUID = 1;

    private static final String TAMPERED =
            "Another program used the card, or something between this program and the card" + " alters what passes.";
    private static final String START_OVER = "Close other programs that use this card and start over: what the last"
            + " command did is only known once the card is read again.";

    private final Problem problem;

    public enum Problem {
        /** No channel was opened, or it was closed before. */
        NOT_OPEN,
        /** The card did not prove that it holds its channel key. */
        NOT_PROVEN,
        /** A wrong or missing MAC, wrong padding, an error with data. */
        BROKEN,
        /** The card says that the channel is over: 6988, 6883, 6985. */
        ENDED_BY_CARD,
        /** An unauthenticated error word that the card's authenticated state contradicts. */
        CONTRADICTED
    }

    public ChannelException(Problem problem, String happened) {
        this(problem, happened, null);
    }

    /** @param happened a sentence */
    public ChannelException(Problem problem, String happened, Throwable cause) {
        super("KM-C" + (problem.ordinal() + 1), happened, TAMPERED, START_OVER, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
