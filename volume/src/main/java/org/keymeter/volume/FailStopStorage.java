package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes no more writes once one has failed: what reached the disk is then unknown, and only opening the table anew, from
 * what the disk then says, makes it known. Reading goes on.
 */
final class FailStopStorage implements Storage {
    private final Storage target;
    private boolean hasFailed;

    FailStopStorage(Storage target) {
        this.target = target;
    }

    private interface Change {
        void run() throws IOException;
    }

    private void change(Change change) throws IOException {
        if (hasFailed) {
            throw new VolumeException(
                    VolumeException.Problem.WRITE_FAILED_BEFORE,
                    name() + " takes no more changes: writing to it failed before.",
                    "The disk is full or failing, or was removed.",
                    "Mend that, then open it again; nothing that was in it is lost by this.");
        }
        hasFailed = true;
        change.run();
        hasFailed = false;
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
        change(() -> target.extend(size));
    }

    @Override
    public void read(ByteBuffer buffer, long position) throws IOException {
        target.read(buffer, position);
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        change(() -> target.write(source, position));
    }

    @Override
    public void force() throws IOException {
        change(target::force);
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
