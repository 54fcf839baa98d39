package org.keymeter.gui.rotation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keymeter.card.file.PrivateFiles;

/**
 * The subkey tables that this user named, kept in a file of their paths, a line each: what a rotation must not forget. It
 * works on files: not for the UI's thread, and from one thread at a time.
 */
final class KnownTables {
    private static final int FILE_MAXIMUM = 1 << 20;

    private final Path file;

    /** @param folder of the user's data */
    KnownTables(Path folder) {
        file = folder.resolve("known-tables");
    }

    /** In the order in which they were named. */
    List<Path> read() throws IOException {
        try {
            if (Files.size(file) > FILE_MAXIMUM) {
                throw new IOException(file + " is too long to be a list of tables");
            }
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(Path::of)
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (NoSuchFileException none) {
            return new ArrayList<>();
        }
    }

    void add(List<Path> tables) throws IOException {
        Set<Path> all = new LinkedHashSet<>(read());
        tables.forEach(table -> all.add(table.toAbsolutePath().normalize()));
        write(List.copyOf(all));
    }

    void remove(Path table) throws IOException {
        List<Path> all = read();
        all.remove(table);
        write(all);
    }

    private void write(List<Path> tables) throws IOException {
        PrivateFiles.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        String lines = tables.stream().map(table -> table + "\n").collect(Collectors.joining());
        try (FileChannel out =
                PrivateFiles.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(file.getParent());
    }
}
