package org.keymeter.card;

import org.keymeter.card.apdu.StatusWord;

/** The card answered with another status word than 9000. Its code is "KM-" and the status word. */
public abstract sealed class RefusedException extends CardException
        permits PinWrongException,
                PinBlockedException,
                NotAuthorisedException,
                UsesRefusedException,
                GrantRefusedException,
                LogFullException,
                CommandRefusedException {
    private static final long serialVersionUID = 1;

    private final int statusWord;

    RefusedException(StatusWord status, String happened, String likelyCause, String remedy) {
        this("KM-" + status, status, happened, likelyCause, remedy);
    }

    RefusedException(String code, StatusWord status, String happened, String likelyCause, String remedy) {
        super(code, happened, likelyCause, remedy, null);
        statusWord = status.value();
    }

    public final StatusWord status() {
        return new StatusWord(statusWord);
    }

    /**
     * Whether a MAC of the channel covers the status word, as it does for warnings. Anybody between program and card
     * can
     * make up an error word: the session has then read the card's state again through the channel, which shows that
     * the card saw the command, but not that it refused it.
     */
    public final boolean isAuthentic() {
        return status().isWarning();
    }
}
