package org.keymeter.applet;

import javacard.framework.ISOException;

/** Refusals as statements. */
final class Check {
    private Check() {}

    static void that(boolean condition, short statusWordOtherwise) {
        if (!condition) {
            ISOException.throwIt(statusWordOtherwise);
        }
    }
}
