package org.keymeter.simulator.tear;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.DeviceInfo.PinTries;
import org.keymeter.card.Pin;

/**
 * How many tries of a PIN may be left, by the design alone: each PIN that is shown takes one, and the right one gives all of
 * them back, unless none was left; so does a new PIN, which the log tells of. Nothing else does, whenever the power fails.
 *
 * @param before tries when the card was looked at, and their limit
 * @param right what the PIN was then; empty: blocked
 * @param shown to the card since, unless the power failed before
 */
record TryRule(Pin which, PinTries before, String right, List<ShownPin> shown) {
    /**
     * @param isRenewed whether the log tells of a new PIN, or of a new instance
     * @throws BrokenPromise if the card came to that many by no way
     */
    void check(int left, boolean isRenewed) throws BrokenPromise {
        List<Integer> allowed = isRenewed ? List.of(before.limit()) : passed();
        BrokenPromise.unless(allowed.contains(left), "tries of the " + which + " PIN are " + left + " of " + allowed);
    }

    /** As {@link #check}, when no power failed. */
    void checkWhole(int left, boolean isRenewed) throws BrokenPromise {
        List<Integer> passed = passed();
        int expected = isRenewed ? before.limit() : passed.get(passed.size() - 1);
        BrokenPromise.unless(expected == left, "tries of the " + which + " PIN are " + left + ", not " + expected);
    }

    /** All numbers that the counter passes. */
    private List<Integer> passed() {
        List<Integer> passed = new ArrayList<>(List.of(before.left()));
        String known = right;
        int left = before.left();
        for (ShownPin pin : shown) {
            if (pin.which() != which || left == 0) {
                continue;
            }
            left--;
            passed.add(left);
            if (pin.pin().equals(known)) {
                left = before.limit();
                passed.add(left);
                known = pin.replacement().orElse(known);
            }
        }
        return passed;
    }
}
