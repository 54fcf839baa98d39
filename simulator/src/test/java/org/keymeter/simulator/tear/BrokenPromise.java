package org.keymeter.simulator.tear;

/** A promise that a card did not keep. */
final class BrokenPromise extends Exception {
    private static final long serialVersionUID = 1;

    BrokenPromise(String which) {
        super(which);
    }

    static void unless(boolean holds, String otherwise) throws BrokenPromise {
        if (!holds) {
            throw new BrokenPromise(otherwise);
        }
    }
}
