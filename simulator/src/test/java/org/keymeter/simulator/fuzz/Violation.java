package org.keymeter.simulator.fuzz;

/** The card did what it must not. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String rule;

    /** @param rule which promise, the same for every way of breaking it */
    Violation(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    static void unless(boolean holds, String rule, String what) {
        if (!holds) {
            throw new Violation(rule, what);
        }
    }
}
