package org.keymeter.simulator.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javacard.framework.JCSystem;
import org.keymeter.simulator.counting.Allocation.Kind;
import org.keymeter.simulator.silicon.MemoryTwins;

/**
 * Where the calls end that {@link CountingMethod} writes into the applet's code. Each names the part, that is the class,
 * in which it stands. One card at a time, one thread.
 */
public final class Recorder {
    private static final int BYTE = 1;
    private static final int SHORT = 2;

    private static final List<String> PARTS = new ArrayList<>();
    private static final List<Tally> TALLIES = new ArrayList<>();
    private static final List<Allocation> ALLOCATIONS = new ArrayList<>();
    private static boolean recording;
    private static int plainCommands;
    private static int plainAnswers;

    private Recorder() {}

    /** Forgets everything and counts from now on. */
    public static void start() {
        for (int i = 0; i < TALLIES.size(); i++) {
            TALLIES.set(i, new Tally());
        }
        ALLOCATIONS.clear();
        plainCommands = 0;
        plainAnswers = 0;
        recording = true;
    }

    /** Ends what {@link #start} began. */
    public static Counts stop() {
        recording = false;
        Map<String, Tally> byPart = new TreeMap<>();
        for (int i = 0; i < PARTS.size(); i++) {
            byPart.put(PARTS.get(i), TALLIES.get(i));
        }
        return new Counts(byPart, List.copyOf(ALLOCATIONS), plainCommands, plainAnswers);
    }

    /** The number of a part. */
    static int part(String name) {
        int known = PARTS.indexOf(name);
        if (known >= 0) {
            return known;
        }
        PARTS.add(name);
        TALLIES.add(new Tally());
        return PARTS.size() - 1;
    }

    static void call(int part, NativeCall kind, int bytes) {
        if (recording) {
            TALLIES.get(part).call(kind, bytes);
        }
    }

    static void persistentStores(int part, int count) {
        if (recording) {
            TALLIES.get(part).persistentStores(count);
        }
    }

    static void allocated(int part, Kind kind, String what, int bytes) {
        if (recording) {
            ALLOCATIONS.add(new Allocation(PARTS.get(part), kind, what, bytes));
        }
    }

    static boolean isPersistent(Object array) {
        return JCSystem.isTransient(array) == JCSystem.NOT_A_TRANSIENT_OBJECT;
    }

    // Called by the applet's instrumented code.

    public static void bytecodes(int count, int part) {
        if (recording) {
            TALLIES.get(part).bytecodes(count);
        }
    }

    public static void loopPass(int part) {
        if (recording) {
            TALLIES.get(part).loopPass();
        }
    }

    public static void load(int part) {
        if (recording) {
            TALLIES.get(part).arrayAccess();
        }
    }

    public static void store(byte[] array, int index, int value, int part) {
        MemoryTwins.store(array, index, value);
        stored(array, BYTE, part);
    }

    public static void store(short[] array, int index, int value, int part) {
        MemoryTwins.store(array, index, value);
        stored(array, SHORT, part);
    }

    public static void store(Object[] array, int index, Object value, int part) {
        MemoryTwins.store(array, index, value);
        stored(array, SHORT, part);
    }

    private static void stored(Object array, int bytes, int part) {
        if (isPersistent(array)) {
            field(bytes, part);
        } else {
            load(part);
        }
    }

    /** Fields are always persistent. */
    public static void field(int bytes, int part) {
        call(part, NativeCall.PERSISTENT_ELEMENT, bytes);
        persistentStores(part, 1);
    }

    public static void object(String type, int part) {
        allocated(part, Kind.OBJECT, type, 0);
    }

    public static void array(int length, int elementBytes, int part) {
        allocated(part, Kind.ARRAY, "array", length * elementBytes);
    }

    public static void plainCommand(int length) {
        plainCommands += length;
    }

    public static void plainAnswer(int length) {
        plainAnswers += length;
    }
}
