package org.keymeter.simulator.counting;

/**
 * Something made that takes memory.
 *
 * @param part simple name of the class in whose code it was made
 * @param what its type, or the kind of engine or key
 * @param bytes of an array's elements; 0 for others, whose size only a card knows
 */
public record Allocation(String part, Kind kind, String what, int bytes) {
    /** Which memory it takes. */
    public enum Kind {
        OBJECT,
        ARRAY,
        TRANSIENT_ARRAY,
        KEY,
        TRANSIENT_KEY,
        ENGINE
    }
}
