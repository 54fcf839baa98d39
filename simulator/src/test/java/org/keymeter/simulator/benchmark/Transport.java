package org.keymeter.simulator.benchmark;

/**
 * The way to the card, T=1 over contacts.
 *
 * @param perByte milliseconds, both ways
 */
record Transport(String name, double perByte) {
    /** Milliseconds that a command takes besides its bytes, on the way and before the applet sees it. */
    static final double PER_COMMAND = 8;

    static final Transport CONTACT_129 = new Transport("129 kbit/s", 0.085);
    static final Transport CONTACT_344 = new Transport("344 kbit/s", 0.085 * 129 / 344);

    double of(Traffic traffic) {
        return PER_COMMAND * traffic.commands() + perByte * traffic.bytes();
    }
}
