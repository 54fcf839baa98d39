package org.keymeter.card.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.Folders;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.protocol.Limit;

/**
 * The records of one instance of one card, kept for good: a file that only grows (docs/AUDIT.md has its format). Open, it
 * is locked: one writer at a time among all processes. What {@link #append} returned from survives a power cut.
 */
public final class AuditArchive implements AutoCloseable {
    private static final String TAG = "KEYMETER-ARCH-v1";

    /** One append writes at most a full ring and the note before it, so that a cut can spoil no more. */
    private static final int TAIL_ENTRIES = Limit.RECORD_COUNT + 1;

    private final ByteString deviceId;
    private final long instance;
    private final Path file;
    private final ArchiveLock lock;
    private final FileChannel channel;
    private long count;
    private ChainPoint last;

    private AuditArchive(ByteString deviceId, long instance, Path file, ArchiveLock lock, FileChannel channel) {
        this.deviceId = deviceId;
        this.instance = instance;
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    /** The folder of a user's archives. */
    public static Path folder(Folders folders) {
        return folders.data().resolve("audit");
    }

    /**
     * Opens the archive of this instance, or begins it. What a cut left half-written at its end is set aside (in a file
     * beside it), and will be read from the card again.
     *
     * @param folder made if it is not there
     * @throws IOException also when another program keeps it open for long
     * @throws InvalidFileException when the file is no such archive
     */
    public static AuditArchive open(Path folder, ByteString deviceId, long instance)
            throws IOException, InvalidFileException {
        PrivateFiles.createDirectories(folder);
        String name = deviceId.toHex() + "-" + instance;
        Path file = folder.resolve(name + ".audit");
        ArchiveLock lock = ArchiveLock.take(folder.resolve(name + ".lock"));
        FileChannel channel = null;
        try {
            if (!Files.exists(file)) {
                create(file, header(deviceId, instance));
            }
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            AuditArchive archive = new AuditArchive(deviceId, instance, file, lock, channel);
            archive.readEnd();
            return archive;
        } catch (IOException | InvalidFileException | RuntimeException failure) {
            if (channel != null) {
                channel.close();
            }
            lock.close();
            throw failure;
        }
    }

    /** Tag ‖ device id ‖ instance ‖ zeros ‖ h(0), as long as an entry. */
    private static ByteBuffer header(ByteString deviceId, long instance) {
        ByteBuffer header = ByteBuffer.allocate(ArchiveEntry.LENGTH);
        header.put(TAG.getBytes(StandardCharsets.US_ASCII))
                .put(deviceId.toByteArray())
                .putInt((int) instance);
        header.position(Limit.RECORD_LENGTH);
        header.put(ChainPoint.start(deviceId, instance).chain().toByteArray());
        return header.flip();
    }

    /** Under another name first, so that there is never an archive without a header. */
    private static void create(Path file, ByteBuffer header) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out =
                PrivateFiles.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, header);
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(file.toAbsolutePath().getParent());
    }

    private void readEnd() throws IOException, InvalidFileException {
        if (!read(0, ArchiveEntry.LENGTH).equals(header(deviceId, instance))) {
            throw new InvalidFileException(
                    "This is no archive of the card's audit log: " + file, "Move it away; a new one will be begun.");
        }
        long whole = channel.size() / ArchiveEntry.LENGTH - 1;
        long position = Math.max(0, whole - TAIL_ENTRIES);
        last = pointBefore(position);
        count = position;
        while (count < whole) {
            ArchiveEntry entry = entry(count);
            if (!entry.follows(last)) {
                break;
            }
            last = entry.point();
            count++;
        }
        setAsideWhatFollows();
    }

    private ChainPoint pointBefore(long index) throws IOException, InvalidFileException {
        return index == 0
                ? ChainPoint.start(deviceId, instance)
                : entry(index - 1).point();
    }

    private void setAsideWhatFollows() throws IOException {
        long end = (count + 1) * ArchiveEntry.LENGTH;
        long spoilt = channel.size() - end;
        if (spoilt > 0) {
            ByteBuffer bytes = read(end, (int) spoilt);
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            try (FileChannel out = PrivateFiles.open(aside, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                writeFully(out, bytes);
                out.force(true);
            }
            channel.truncate(end);
            channel.force(true);
        }
    }

    private ArchiveEntry entry(long index) throws IOException, InvalidFileException {
        return ArchiveEntry.read(read((index + 1) * ArchiveEntry.LENGTH, ArchiveEntry.LENGTH));
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                break;
            }
        }
        return bytes.flip();
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    public ByteString deviceId() {
        return deviceId;
    }

    public long instance() {
        return instance;
    }

    /** The end of what is archived; sequence 0 when nothing is. */
    public ChainPoint last() {
        return last;
    }

    /** The chain at an archived record, or at the end of a gap; at 0 its start. */
    public Optional<ChainPoint> pointAt(long sequence) throws IOException, InvalidFileException {
        return sequence == 0
                ? Optional.of(ChainPoint.start(deviceId, instance))
                : find(sequence).map(ArchiveEntry::point);
    }

    /** The chain at the last archived record, or end of a gap, that does not come after this sequence. */
    public ChainPoint lastUpTo(long sequence) throws IOException, InvalidFileException {
        return pointBefore(entriesUpTo(sequence));
    }

    /** An archived record. */
    public Optional<AuditRecord> recordAt(long sequence) throws IOException, InvalidFileException {
        return find(sequence).filter(entry -> !entry.isNote()).map(ArchiveEntry::record);
    }

    private Optional<ArchiveEntry> find(long sequence) throws IOException, InvalidFileException {
        long entries = entriesUpTo(sequence);
        return entries == 0
                ? Optional.empty()
                : Optional.of(entry(entries - 1)).filter(entry -> entry.point().sequence() == sequence);
    }

    /** How many entries do not come after this sequence. */
    private long entriesUpTo(long sequence) throws IOException, InvalidFileException {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) / 2;
            if (entry(middle).point().sequence() <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Adds records; durable when it returns.
     *
     * @param gap the last record that is missing before them and the chain there, if some are
     * @param records that follow the gap or {@link #last}, at most 256, none of which is archived yet
     */
    void append(Optional<ChainPoint> gap, List<AuditRecord> records) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((records.size() + 1) * ArchiveEntry.LENGTH);
        ChainPoint end = last;
        if (gap.isPresent()) {
            bytes.put(ArchiveEntry.missingUpTo(gap.get()).toBytes());
            end = gap.get();
        }
        for (AuditRecord record : records) {
            ArchiveEntry entry = ArchiveEntry.of(record, end);
            bytes.put(entry.toBytes());
            end = entry.point();
        }
        int entries = bytes.flip().remaining() / ArchiveEntry.LENGTH;
        if (entries > 0) {
            channel.position((count + 1) * ArchiveEntry.LENGTH);
            writeFully(channel, bytes);
            channel.force(true);
        }
        last = end;
        count += entries;
    }

    /** Takes what an archive or an export holds, from the first record on. */
    public interface Visitor {
        /** @param point the chain at it */
        void record(AuditRecord record, ChainPoint point) throws IOException, InvalidFileException;

        /** @param last of the records that nobody with this archive read, and the chain there as the card stated it */
        void missing(ChainPoint last) throws IOException, InvalidFileException;
    }

    /**
     * Everything archived, from the first record on, each verified against the chain.
     *
     * @throws InvalidFileException at the first record that was changed in the file
     */
    public void forEach(Visitor visitor) throws IOException, InvalidFileException {
        forEachAfter(0, visitor);
    }

    /**
     * What is archived after a record: as {@link #forEach}, but takes for granted what is there up to {@link #lastUpTo}.
     *
     * @param sequence need not be archived
     */
    public void forEachAfter(long sequence, Visitor visitor) throws IOException, InvalidFileException {
        ChainPoint point = lastUpTo(sequence);
        for (long i = entriesUpTo(sequence); i < count; i++) {
            ArchiveEntry entry = entry(i);
            if (!entry.follows(point)) {
                throw new InvalidFileException(
                        "The archive was changed at record " + entry.point().sequence() + ": " + file,
                        "Get the file from a backup.");
            }
            point = entry.point();
            entry.visit(visitor);
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            channel.close();
        }
    }
}
