package org.keymeter.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The bytes a table lies in. A write may be torn at any point by a power cut, and may take effect in any order with other
 * writes, until {@link #force} has returned.
 */
interface Storage extends Closeable {
    /** What the user calls it. */
    String name();

    /** In bytes. */
    long size() throws IOException;

    /** Grows it; what is new reads as zeros and takes no room until it is written. */
    void extend(long size) throws IOException;

    /**
     * Fills the buffer.
     *
     * @throws IOException also if the bytes end before it is full
     */
    void read(ByteBuffer target, long position) throws IOException;

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Returns when everything written before is durable. */
    void force() throws IOException;
}
