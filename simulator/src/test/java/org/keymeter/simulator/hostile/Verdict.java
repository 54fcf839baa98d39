package org.keymeter.simulator.hostile;

import java.util.Set;

/**
 * What the judge says of one certificate.
 *
 * @param broken all rules that it breaks, as far as it could be read; none: it may be accepted
 * @param isGrant else an intermediate
 * @param uses of a grant
 * @param objection in words, for reports
 */
record Verdict(Set<Rule> broken, boolean isGrant, long uses, String objection) {
    boolean isSound() {
        return broken.isEmpty();
    }
}
