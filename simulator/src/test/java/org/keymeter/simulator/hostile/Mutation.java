package org.keymeter.simulator.hostile;

import java.util.NoSuchElementException;
import java.util.Random;

/** One way to change a certificate. */
interface Mutation {
    /** @throws NoSuchElementException if the certificate has not (or no longer) what it changes */
    void apply(Specimen specimen, Random random);

    /** For reports. */
    String name();

    /** Whether a grant that is changed in this way alone, and signed by its CA, is as good as before. */
    default boolean isHarmless() {
        return false;
    }
}
