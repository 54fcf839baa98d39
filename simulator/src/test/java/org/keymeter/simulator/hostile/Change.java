package org.keymeter.simulator.hostile;

import java.util.NoSuchElementException;
import java.util.Random;

/** What a mutation does. */
interface Change {
    /** @throws NoSuchElementException if the certificate has not (or no longer) what it changes */
    void apply(Specimen specimen, Random random);
}
