package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The beginning of an array, read and written in place. */
record ImageStorage(byte[] image, long size) implements Storage {
    ImageStorage(byte[] image) {
        this(image, image.length);
    }

    @Override
    public String name() {
        return "the image";
    }

    @Override
    public void extend(long newSize) throws IOException {
        throw new IOException("an array does not grow");
    }

    @Override
    public void read(ByteBuffer target, long position) {
        target.put(image, Math.toIntExact(position), target.remaining());
    }

    @Override
    public void write(ByteBuffer source, long position) {
        source.get(image, Math.toIntExact(position), source.remaining());
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
}
