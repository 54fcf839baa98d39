package org.keymeter.card;

/**
 * @param slot that the card chose or was given
 * @param identity 16 bytes
 * @param generation 1
 */
public record CreatedKey(int slot, ByteString identity, int generation) {}
