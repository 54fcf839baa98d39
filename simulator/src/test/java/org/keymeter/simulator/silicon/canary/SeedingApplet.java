package org.keymeter.simulator.silicon.canary;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.security.RandomData;

/** Calls something of the card that nobody looked at. */
@SuppressWarnings("deprecation") // what Java Card 3.0.4 applets call
public final class SeedingApplet extends Applet {
    private SeedingApplet(byte[] seed) {
        RandomData.getInstance(RandomData.ALG_SECURE_RANDOM).setSeed(seed, (short) 0, (short) seed.length);
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new SeedingApplet(parameters).register();
    }

    @Override
    public void process(APDU apdu) {}
}
