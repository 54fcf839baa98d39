package org.keymeter.simulator.benchmark;

import org.keymeter.simulator.counting.Tally;

/**
 * What instructions cost on one card, in milliseconds.
 *
 * @param access an element of an array read or written
 * @param instruction any other instruction
 */
record BytecodeCost(double access, double instruction) {
    // What JCAlgTest's two algorithms in bytecode are made of, counted with the same instrumentation.
    private static final int XOR_ACCESSES = 48;
    private static final int XOR_OTHERS = 192 - XOR_ACCESSES;
    private static final int AES_ACCESSES = 3664;
    private static final int AES_OTHERS = 28034 - AES_ACCESSES;
    private static final int AES_COPIES = 19;

    /** From both measured algorithms: two equations with two unknowns. */
    static BytecodeCost fitted(CostTable costs) {
        double xor = costs.of("BYTECODE_XOR");
        double aes = costs.of("BYTECODE_AES") - AES_COPIES * costs.of("COPY");
        double determinant = (double) XOR_ACCESSES * AES_OTHERS - (double) AES_ACCESSES * XOR_OTHERS;
        double access = (xor * AES_OTHERS - aes * XOR_OTHERS) / determinant;
        double instruction = (XOR_ACCESSES * aes - AES_ACCESSES * xor) / determinant;
        return new BytecodeCost(access, instruction);
    }

    /** From the measured XOR alone, as if nothing but its array accesses took time. */
    static BytecodeCost ofAccessesAlone(CostTable costs) {
        return new BytecodeCost(costs.of("BYTECODE_XOR") / XOR_ACCESSES, 0);
    }

    double of(Tally tally) {
        return access * tally.arrayAccesses() + instruction * (tally.bytecodes() - tally.arrayAccesses());
    }
}
