package org.keymeter.card;

import java.util.OptionalInt;

/**
 * How many ordinary records the log still takes.
 *
 * @param count empty without forced auditing: the oldest record gives way
 */
public record FreeSlots(OptionalInt count) {}
