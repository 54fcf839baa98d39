package org.keymeter.simulator.fuzz;

import org.keymeter.protocol.Ins;

/**
 * One command as the card should have seen it, and what came of it.
 *
 * @param command null unless the card got a whole command with a right MAC
 * @param status of the command; 61xx if nobody fetched the answer
 * @param answer data of a success or warning in plain, null if not seen
 * @param ending whether it ended the channel
 * @param grant what a certificate in it is, null without one
 */
record Exchange(Command command, int status, byte[] answer, Ending ending, Grant grant) {
    /** Whether the channel that was open is over. */
    enum Ending {
        NO,
        YES,
        /** Power or reset: what the channel held is lost. */
        POWER
    }

    /**
     * A certificate for PSO: VERIFY CERTIFICATE.
     *
     * @param slot whose request it answers
     * @param request nonce and uses asked of that request
     * @param spkiHash of the CA that signed it
     * @param isGenuine whether it is as an anchor signed it
     */
    record Grant(int slot, byte[] request, long uses, byte[] spkiHash, boolean isGenuine) {}

    boolean is(int cla, byte ins) {
        return command != null && command.is(cla, ins);
    }

    boolean isSuccess() {
        return status == 0x9000 || status >> 8 == 0x61;
    }

    boolean mayEnd() {
        return ending == Ending.YES;
    }

    boolean hasInitialized() {
        return is(0x80, Ins.INITIALIZE) && isSuccess();
    }
}
