package org.keymeter.simulator.hostile;

/**
 * One way to change a certificate.
 *
 * @param name its theme and its own, for reports
 * @param isHarmless whether a grant that is changed in this way alone, and signed by its CA, is as good as before
 */
record Mutation(String name, Change change, boolean isHarmless) {
    @Override
    public String toString() {
        return name;
    }
}
