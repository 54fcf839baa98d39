package org.keymeter.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Option;

/** How commands write the file they are told to: one that is there stays as it is, unless they are told to replace it. */
public final class OutputFile {
    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean isForced;

    /** What a file is filled with. */
    public interface Content<E extends Exception> {
        void writeTo(OutputStream file) throws IOException, E;
    }

    /**
     * To be called before there is anything to lose.
     *
     * @throws FileAlreadyExistsException if it is there and is to stay
     * @throws IOException as {@link #requireWritable} does
     */
    public void require(Path file) throws IOException {
        requireWritable(file);
        if (Files.isRegularFile(file) && !isForced) { // a device or a pipe takes what it is given
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    /**
     * Requires a file that can be made, or written if it is there.
     *
     * @throws FileSystemException if it is a folder
     * @throws NoSuchFileException if its folder is not there
     * @throws AccessDeniedException if it, or its folder if it is new, may not be written
     */
    public static void requireWritable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(file.toString());
        } else if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        Path changed = Files.exists(file) ? file : folder;
        if (!Files.isWritable(changed)) {
            throw new AccessDeniedException(changed.toString());
        }
    }

    public void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(Path file, byte[] content) throws IOException {
        this.<IOException>fill(file, out -> out.write(content));
    }

    /** A file that was begun and could not be finished is taken away again. */
    public <E extends Exception> void fill(Path file, Content<E> content) throws IOException, E {
        require(file);
        boolean isNew = Files.notExists(file);
        OpenOption[] options = isNew
                ? new OpenOption[] {StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW}
                : new OpenOption[] {StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING};
        boolean isDone = false;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, options))) {
            content.writeTo(out);
            out.flush();
            isDone = true;
        } finally {
            if (isNew && !isDone) {
                Files.deleteIfExists(file);
            }
        }
    }
}
