package org.keymeter.simulator.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.simulator.benchmark.Pricing.Bytecode;
import org.keymeter.simulator.counting.CountedCard;

/**
 * Counts every operation on every card model, prints what docs/BENCHMARKS.md shows, and fails if a target is missed. Not one of the tests
 * that always run: {@code mvn -q -pl simulator -am verify -Pbenchmark}.
 */
class Benchmark {
    private static final Path OUTPUT = Path.of("target", "benchmark.md");

    @TempDir
    Path folder;

    @Test
    void targetsAreReached() throws Exception {
        Authorities authorities = Authorities.make(folder);
        Report report = new Report();
        List<Run> runs = new ArrayList<>();
        for (CardModel card : CardModel.values()) {
            runs.add(Run.of(authorities, card, true));
            runs.add(Run.of(authorities, card, false));
        }
        Run main = runs.get(0);
        List<Target> targets = Target.of(main);
        report.targets(targets);
        for (int i = 0; i < runs.size(); i += 2) {
            report.milliseconds(runs.get(i), runs.get(i + 1));
        }
        report.counts(main);
        report.plainCounts(main);
        report.counts(runs.get(1));
        report.counts(runs.get(2));
        report.nativeCalls(main);
        report.breakdown(main, Bytecode.ARRAY_ACCESSES);
        report.breakdown(main, Bytecode.ALL_INSTRUCTIONS);
        report.parts(main);
        try (CountedCard card = CountedCard.keymeter(0, true)) {
            report.memory(MemoryUse.of(card.installation()));
        }
        System.out.println(report);
        Files.writeString(OUTPUT, report.toString());
        assertEquals(
                List.of(),
                targets.stream().filter(target -> !target.isReached()).toList(),
                "targets missed");
    }
}
