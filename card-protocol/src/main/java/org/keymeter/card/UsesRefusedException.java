package org.keymeter.card;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** The uses asked for are not to be had, and none was spent. Authentic. */
public final class UsesRefusedException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final UsesLeft left;

    /** Which limit refused. */
    public enum Limit {
        QUOTA,
        LIFETIME,
        BURST
    }

    /**
     * The figures of 62F1.
     *
     * @param limit the limit that refused
     * @param remaining on the meter, without the open lease
     * @param held in the open lease of this channel
     * @param lifetime uses until the lifetime limit, empty: none
     * @param burst uses until the PIN must be verified again, empty: no such limit
     */
    public record UsesLeft(Limit limit, long remaining, int held, OptionalLong lifetime, OptionalInt burst)
            implements java.io.Serializable {
        /** Uses that can be had without a grant, a PIN or anything else. */
        public long available() {
            long available = remaining + held;
            available = lifetime.isPresent() ? Math.min(available, lifetime.getAsLong() + held) : available;
            return burst.isPresent() ? Math.min(available, burst.getAsInt()) : available;
        }
    }

    /** @param asked number of uses that the refused command needed */
    UsesRefusedException(UsesLeft left, int asked) {
        super(
                StatusWord.of(Sw.USES_REFUSED),
                "The card refuses " + Count.of(asked, "use") + " and spent none: " + Count.of(left.available(), "use")
                        + " left.",
                cause(left.limit),
                remedy(left.limit));
        this.left = left;
    }

    private static String cause(Limit limit) {
        return switch (limit) {
            case QUOTA -> "The key's quota is spent, or nearly.";
            case LIFETIME -> "The key's lifetime limit, fixed when it was created, is reached.";
            case BURST -> "The key allows only so many uses after each PIN entry.";
        };
    }

    private static String remedy(Limit limit) {
        return switch (limit) {
            case QUOTA -> "Ask the approver for a grant ('keymeter grant request'), then redeem it.";
            case LIFETIME -> "Move what it protects to another key; nothing raises this limit.";
            case BURST -> "Enter the user PIN again.";
        };
    }

    public UsesLeft left() {
        return left;
    }
}
