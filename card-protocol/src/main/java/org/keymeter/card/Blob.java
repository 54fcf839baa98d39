package org.keymeter.card;

/**
 * A wrapped subkey and the part of its context that is its own.
 *
 * @param suffix of the context, at most 16 bytes; the same length throughout a batch
 * @param bytes AES-SIV tag and cipher, 32 to 80 bytes; the same length throughout a batch
 */
public record Blob(ByteString suffix, ByteString bytes) {}
