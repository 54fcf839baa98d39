package org.keymeter.card;

/**
 * The secure channel could not be opened, or is over. A channel never comes back after a failure: open another one, and
 * read the card's state before you say what the last command did.
 */
public final class ChannelException extends CardException {
    private static final long serialVersionUID = 1;

    private final Problem problem;

    /** What is wrong, with its likely cause and remedy. */
    public enum Problem {
        /** No channel was opened, or it was closed before. */
        NOT_OPEN("It was not opened yet, or has ended.", "Open the card again and start over."),
        /** The card did not prove that it holds its channel key. */
        NOT_PROVEN(
                "It is not the card it says it is, or something between alters what passes.",
                "Do not use it until the custodian has looked at it; try another reader first."),
        /** A wrong or missing MAC, wrong padding, an error with data. */
        BROKEN(Problem.TAMPERED, Problem.START_OVER),
        /** The card says that the channel is over: 6988, 6883, or an error to what needs no authority. */
        ENDED_BY_CARD(Problem.TAMPERED, Problem.START_OVER),
        /** An unauthenticated error word that the card's authenticated state contradicts. */
        CONTRADICTED("Something between this program and the card makes up errors.", Problem.START_OVER);

        private static final String TAMPERED =
                "Another program used the card, or something between this program and the card alters what passes.";
        private static final String START_OVER = "Close other programs that use this card and start over: what the last"
                + " command did is only known once the card is read again.";

        private final String likelyCause;
        private final String remedy;

        Problem(String likelyCause, String remedy) {
            this.likelyCause = likelyCause;
            this.remedy = remedy;
        }
    }

    public ChannelException(Problem problem, String happened) {
        this(problem, happened, null);
    }

    /** @param happened a sentence */
    public ChannelException(Problem problem, String happened, Throwable cause) {
        super("KM-C" + (problem.ordinal() + 1), happened, problem.likelyCause, problem.remedy, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
