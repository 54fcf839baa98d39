package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Another storage, for tests to change in one respect. */
class ForwardingStorage implements Storage {
    private final Storage target;

    ForwardingStorage(Storage target) {
        this.target = target;
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public long size() throws IOException {
        return target.size();
    }

    @Override
    public void extend(long size) throws IOException {
        target.extend(size);
    }

    @Override
    public void read(ByteBuffer buffer, long position) throws IOException {
        target.read(buffer, position);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        target.write(source, position);
    }

    @Override
    public void force() throws IOException {
        target.force();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
