package org.keymeter.simulator.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keymeter.simulator.benchmark.Pricing.Bytecode;
import org.keymeter.simulator.counting.Call;
import org.keymeter.simulator.counting.Counts;
import org.keymeter.simulator.counting.NativeCall;
import org.keymeter.simulator.counting.Tally;

/** Tables in Markdown, as docs/BENCHMARKS.md has them. */
final class Report {
    private static final List<String> HOT = List.of(Operations.SINGLE, Operations.BATCH, Operations.REDEEM_P256);

    private static final List<String> LISTED = List.of(
            Operations.SINGLE_LEASE_1,
            Operations.BATCH_LEASE_1,
            Operations.SINGLE,
            Operations.BATCH,
            Operations.REDEEM_P256,
            Operations.HANDSHAKE);

    private final StringBuilder text = new StringBuilder();

    @Override
    public String toString() {
        return text.toString();
    }

    private void title(String title, Object... arguments) {
        text.append("\n### ").append(format(title, arguments)).append("\n\n");
    }

    private void row(Object... cells) {
        text.append("| ");
        for (Object cell : cells) {
            text.append(cell instanceof Double number ? number(number) : cell).append(" | ");
        }
        text.setLength(text.length() - 1);
        text.append('\n');
    }

    private static String number(double number) {
        return format(number == Math.rint(number) ? "%.0f" : number < 1 ? "%.2f" : "%.1f", number);
    }

