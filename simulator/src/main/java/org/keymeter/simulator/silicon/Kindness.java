package org.keymeter.simulator.silicon;

/** What a card may be made kinder at than silicon is: for tests alone, to show that they would notice. */
public enum Kindness {
    /** What a transaction wrote stays, whether it is committed or not. */
    KEEPS_WHAT_WAS_NOT_COMMITTED,
    /** A transaction left open by a command is committed. */
    COMMITS_AT_THE_END,
    /** A transaction that power loss interrupts is committed. */
    COMMITS_WITHOUT_POWER,
    /** The commit buffer has no end. */
    ENDLESS_COMMIT_BUFFER,
    /** A transaction undoes writes into key objects. */
    KEYS_ROLL_BACK,
    /** Power loss leaves a key object as it was before, or as it was to be. */
    KEYS_ARE_WRITTEN_WHOLE,
    /** A transaction gives back the tries that were spent in it. */
    PIN_TRIES_ROLL_BACK,
    /** A PIN is updated whatever becomes of the transaction. */
    PIN_UPDATES_STAY,
    /** A transaction undoes the reset of a try counter. */
    PIN_RESETS_ROLL_BACK,
    /** A transaction undoes copies and fills that are not atomic. */
    COPIES_ROLL_BACK,
    /** Copies and fills that are not atomic are written whole, or not at all. */
    COPIES_ARE_WRITTEN_WHOLE,
    /** After power loss, code that still runs (a finally block) goes on writing. */
    WRITES_WITHOUT_POWER,
    /** A key object in RAM calls itself initialised after its content is gone. */
    TRANSIENT_KEYS_STAY_INITIALISED,
    /** Memory never runs out. */
    ENDLESS_MEMORY
}
