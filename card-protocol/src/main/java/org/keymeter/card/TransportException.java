package org.keymeter.card;

/** No answer came: something between the program and the card is missing or failed. */
public final class TransportException extends CardException {
    private static final long serialVersionUID = 1;

    private final Problem problem;

    /** What is wrong, with its likely cause and remedy. */
    public enum Problem {
        NO_SERVICE(
                "The smart card service of this computer does not answer.",
                "The PC/SC service (pcscd) is not installed or not running.",
                "Start it (Linux: install pcscd, then 'systemctl start pcscd.socket') and try again."),
        SERVICE_RESTARTED(
                "The connection to the smart card service is lost.",
                "The PC/SC service (pcscd) was stopped or restarted while this program ran.",
                "Start the service if it is down, then restart this program."),
        NO_READER(
                "There is no such card reader.",
                "It is unplugged, or its name is another one.",
                "Plug the reader in, or choose one that 'keymeter reader list' shows."),
        NO_CARD("There is no card in the reader.", "None was inserted, or not all the way.", "Insert the card."),
        CARD_IN_USE(
                "Another program has the card for itself.",
                "It opened the card exclusively and has not let go.",
                "Close that program, or wait until it has finished, and try again."),
        CARD_REMOVED(
                "The card was removed.",
                "It was pulled, or has a loose contact.",
                "Insert it again and start over: what the last command did is only known once the card is read again."),
        CARD_MUTE(
                "The card in the reader does not answer.",
                "It is inserted the wrong way round, dirty, or no smart card.",
                "Check how it is inserted, clean its contacts and try again."),
        CARD_RESET(
                "The card was reset.",
                "Another program reset it, which ended all that this one had open on it.",
                "Close the other program and start over: read the card again to learn what the last command did."),
        FAILED(
                "The exchange with the card failed.",
                "The reader, its cable or its driver reported an error.",
                "Insert the card again; if that does not help, try another port or reader.");

        private final String happened;
        private final String likelyCause;
        private final String remedy;

        Problem(String happened, String likelyCause, String remedy) {
            this.happened = happened;
            this.likelyCause = likelyCause;
            this.remedy = remedy;
        }
    }

    public TransportException(Problem problem) {
        this(problem, null);
    }

    /** @param cause what the layer below reported, or null */
    public TransportException(Problem problem, Throwable cause) {
        super("KM-T" + (problem.ordinal() + 1), problem.happened, problem.likelyCause, problem.remedy, cause);
        this.problem = problem;
    }

    /** For a problem with a cause and remedy of its own, such as a file that another process holds. */
    public TransportException(Problem problem, String happened, String likelyCause, String remedy, Throwable cause) {
        super("KM-T" + (problem.ordinal() + 1), happened, likelyCause, remedy, cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
