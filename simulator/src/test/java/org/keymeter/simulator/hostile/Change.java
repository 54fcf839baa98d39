package org.keymeter.simulator.hostile;

import java.util.Random;

/** What a mutation does; for those that stand in tables. */
interface Change {
    void apply(Specimen specimen, Random random);
}
