package org.keymeter.gui.approver;

import java.util.List;
import java.util.Locale;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.words.Worded;

/** What an approver is given is not what it must be, or must not be granted. */
final class ApproverException extends InvalidFileException implements Worded {
    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final String detail;

    /** What is wrong; the package's texts have words for each. */
    enum Problem {
        /** No card on the list made the request. */
        UNKNOWN_CARD,
        /** The request asks for more than a card does; the detail says for what. */
        EXTRAS,
        /** The list of known cards cannot be read; the detail is its file. */
        LIST_DAMAGED,
        /** A request or a certificate in the place of a device key. */
        KEY_OF_A_REQUEST,
        /** Something else in the place of a device key. */
        NO_DEVICE_KEY
    }

    ApproverException(Problem problem, String detail) {
        super(problem + (detail.isEmpty() ? "" : ": " + detail));
        this.problem = problem;
        this.detail = detail;
    }

    @Override
    public String textKey() {
        return "problem." + problem.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Object> textArguments() {
        return List.of(detail);
    }

    /** "KM-A1" and so on. */
    @Override
    public String code() {
        return "KM-A" + (problem.ordinal() + 1);
    }
}
