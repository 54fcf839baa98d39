package org.keymeter.cli.volume;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.keymeter.card.Count;
import org.keymeter.cli.terminal.JsonNames;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import org.keymeter.volume.SegmentProblem;
import org.keymeter.volume.UnlockedSubkeys;

/**
 * What opening segments came to.
 *
 * @param requested segments
 * @param opened of them, the new ones included
 * @param created segments that had no subkey before
 * @param usesSpent certainly
 * @param usesInDoubt by a command that failed in a way that does not tell
 * @param remaining uses of the key afterwards, null if the card could not be asked
 * @param problems segments that stay shut
 */
record UnlockedView(
        long requested,
        long opened,
        long created,
        long usesSpent,
        long usesInDoubt,
        OptionalLong remaining,
        List<Problem> problems)
        implements View {
    /** More would scroll the rest away; JSON has them all. */
    private static final int LISTED = 20;

    /**
     * @param segment number
     * @param kind damaged, refusedByCard, generationGone or notWrappedForKey
     * @param explanation for a person
     */
    record Problem(long segment, String kind, String explanation) {
        static Problem of(SegmentProblem problem) {
            return new Problem(problem.segment(), JsonNames.of(problem.kind()), problem.explanation());
        }
    }

    static UnlockedView of(long requested, UnlockedSubkeys result, OptionalLong remaining) {
        return new UnlockedView(
                requested,
                result.opened(),
                result.created(),
                result.usesSpent(),
                result.usesInDoubt(),
                remaining,
                result.problems().stream()
                        .sorted(Comparator.comparing(SegmentProblem::segment))
                        .map(Problem::of)
                        .toList());
    }

    @Override
    public void describe(Page page) {
        page.field(
                "opened",
                opened + " of " + Count.of(requested, "segment")
                        + (created > 0 ? ", " + created + " of them new" : ""));
        page.field("spent", Count.of(usesSpent, "use"));
        if (usesInDoubt > 0) {
            page.field("in doubt", Count.of(usesInDoubt, "use") + ": the card did not say whether it spent that");
        }
        remaining.ifPresent(left -> page.field("left", Count.of(left, "use")));
        problems.stream().limit(LISTED).forEach(problem -> page.line(problem.explanation));
        if (problems.size() > LISTED) {
            page.line("… and " + Count.of(problems.size() - LISTED, "more segment"));
        }
    }
}
