package org.keymeter.simulator.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.keymeter.simulator.counting.Call;

/** What calls cost on one card, in milliseconds; card-costs.csv says where the figures come from. */
final class CostTable {
    private static final String RESOURCE = "card-costs.csv";
    private static final int LENGTH_OF_SINGLE_MEASUREMENTS = 256;

    private final Map<String, NavigableMap<Integer, Double>> points = new HashMap<>();

    private CostTable(CardModel card) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(CostTable.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            List<String> rows =
                    reader.lines().filter(line -> !line.startsWith("#")).toList();
            int column = Arrays.asList(rows.get(0).split(",")).indexOf(card.column());
            for (String row : rows.subList(1, rows.size())) {
                String[] cells = row.split(",");
                points.computeIfAbsent(cells[0], kind -> new TreeMap<>())
                        .put(Integer.parseInt(cells[1]), Double.parseDouble(cells[column]));
            }
        }
    }

    static CostTable of(CardModel card) {
        try {
            return new CostTable(card);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double of(Call call) {
        return of(call.kind().name(), call.bytes());
    }

    /** Of something whose length makes no difference. */
    double of(String kind) {
        return of(kind, 0);
    }

    private double of(String kind, int bytes) {
        NavigableMap<Integer, Double> measured = points.get(kind);
        if (measured == null) {
            throw new IllegalStateException("no cost of " + kind);
        }
        Map.Entry<Integer, Double> below = measured.floorEntry(bytes);
        Map.Entry<Integer, Double> above = measured.ceilingEntry(bytes);
        if (below == null) {
            return above.getValue();
        }
        if (above != null) {
            return onLine(below, above, bytes);
        }
        Map.Entry<Integer, Double> before = measured.lowerEntry(below.getKey());
        if (before != null) {
            return onLine(before, below, bytes);
        }
        return below.getKey() == LENGTH_OF_SINGLE_MEASUREMENTS
                ? below.getValue() * bytes / LENGTH_OF_SINGLE_MEASUREMENTS
                : below.getValue();
    }

    private static double onLine(Map.Entry<Integer, Double> from, Map.Entry<Integer, Double> to, int bytes) {
        int distance = to.getKey() - from.getKey();
        return distance == 0
                ? from.getValue()
                : from.getValue() + (to.getValue() - from.getValue()) * (bytes - from.getKey()) / distance;
    }
}
