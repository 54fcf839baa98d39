package org.keymeter.card;

import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** The command needs an authority that this channel does not have. */
public final class NotAuthorisedException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final Missing missing;

    public enum Missing {
        USER_PIN("the user PIN", "Verify the user PIN first."),
        ADMIN_PIN("the admin PIN", "Verify the admin PIN first."),
        /** Either does; which one acknowledges was chosen at initialisation. */
        ANY_PIN("a PIN", "Verify the user PIN or the admin PIN first."),
        SETUP_SECRET("the setup secret", "Use the setup secret that came with this card's provisioning.");

        private final String label;
        private final String remedy;

        Missing(String label, String remedy) {
            this.label = label;
            this.remedy = remedy;
        }
    }

    NotAuthorisedException(Missing missing, String operation) {
        super(
                StatusWord.of(Sw.NOT_AUTHORISED),
                "The card refuses " + operation + " without " + missing.label + ".",
                "It was not given in this channel, or ended with the channel it was given in.",
                missing.remedy);
        this.missing = missing;
    }

    public Missing missing() {
        return missing;
    }
}
