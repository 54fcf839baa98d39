package org.keymeter.card;

/**
 * Everything that can go wrong between the program and a card, in words for the person in front of it: what happened,
 * the likely cause, what to do, and a short code to quote.
 */
public abstract sealed class CardException extends Exception
        permits TransportException,
                RefusedException,
                MalformedResponseException,
                ChannelException,
                UnsupportedCardException,
                UnknownDeviceException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String happened;
    private final String likelyCause;
    private final String remedy;

    CardException(String code, String happened, String likelyCause, String remedy, Throwable cause) {
        super(happened + " " + likelyCause + " " + remedy + " [" + code + "]", cause);
        this.code = code;
        this.happened = happened;
        this.likelyCause = likelyCause;
        this.remedy = remedy;
    }

    /** Short and stable, for a user to quote; starts with "KM-". */
    public final String code() {
        return code;
    }

    /** A sentence. */
    public final String happened() {
        return happened;
    }

    /** A sentence. */
    public final String likelyCause() {
        return likelyCause;
    }

    /** A sentence that says what to do next. */
    public final String remedy() {
        return remedy;
    }
}
