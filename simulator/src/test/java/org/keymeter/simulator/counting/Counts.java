package org.keymeter.simulator.counting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the applet did between two moments.
 *
 * @param byPart by the simple name of the class in whose code it was done
 * @param allocations in the order in which they were made
 * @param plainCommands bytes of data in the commands that the secure channel unwrapped
 * @param plainAnswers bytes of data in the answers that it wrapped
 */
public record Counts(Map<String, Tally> byPart, List<Allocation> allocations, int plainCommands, int plainAnswers) {
    /** The classes that exist for the secure channel alone. */
    public static final Set<String> CHANNEL = Set.of("SecureChannel", "Cmac", "Handshake");

    public static Counts sum(Collection<Counts> all) {
        Map<String, Tally> byPart = new TreeMap<>();
        List<Allocation> allocations = new ArrayList<>();
        int commands = 0;
        int answers = 0;
        for (Counts counts : all) {
            counts.byPart.forEach((part, tally) -> {
                byPart.computeIfAbsent(part, name -> new Tally()).add(tally);
            });
            allocations.addAll(counts.allocations);
            commands += counts.plainCommands;
            answers += counts.plainAnswers;
        }
        return new Counts(byPart, allocations, commands, answers);
    }

    public Tally total() {
        return of(part -> true);
    }

    /** Of these parts together. */
    public Tally of(Predicate<String> parts) {
        Tally tally = new Tally();
        byPart.entrySet().stream()
                .filter(entry -> parts.test(entry.getKey()))
                .forEach(entry -> tally.add(entry.getValue()));
        return tally;
    }

    /** What would be left if the applet spoke in plain: all but what stands in the channel's own classes. */
    public Tally plain() {
        return of(part -> !CHANNEL.contains(part));
    }
}
