package org.keymeter.gui.keys;

/**
 * What a plan for a store asks of its key.
 *
 * @param ceiling uses, 1 to 7FFFFFFF
 * @param lease uses that the card takes off the meter at once, 1 to 7FFF
 * @param segmentSize bytes that one use opens
 */
public record KeyPlan(long ceiling, int lease, long segmentSize) {}
