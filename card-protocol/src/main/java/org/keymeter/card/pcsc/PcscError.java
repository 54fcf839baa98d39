package org.keymeter.card.pcsc;

import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

/** What PC/SC reported, which the JDK tells by a name in the message of a cause. */
enum PcscError {
    NO_READERS(Problem.NO_READER, "SCARD_E_NO_READERS_AVAILABLE"),
    SERVICE(
            Problem.NO_SERVICE,
            "SCARD_E_NO_SERVICE",
            "SCARD_E_SERVICE_STOPPED",
            "SCARD_E_INVALID_HANDLE",
            "SCARD_F_COMM_ERROR"),
    UNKNOWN_READER(Problem.NO_READER, "SCARD_E_UNKNOWN_READER", "SCARD_E_READER_UNAVAILABLE"),
    NO_CARD(Problem.NO_CARD, "SCARD_E_NO_SMARTCARD"),
    SHARING(Problem.CARD_IN_USE, "SCARD_E_SHARING_VIOLATION"),
    REMOVED(Problem.CARD_REMOVED, "SCARD_W_REMOVED_CARD"),
    RESET(Problem.CARD_RESET, "SCARD_W_RESET_CARD"),
    MUTE(
            Problem.CARD_MUTE,
            "SCARD_W_UNRESPONSIVE_CARD",
            "SCARD_W_UNPOWERED_CARD",
            "SCARD_W_UNSUPPORTED_CARD",
            "SCARD_E_PROTO_MISMATCH"),
    OTHER(Problem.FAILED);

    /** Longer chains of causes are not followed. */
    private static final int DEPTH_MAXIMUM = 8;

    private final Problem problem;
    private final String[] names;

    PcscError(Problem problem, String... names) {
        this.problem = problem;
        this.names = names;
    }

    static PcscError of(Throwable reported) {
        Throwable cause = reported;
        for (int depth = 0; cause != null && depth < DEPTH_MAXIMUM; depth++, cause = cause.getCause()) {
            for (PcscError error : values()) {
                for (String name : error.names) {
                    if (String.valueOf(cause.getMessage()).contains(name)) {
                        return error;
                    }
                }
            }
        }
        return OTHER;
    }

    static TransportException translate(Throwable reported) {
        return new TransportException(of(reported).problem, reported);
    }
}
