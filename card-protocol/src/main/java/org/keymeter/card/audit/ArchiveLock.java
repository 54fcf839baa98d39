package org.keymeter.card.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.keymeter.card.file.PrivateFiles;

/** One writer at a time, across processes (a lock on a file of its own) and within this one. */
final class ArchiveLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TRIES = 750;
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ArchiveLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param file made if it is not there, and never removed
     * @throws IOException when somebody else keeps it for 15 seconds
     */
    static ArchiveLock take(Path file) throws IOException {
        return take(file, TRIES);
    }

    static ArchiveLock take(Path file, int tries) throws IOException {
        Path key = file.toAbsolutePath().normalize();
        for (int i = 0; i < tries; i++) {
            if (HELD.add(key)) {
                ArchiveLock lock = tryTake(key);
                if (lock != null) {
                    return lock;
                }
            }
            pause();
        }
        throw new IOException("The archive of the audit log is in use by another program: " + file);
    }

    private static ArchiveLock tryTake(Path key) throws IOException {
        FileChannel channel = null;
        boolean isTaken = false;
        try {
            channel = PrivateFiles.open(key, StandardOpenOption.CREATE);
            FileLock lock = channel.tryLock();
            isTaken = lock != null;
            return isTaken ? new ArchiveLock(key, channel) : null;
        } finally {
            if (!isTaken) {
                HELD.remove(key);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the archive of the audit log.", interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
