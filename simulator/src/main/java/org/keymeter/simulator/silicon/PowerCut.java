package org.keymeter.simulator.silicon;

/** The card lost power. No error of the applet's, and none that it may catch. */
public final class PowerCut extends Error {
    private static final long serialVersionUID = 1;

    PowerCut() {
        super("the card has no power", null, false, false);
    }
}
