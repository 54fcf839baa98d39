package org.keymeter.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a test needs of the machine it runs on. */
final class Need {
    private Need() {}

    /**
     * Skips the test, and says so where nobody overlooks it.
     *
     * @param isThere whether the machine has it
     * @param otherwise what is not tested, and what to install if that helps
     */
    static void require(boolean isThere, String otherwise) {
        if (!isThere) {
            System.err.println("\n*** TEST SKIPPED: " + otherwise + " ***\n");
        }
        assumeTrue(isThere, "SKIPPED: " + otherwise);
    }
}
