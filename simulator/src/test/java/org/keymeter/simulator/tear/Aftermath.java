package org.keymeter.simulator.tear;

/** Looks at what a cut left, beyond what is held against every command. */
interface Aftermath {
    /**
     * @param left the card's memory
     * @throws BrokenPromise if something does not hold
     */
    void check(Stage stage, byte[] left, Seen before, Seen seen) throws Exception;
}
