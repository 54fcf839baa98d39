package org.keymeter.gui.desk;

import java.util.Optional;
import java.util.OptionalInt;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.gui.words.Problem;

/** Questions to the person in front of the window; each returns with the answer. For the UI's thread. */
public interface Prompts {
    /** What somebody decides about a card that is not trusted yet. */
    enum Trust {
        NO,
        /** The fingerprint is that of the custodian's record. */
        COMPARED,
        /** Compared with nothing. */
        FIRST_USE
    }

    /**
     * @param why what the PIN is for, a title
     * @param triesLeft after a wrong one
     * @return the caller's to close; empty if the person would rather not
     */
    Optional<Secret> pin(Pin which, String why, OptionalInt triesLeft);

    Trust trust(UnknownDeviceException unknown);

    /**
     * Consent to something that cannot be undone.
     *
     * @param consequence what will be lost, a sentence or several
     * @param action the word on the button that does it
     * @param typed what has to be typed to show that it is meant, such as a label; empty: a click is enough
     */
    boolean confirm(String title, String consequence, String action, Optional<String> typed);

    void show(Problem problem);
}