    private void head(Object... cells) {
        row(cells);
        text.append("|").append(" --- |".repeat(cells.length)).append('\n');
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    void targets(List<Target> targets) {
        title("Targets");
        head("what", "at most", "reached");
        targets.forEach(target -> row(target.what(), format("%.0f", target.limit()), target.reached()));
    }

    void milliseconds(Run extended, Run brief) {
        title("%s: milliseconds", extended.card().product());
        head("operation", "extended APDUs", "short APDUs", "extended, 344 kbit/s", "plain, extended");
        Pricing pricing = new Pricing(extended.card());
        for (Measurement measurement : extended.measurements()) {
            Measurement same = brief.find(measurement.name());
            row(
                    measurement.name(),
                    both(bytecode -> pricing.throughChannel(measurement, bytecode, Transport.CONTACT_129)),
                    both(bytecode -> pricing.throughChannel(same, bytecode, Transport.CONTACT_129)),
                    both(bytecode -> pricing.throughChannel(measurement, bytecode, Transport.CONTACT_344)),
                    measurement.steps().get(0).isPlain()
                            ? "—"
                            : both(bytecode -> pricing.plain(measurement, bytecode, Transport.CONTACT_129)));
        }
    }

    private static String both(Function<Bytecode, Estimate> price) {
        return format(
                "%.1f … %.1f",
                price.apply(Bytecode.ARRAY_ACCESSES).total(),
                price.apply(Bytecode.ALL_INSTRUCTIONS).total());
    }

    void counts(Run run) {
        title("%s: counts through the channel, %s", run.card().product(), run.apdus());
        countsHead();
        for (Measurement measurement : run.measurements()) {
            counts(measurement, measurement.counts().total(), measurement.traffic());
        }
    }

    void plainCounts(Run run) {
        title("%s: counts in plain, %s", run.card().product(), run.apdus());
        countsHead();
        for (Measurement measurement : run.measurements()) {
            if (!measurement.steps().get(0).isPlain()) {
                counts(measurement, measurement.counts().plain(), measurement.plainTraffic());
            }
        }
    }

    private void countsHead() {
        head(
                "operation",
                "APDUs",
                "bytes",
                "AES, MAC",
                "hash, random",
                "EC, RSA",
                "array accesses",
                "instructions",
                "loop passes",
                "RAM calls",
                "persistent writes",
                "transactions");
    }

    private void counts(Measurement measurement, Tally tally, Traffic traffic) {
        double units = measurement.units();
        row(
                measurement.name(),
                traffic.commands() / units,
                traffic.bytes() / units,
                calls(tally, NativeCall.AES_128_ECB, NativeCall.AES_CLEAR_KEY) / units,
                calls(tally, NativeCall.SHA_256, NativeCall.RANDOM) / units,
                calls(tally, NativeCall.EC_P256_GENERATE, NativeCall.RSA_2048_SET_EXPONENT) / units,
                tally.arrayAccesses() / units,
                tally.bytecodes() / units,
                tally.loopPasses() / units,
                calls(tally, NativeCall.COPY, NativeCall.SET_SHORT) / units,
                format("%.2f", tally.persistentStores() / units),
                format("%.2f", tally.calls(NativeCall.TRANSACTION) / units));
    }

    private static int calls(Tally tally, NativeCall first, NativeCall last) {
        return tally.calls().entrySet().stream()
                .filter(entry -> entry.getKey().kind().compareTo(first) >= 0
                        && entry.getKey().kind().compareTo(last) <= 0)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    void nativeCalls(Run run) {
        title("%s: native calls, and the bytes that they work on", run.card().product());
        head("operation", "in the channel's classes", "everywhere else");
        for (String name : LISTED) {
            Measurement measurement = run.find(name);
            Counts counts = measurement.counts();
            row(
                    name,
                    list(counts.of(Counts.CHANNEL::contains), measurement.units()),
                    list(counts.plain(), measurement.units()));
        }
    }

    private static String list(Tally tally, int units) {
        return tally.calls().entrySet().stream()
                .filter(entry -> entry.getKey().kind().isCryptography())
                .map(entry -> format("%s × %s", number(entry.getValue(), units), inWords(entry.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String number(int count, int units) {
        return count % units == 0 ? Integer.toString(count / units) : format("%.2f", (double) count / units);
    }

    private static String inWords(Call call) {
        return call.bytes() == 0 ? call.kind().toString() : call.kind() + " (" + call.bytes() + ")";
    }

    void breakdown(Run run, Bytecode bytecode) {
        title(
                "%s: where the time goes, %s",
                run.card().product(),
                bytecode == Bytecode.ARRAY_ACCESSES ? "array accesses charged" : "all instructions charged");
        head("operation", "total", "transport", "cryptography", "bytecode", "RAM calls", "persistent memory");
        Pricing pricing = new Pricing(run.card());
        for (Measurement measurement : run.measurements()) {
            Estimate estimate = pricing.throughChannel(measurement, bytecode, Transport.CONTACT_129);
            row(
                    measurement.name(),
                    estimate.total(),
                    estimate.transport(),
                    estimate.cryptography(),
                    estimate.bytecode(),
                    estimate.memory(),
                    estimate.persistent());
        }
    }

    void parts(Run run) {
        title("%s: instructions by class", run.card().product());
        head("operation", "classes with their instructions and, of those, array accesses");
        for (String name : HOT) {
            Measurement measurement = run.find(name);
            row(name, parts(measurement.counts(), measurement.units()));
        }
    }

    private static String parts(Counts counts, int units) {
        Map<Long, String> byInstructions = new TreeMap<>(Comparator.reverseOrder());
        counts.byPart().forEach((part, tally) -> {
            byInstructions.merge(
                    tally.bytecodes() / units,
                    format("%s %d (%d)", part, tally.bytecodes() / units, tally.arrayAccesses() / units),
                    (one, other) -> one + ", " + other);
        });
        List<String> parts = new ArrayList<>(byInstructions.values());
        return String.join(", ", parts.subList(0, Math.min(8, parts.size())));
    }

    void memory(MemoryUse use) {
        title("Memory on a J3R180");
        head("what", "persistent", "RAM");
        use.rows().forEach(row -> row(row.what(), row.persistent(), row.ram()));
        row("**total**", use.persistent(), use.ram());
    }
}
