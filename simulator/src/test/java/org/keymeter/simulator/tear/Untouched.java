package org.keymeter.simulator.tear;

/** A command that the card refuses changes nothing, whenever the power fails. */
record Untouched() implements Aftermath {
    @Override
    public void check(Stage stage, byte[] left, Seen before, Seen seen) throws Exception {
        BrokenPromise.unless(
                seen.state().equals(before.state()) && seen.tries().equals(before.tries()),
                "P6: refused, but " + before + " became " + seen);
    }
}
