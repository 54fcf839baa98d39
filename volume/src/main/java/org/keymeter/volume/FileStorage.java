package org.keymeter.volume;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keymeter.card.file.PrivateFiles;

/** A file, either locked against every other user or only read. */
final class FileStorage implements Storage {
    /** Behind every byte that a table can have, so that readers are never in the way of the lock, nor it in theirs. */
    private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    /**
     * Which files this process has open: {@link #LOCKED}, or so many times to be read. POSIX drops a process's lock as soon as
     * it closes any descriptor of the file, so while it is held the same process must not have the file open a second time,
     * not even to read.
     */
    private static final Map<Object, Integer> OPEN_HERE = new ConcurrentHashMap<>();

    private static final int LOCKED = -1;

    private final Path path;
    private final Object key;
    private final FileChannel channel;

    /** @param key under which the file is entered as open, until this is closed or fails */
    private FileStorage(Path path, Object key, OpenOption... options) throws IOException {
        this.path = path;
        this.key = key;
        boolean isOpen = false;
        try {
            channel = FileChannel.open(path, options);
            isOpen = true;
        } finally {
            if (!isOpen) {
                release(key);
            }
        }
    }

    /**
     * A new, empty, locked file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    static FileStorage create(Path path) throws IOException {
        Files.createFile(path);
        try {
            // The name must be as durable as the content.
            PrivateFiles.force(path.toAbsolutePath().getParent());
            return open(path);
        } catch (IOException failure) {
            Files.delete(path);
            throw failure;
        }
    }

    /** @throws VolumeException if another process, or this one, has it open */
    static FileStorage open(Path path) throws IOException {
        requireFile(path);
        Object key = key(path);
        if (OPEN_HERE.putIfAbsent(key, LOCKED) != null) {
            throw inUse(path, "this program");
        }
        FileStorage storage = new FileStorage(path, key, READ, WRITE);
        storage.lock();
        return storage;
    }

    /** Takes no lock and hinders nobody else: what is read may be in the midst of a change. */
    static FileStorage read(Path path) throws IOException {
        requireFile(path);
        Object key = key(path);
        if (OPEN_HERE.merge(key, 1, (now, one) -> now == LOCKED ? now : now + one) == LOCKED) {
            throw inUse(path, "this program");
        }
        return new FileStorage(path, key, READ);
    }

    private static void requireFile(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "it is a folder");
        }
    }

    private void lock() throws IOException {
        boolean isLocked = false;
        try {
            isLocked = channel.tryLock(LOCK_POSITION, 1, false) != null;
        } finally {
            if (!isLocked) {
                close();
            }
        }
        if (!isLocked) {
            throw inUse(path, "another program");
        }
    }

    private static void release(Object key) {
        OPEN_HERE.computeIfPresent(key, (same, times) -> times > 1 ? times - 1 : null);
    }

    private static Object key(Path path) throws IOException {
        Object fileKey = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return fileKey != null ? fileKey : path.toRealPath();
    }

    private static VolumeException inUse(Path path, String who) {
        return new VolumeException(
                VolumeException.Problem.IN_USE,
                path + " is in use by " + who + ".",
                "A subkey table is changed by one program at a time; a volume server or a rotation may be running.",
                "Wait until it is done, or stop it, then try again.");
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void extend(long size) throws IOException {
        if (channel.size() < size) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    @Override
    public void read(ByteBuffer target, long position) throws IOException {
        long next = position;
        while (target.hasRemaining()) {
            int count = channel.read(target, next);
            if (count < 0) {
                throw new EOFException(path + " ends at " + next + " in the midst of what was to be read");
            }
            next += count;
        }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        long next = position;
        while (source.hasRemaining()) {
            next += channel.write(source, next);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                release(key);
            }
        }
    }
}
