package org.keymeter.gui.approver;

import java.io.BufferedReader;
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
import java.util.List;
import java.util.Optional;
import org.keymeter.card.Folders;
import org.keymeter.card.file.PrivateFiles;

/** What this approver granted, in a file of JSON lines that only grows. */
final class Journal {
    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    static Journal in(Folders folders) {
        return new Journal(folders.data().resolve("approver").resolve("journal.jsonl"));
    }

    /**
     * What can be read of it.
     *
     * @param entries in the order in which they were written
     * @param damaged lines that are no entries
     */
    record Content(List<JournalEntry> entries, long damaged) {
        Content {
            entries = List.copyOf(entries);
        }
    }

    /** Adds an entry, on a line of its own even if the last one was cut off. Durable when this returns. */
    void append(JournalEntry entry) throws IOException {
        PrivateFiles.createDirectories(file.getParent());
        try (FileChannel out = PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ)) {
            // Held until the channel is closed.
            out.lock();
            out.position(out.size());
            ByteBuffer line = StandardCharsets.UTF_8.encode((isCut(out) ? "\n" : "") + entry.encode() + "\n");
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
        }
        PrivateFiles.force(file.getParent());
    }

    private static boolean isCut(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }

    Content read() throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        long damaged = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                Optional<JournalEntry> entry = JournalEntry.decode(text);
                entry.ifPresent(entries::add);
                damaged += entry.isPresent() ? 0 : 1;
            }
        } catch (NoSuchFileException none) {
            return new Content(List.of(), 0);
        }
        return new Content(entries, damaged);
    }

    /** A copy of the file as it is. */
    void export(Path target) throws IOException {
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
}
