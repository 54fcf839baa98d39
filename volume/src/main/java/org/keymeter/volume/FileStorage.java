package org.keymeter.volume;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file, either locked against every other user or only read. */
final class FileStorage implements Storage {
    /** Behind every byte that a table can have, so that readers are never in the way of the lock, nor it in theirs. */
    private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    /**
     * The files that this process holds locked. POSIX drops a process's lock as soon as it closes any descriptor of the
     * file, so while it is held the same process must not open the file a second time, not even to read.
     */
    private static final Set<Object> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final Object lockedKey;

    private FileStorage(Path path, FileChannel channel, Object lockedKey) {
        this.path = path;
        this.channel = channel;
        this.lockedKey = lockedKey;
    }

    /**
     * A new, empty, locked file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     */
    static FileStorage create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, READ, WRITE, CREATE_NEW);
        try {
            forceDirectory(path.toAbsolutePath().getParent());
            return locked(path, channel);
        } catch (IOException failure) {
            channel.close();
            Files.delete(path);
            throw failure;
        }
    }

    /** The name must be as durable as the content. Systems that cannot open a directory keep names by themselves. */
    private static void forceDirectory(Path directory) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    /** @throws VolumeException if another process, or this one, has it open */
    static FileStorage open(Path path) throws IOException {
        requireFile(path);
        requireNotLockedHere(path);
        return locked(path, FileChannel.open(path, READ, WRITE));
    }

    /** Takes no lock and hinders nobody: what is read may be in the midst of a change. */
    static FileStorage read(Path path) throws IOException {
        requireFile(path);
        requireNotLockedHere(path);
        return new FileStorage(path, FileChannel.open(path, READ), null);
    }

    private static void requireFile(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "it is a folder");
        }
    }

    private static void requireNotLockedHere(Path path) throws IOException {
        if (LOCKED_HERE.contains(key(path))) {
            throw inUse(path, "this program");
        }
    }

    private static FileStorage locked(Path path, FileChannel channel) throws IOException {
        Object key = key(path);
        if (!LOCKED_HERE.add(key)) {
            channel.close();
            throw inUse(path, "this program");
        }
        try {
            FileLock lock = channel.tryLock(LOCK_POSITION, 1, false);
            if (lock != null) {
                return new FileStorage(path, channel, key);
            }
        } catch (IOException cannotLock) {
            LOCKED_HERE.remove(key);
            channel.close();
            throw cannotLock;
        }
        LOCKED_HERE.remove(key);
        channel.close();
        throw inUse(path, "another program");
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
        try {
            channel.close();
        } finally {
            if (lockedKey != null) {
                LOCKED_HERE.remove(lockedKey);
            }
        }
    }
}
