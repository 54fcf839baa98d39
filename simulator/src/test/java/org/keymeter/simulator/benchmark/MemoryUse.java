package org.keymeter.simulator.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keymeter.simulator.counting.Allocation;
import org.keymeter.simulator.counting.Counts;
import org.keymeter.simulator.silicon.Footprint;

/** An estimate of the bytes that the installed applet takes on a J3R180: arrays as counted, keys and engines as JCAlgTest measured them. */
final class MemoryUse {
    private final List<Row> rows;

    /** Bytes of one kind of thing, all of them together. */
    record Row(String what, int persistent, int ram) {}

    private MemoryUse(List<Row> rows) {
        this.rows = rows;
    }

    static MemoryUse of(Counts installation) {
        Map<String, Row> rows = new LinkedHashMap<>();
        Map<String, Integer> counted = new TreeMap<>();
        for (Allocation allocation : installation.allocations()) {
            Row row = row(allocation);
            rows.merge(
                    row.what(), row, (a, b) -> new Row(a.what(), a.persistent() + b.persistent(), a.ram() + b.ram()));
            counted.merge(row.what(), 1, Integer::sum);
        }
        return new MemoryUse(rows.values().stream()
                .map(row -> new Row(counted.get(row.what()) + " × " + row.what(), row.persistent(), row.ram()))
                .toList());
    }

    private static Row row(Allocation allocation) {
        return switch (allocation.kind()) {
            case ARRAY -> new Row("array in persistent memory (elements alone)", allocation.bytes(), 0);
            case TRANSIENT_ARRAY -> new Row("transient array (elements alone)", 0, allocation.bytes());
            case OBJECT -> new Row("object (not measured: nothing charged)", 0, 0);
            case KEY, TRANSIENT_KEY, ENGINE -> measured(allocation.what());
        };
    }

    private static Row measured(String what) {
        Footprint measured = Footprint.of(what);
        return new Row(measured.kind(), measured.persistent(), measured.ram());
    }

    List<Row> rows() {
        return rows;
    }

    int persistent() {
        return rows.stream().mapToInt(Row::persistent).sum();
    }

    int ram() {
        return rows.stream().mapToInt(Row::ram).sum();
    }
}
