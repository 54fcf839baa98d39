package org.keymeter.gui.planner;

import java.util.List;
import java.util.stream.Collectors;
import org.keymeter.volume.plan.DayOfWork;
import org.keymeter.volume.plan.Plan;

/**
 * What the person wants of the store.
 *
 * @param days from one grant to the next, at least 1
 */
record Wish(Plan plan, DayOfWork day, int days) {
    /** Uses, for the key's ceiling. */
    long quota() {
        return plan.quota(day, days);
    }

    /** The same for each segment size. */
    List<Wish> sweep() {
        return plan.sweep().stream().map(each -> new Wish(each, day, days)).collect(Collectors.toList());
    }
}
