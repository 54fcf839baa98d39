package org.keymeter.simulator.fuzz;

import java.util.Set;

/** What a card may answer outside the channel. */
final class PlainRules {
    private static final int LINK = 0x10;
    private static final int SECURE = 0x04;

    /** To a wrapped class without a channel: no channel, wrong length, logical channel, broken chain. */
    private static final Set<Integer> WITHOUT_CHANNEL = Set.of(0x6985, 0x6700, 0x6881, 0x6883);

    private final Contract contract;

    PlainRules(Contract contract) {
        this.contract = contract;
    }

    /** @throws Violation if the contract knows no such answer to the APDU */
    void judge(byte[] apdu, int status) {
        boolean isAllowed = isWhole(apdu) ? isDocumented(apdu, status) : status == 0x6700;
        Violation.unless(isAllowed, "P8 status word", String.format("%04X to a plain command", status));
    }

    private boolean isDocumented(byte[] apdu, int status) {
        int cla = apdu[0] & 0xFF & ~LINK;
        int ins = apdu[1] & 0xFF;
        boolean isLink = (apdu[0] & LINK) != 0;
        if (status == 0x9000) {
            return isLink || contract.isKnown(cla, ins);
        }
        boolean isWrapped = (cla & SECURE) != 0;
        return status >> 8 == 0x61
                || (isWrapped ? WITHOUT_CHANNEL.contains(status) : contract.allowsPlain(cla, ins, status));
    }

    /** Whether the bytes are a command APDU of ISO 7816-3: what is none does not reach an applet. */
    static boolean isWhole(byte[] apdu) {
        int body = apdu.length - 4;
        if (body < 2) {
            return body >= 0;
        }
        if (apdu[4] != 0) {
            int behind = body - 1 - (apdu[4] & 0xFF);
            return behind == 0 || behind == 1;
        }
        if (body < 4) {
            return body == 3;
        }
        int length = (apdu[5] & 0xFF) << 8 | apdu[6] & 0xFF;
        return length <= Short.MAX_VALUE && (body == 3 + length || body == 5 + length);
    }
}
