package org.keymeter.gui.approver;

import java.nio.file.Path;

/**
 * What the approver decided.
 *
 * @param uses 1 to what is asked
 * @param days for which the CA vouches for the grant
 * @param log what became of the card's log
 * @param isLogWaived whether he grants without a verified log, knowingly
 * @param ca certificate of the CA, a file
 * @param caKey its private key, a file
 */
record Decision(long uses, int days, LogVerdict log, boolean isLogWaived, Path ca, Path caKey) {
    static final int DAYS_MAXIMUM = 36_525;
    static final int DAYS_DEFAULT = 7;

    /** @throws IllegalArgumentException if the log is neither verified nor waived */
    Decision {
        if (!log.isVerified() && !isLogWaived) {
            throw new IllegalArgumentException("a log that is not verified must be waived");
        }
    }
}
