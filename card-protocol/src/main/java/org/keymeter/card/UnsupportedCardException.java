package org.keymeter.card;

/** The card is no Keymeter card, or speaks another version of its protocol. */
public final class UnsupportedCardException extends CardException {
    private static final long serialVersionUID = 1;

    private final boolean isKeymeterCard;

    private UnsupportedCardException(
            boolean isKeymeterCard, String code, String happened, String likelyCause, String remedy) {
        super(code, happened, likelyCause, remedy, null);
        this.isKeymeterCard = isKeymeterCard;
    }

    static UnsupportedCardException noApplet() {
        return new UnsupportedCardException(
                false,
                "KM-U1",
                "The card in the reader is no Keymeter card.",
                "It is another card, or the applet is not installed on it.",
                "Insert a Keymeter card, or choose another reader.");
    }

    static UnsupportedCardException otherVersion(int version) {
        return new UnsupportedCardException(
                true,
                "KM-U2",
                "The card speaks version " + version + " of the protocol, which this program does not.",
                "Card and program come from different releases.",
                "Use the version of this program that fits the card.");
    }

    /** False if the applet is not on the card at all. */
    public boolean isKeymeterCard() {
        return isKeymeterCard;
    }
}
