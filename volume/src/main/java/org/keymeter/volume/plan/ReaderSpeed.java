package org.keymeter.volume.plan;

/** How fast bytes travel between host and card: T=1's eleven bits a byte over contacts, and what a command costs. */
public enum ReaderSpeed {
    /** 9.6 kbit/s: a reader that negotiates nothing. */
    CONTACT_9_6(9.6),
    /** 129 kbit/s: what docs/BENCHMARKS.md assumes. */
    CONTACT_129(129),
    /** 344 kbit/s: what recent cards offer and most readers take. */
    CONTACT_344(344);

    /** Assumed, not measured (docs/BENCHMARKS.md, "What is modelled"). */
    private static final double COMMAND_MILLISECONDS = 8;

    private static final int BITS_A_BYTE = 11;

    private final double kilobits;

    ReaderSpeed(double kilobits) {
        this.kilobits = kilobits;
    }

    /** @return 1,000 bits a second */
    public double kilobits() {
        return kilobits;
    }

    /**
     * @param commands a key's share of APDUs
     * @param bytes both ways
     * @return milliseconds on the wire
     */
    double transport(double commands, double bytes) {
        return commands * COMMAND_MILLISECONDS + bytes * BITS_A_BYTE / kilobits;
    }
}
