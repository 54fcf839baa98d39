package org.keymeter.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.keymeter.card.file.PrivateFiles;

/**
 * Keeps a card file for one owner, by a lock on a file beside it, which stays where it is while the card file is replaced
 * again and again. It holds the owner's process id in decimal.
 *
 * <p>Closing any channel of a file gives up all locks that the process has on it (POSIX): a second opening in the same
 * process is therefore refused before it touches the lock file.
 */
final class CardFileLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    /** Behind the process id, so that others can read that where locks are mandatory (Windows). */
    private static final long LOCKED_BYTE = 1 << 10;

    private static final int LONGEST_ID = 20;
    /** Another command on the same card is over by then; a program that stays is not. */
    private static final int TRIES = 40;

    private static final long BETWEEN_TRIES_MILLIS = 50;

    private final Path file;
    private final FileChannel channel;

    private CardFileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock. Waits up to two seconds for another process to let go.
     *
     * @param file the card file, as a real path, whether it exists or not
     * @throws CardFileException if somebody else holds it
     * @throws IOException if the lock file cannot be made
     */
    static CardFileLock acquire(Path file) throws IOException {
        if (!HELD_HERE.add(file)) {
            throw CardFileException.inUseBy("this program itself", file);
        }
        FileChannel channel = null;
        boolean acquired = false;
        try {
            channel = PrivateFiles.open(lockFile(file), StandardOpenOption.READ, StandardOpenOption.CREATE);
            if (!lockSoon(channel)) {
                throw CardFileException.inUseBy(owner(channel), file);
            }
            channel.truncate(0)
                    .write(ascii(Long.toString(ProcessHandle.current().pid())), 0);
            acquired = true;
            return new CardFileLock(file, channel);
        } finally {
            if (!acquired) {
                HELD_HERE.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Lets go. The lock file stays: between taking it away and making it again two could believe they hold it. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(file);
        }
    }

    private static boolean lockSoon(FileChannel channel) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                return true;
            }
            try {
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static Path lockFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer id = ByteBuffer.allocate(LONGEST_ID);
        channel.read(id, 0);
        String text = new String(id.array(), 0, id.position(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]+") ? "process " + text : "another process";
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
