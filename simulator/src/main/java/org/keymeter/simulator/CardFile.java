package org.keymeter.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.simulator.CardFileException.Reason;

/**
 * The file of a simulated card, held against every other program while it is open. It is replaced as a whole: whoever
 * looks at it, also after the power failed, finds one content or the next.
 */
final class CardFile implements AutoCloseable {
    private final Path file;
    private final Path next;
    private final CardFileLock lock;

    private CardFile(Path file, CardFileLock lock) {
        this.file = file;
        this.next = file.resolveSibling(file.getFileName() + ".new");
        this.lock = lock;
    }

    /**
     * Takes the file, which need not exist yet; nor need its folder.
     *
     * @throws CardFileException if it is held by somebody else or cannot be used
     */
    static CardFile open(Path path) throws CardFileException {
        try {
            requireCard(path); // before anything is put beside a file that is none of ours
            Path absolute = path.toAbsolutePath();
            PrivateFiles.createDirectories(absolute.getParent());
            Path file = Files.exists(absolute)
                    ? absolute.toRealPath()
                    : absolute.getParent().toRealPath().resolve(absolute.getFileName());
            return new CardFile(file, CardFileLock.acquire(file));
        } catch (CardFileException e) {
            throw e;
        } catch (IOException e) {
            throw new CardFileException(Reason.INACCESSIBLE, path, e);
        }
    }

    private static void requireCard(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new CardFileException(Reason.FOREIGN, path, null);
        } else if (Files.exists(path)) {
            try (InputStream in = Files.newInputStream(path)) {
                if (!CardFileContent.begins(in.readNBytes(CardFileContent.MAGIC.length))) {
                    throw new CardFileException(Reason.FOREIGN, path, null);
                }
            }
        }
    }

    /** As an absolute path without links. */
    Path path() {
        return file;
    }

    /**
     * @return empty if there is no such file yet
     * @throws CardFileException if it is no card, damaged or cannot be read
     */
    Optional<CardFileContent> read() throws CardFileException {
        try {
            Files.deleteIfExists(next); // left by a process that was killed
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Optional.of(CardFileContent.decode(in.readNBytes(CardFileContent.LONGEST), file));
            }
        } catch (CardFileException e) {
            throw e;
        } catch (IOException e) {
            throw new CardFileException(Reason.INACCESSIBLE, file, e);
        }
    }

    /**
     * Replaces the content; on return it is on the disk.
     *
     * @throws CardFileException if that fails; the file then holds the old content or the new one
     */
    void write(CardFileContent content) throws CardFileException {
        try {
            writeNext(ByteBuffer.wrap(content.encode()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PrivateFiles.force(file.getParent());
        } catch (IOException e) {
            throw new CardFileException(Reason.INACCESSIBLE, file, e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    private void writeNext(ByteBuffer bytes) throws IOException {
        try (FileChannel channel =
                PrivateFiles.open(next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
