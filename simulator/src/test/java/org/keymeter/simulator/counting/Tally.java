package org.keymeter.simulator.counting;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one part of the applet did, or several. */
public final class Tally {
    private final SortedMap<Call, Integer> calls = new TreeMap<>();
    private long bytecodes;
    private long arrayAccesses;
    private long loopPasses;
    private int persistentStores;

    void call(NativeCall kind, int bytes) {
        calls.merge(new Call(kind, bytes), 1, Integer::sum);
    }

    void bytecodes(int count) {
        bytecodes += count;
    }

    void arrayAccess() {
        arrayAccesses++;
    }

    void loopPass() {
        loopPasses++;
    }

    void persistentStores(int count) {
        persistentStores += count;
    }

    void add(Tally other) {
        other.calls.forEach((call, count) -> calls.merge(call, count, Integer::sum));
        bytecodes += other.bytecodes;
        arrayAccesses += other.arrayAccesses;
        loopPasses += other.loopPasses;
        persistentStores += other.persistentStores;
    }

    /** How often each call was made. */
    public SortedMap<Call, Integer> calls() {
        return Collections.unmodifiableSortedMap(calls);
    }

    /** How often calls of a kind were made, whatever their length. */
    public int calls(NativeCall kind) {
        return calls.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToInt(entry -> entry.getValue())
                .sum();
    }

    /**
     * Instructions executed, as a card's converter writes them: without the narrowing that javac adds (i2s), and with a
     * constant added to a short variable as one (sinc).
     */
    public long bytecodes() {
        return bytecodes;
    }

    /** Elements of arrays read or written by instructions, without those written to persistent memory. */
    public long arrayAccesses() {
        return arrayAccesses;
    }

    /** Jumps backwards, that is, passes through loops; the rare conditional ones count whether they are taken or not. */
    public long loopPasses() {
        return loopPasses;
    }

    /** Writes to persistent memory, each store by itself, whether inside a transaction or not. */
    public int persistentStores() {
        return persistentStores;
    }
}
