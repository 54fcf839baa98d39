package org.keymeter.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.volume.Slot.WrappedSubkey;

/**
 * The file with the wrapped subkeys of a volume, one for each segment that was ever used (docs/VOLUME.md). It is locked
 * while it is open. Confined to one thread at a time. A power cut or a kill at any moment leaves a table that opens and has
 * lost nothing; after an {@link IOException} from a change, close it and open it anew.
 */
public final class SubkeyTable implements Closeable {
    private final Storage storage;
    private final HeaderStore headers;
    private final SlotStore slots;
    private TableHeader header;

    private SubkeyTable(Storage storage, HeaderStore headers, TableHeader header) {
        this.storage = storage;
        this.headers = headers;
        this.header = header;
        slots = new SlotStore(storage, new SlotCodec(header.volumeId()));
    }

    /**
     * A new table without subkeys. Writes the header and nothing else, whatever the size.
     *
     * @param path of a file that does not exist yet
     * @param key that its subkeys will be wrapped under
     * @throws VolumeException if the file exists
     */
    public static SubkeyTable create(Path path, Geometry geometry, SubkeyCard.KeyState key) throws IOException {
        Storage storage;
        try {
            storage = FileStorage.create(path);
        } catch (FileAlreadyExistsException exists) {
            throw alreadyThere(path);
        }
        try {
            return create(storage, geometry, key);
        } catch (IOException | RuntimeException failure) {
            storage.close();
            Files.delete(path);
            throw failure;
        }
    }

    /**
     * Whether a table could have this name, to be asked before there is anything to lose.
     *
     * @throws VolumeException if the file exists
     */
    public static void requireAbsent(Path path) throws VolumeException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw alreadyThere(path);
        }
    }

    private static VolumeException alreadyThere(Path path) {
        return new VolumeException(
                VolumeException.Problem.ALREADY_THERE,
                path + " exists already.",
                "A table never overwrites a file: the subkeys in it may open somebody's data.",
                "Choose another name, or delete the file if you are sure.");
    }

    static SubkeyTable create(Storage target, Geometry geometry, SubkeyCard.KeyState key) throws IOException {
        Storage storage = new FailStopStorage(target);
        byte[] volumeId = new byte[16];
        new SecureRandom().nextBytes(volumeId);
        Recipient recipient =
                new Recipient(1, key.generation(), key.generation(), key.identity(), key.deviceId(), key.label());
        TableHeader header = new TableHeader(1, ByteString.of(volumeId), geometry, List.of(recipient), 1);
        storage.extend(geometry.fileLength());
        storage.force();
        HeaderStore headers = new HeaderStore(storage);
        headers.write(header);
        return new SubkeyTable(storage, headers, header);
    }

    /**
     * @throws VolumeException if it is no whole table of this version, or in use
     */
    public static SubkeyTable open(Path path) throws IOException {
        return open(FileStorage.open(path));
    }

    static SubkeyTable open(Storage target) throws IOException {
        Storage storage = new FailStopStorage(target);
        try {
            HeaderStore headers = new HeaderStore(storage);
            return new SubkeyTable(storage, headers, headers.read());
        } catch (IOException | RuntimeException failure) {
            storage.close();
            throw failure;
        }
    }

    /** {@link #readInfo()} without locking it, also while another program works with it: then it shows a moment. */
    public static TableInfo readInfo(Path path) throws IOException {
        try (SubkeyTable table = open(FileStorage.read(path))) {
            return table.readInfo();
        }
    }

    public String name() {
        return storage.name();
    }

    /** 16 bytes. */
    public ByteString volumeId() {
        return header.volumeId();
    }

    public Geometry geometry() {
        return header.geometry();
    }

    /** The keys that the subkeys are wrapped under, one or two. */
    public List<Recipient> recipients() {
        return header.recipients();
    }

    /** Reads all slots. */
    public TableInfo readInfo() throws IOException {
        TableSurvey survey = TableSurvey.of(scan(), header);
        return new TableInfo(TableHeader.VERSION, volumeId(), geometry(), recipients(), survey);
    }

    /** Whether the segment has a subkey, damaged or not; false means that nothing was ever stored in it. */
    public boolean hasSubkey(long segment) throws IOException {
        requireSegment(segment);
        return slots.read(segment).kind() != SlotState.Kind.ABSENT;
    }

    /**
     * Opens the subkeys of these segments, one use each, and makes those that are missing, which costs none. A damaged
     * one is reported in the result and hides no other.
     *
     * @param result receives what is opened as it is opened, so that nothing that was paid for is lost if this throws
     * @throws VolumeException if the key is none of this table's, or a segment is beyond its end
     * @throws CardException as the card refuses, for instance because the quota is spent
     */
    public void unlock(SubkeyCard card, SegmentSet segments, UnlockedSubkeys result) throws IOException, CardException {
        requireSegments(segments);
        new Unlocking(this, card, result).run(segments.iterator());
    }

    /**
     * Makes the volume larger; segments keep their subkeys.
     *
     * @throws IllegalArgumentException if it would become smaller
     */
    public void grow(long volumeSize) throws IOException {
        if (volumeSize < header.geometry().volumeSize()) {
            throw new IllegalArgumentException("a volume does not shrink");
        }
        Geometry grown = new Geometry(volumeSize, header.geometry().segmentSize());
        // A header must never speak of slots that the file has not yet.
        storage.extend(grown.fileLength());
        storage.force();
        change(header.with(grown));
    }

    /** @throws VolumeException if one of these is beyond the end */
    public void requireSegments(SegmentSet segments) throws VolumeException {
        if (!segments.isEmpty()) {
            requireSegment(segments.last());
        }
    }

    private void requireSegment(long segment) throws VolumeException {
        long count = header.geometry().segments();
        if (segment < 0 || segment >= count) {
            throw new VolumeException(
                    VolumeException.Problem.NO_SUCH_SEGMENT,
                    name() + " has no segment " + segment + ": it has the segments 0 to " + (count - 1) + ".",
                    "Segments are counted from 0.",
                    "Choose segments within the volume.");
        }
    }

    SlotScan scan() {
        return slots.scan(header.geometry());
    }

    /** The state of a slot, whose copies are alike again if they were not and one of them was whole. */
    SlotState readHealed(long segment) throws IOException {
        SlotState state = slots.read(segment);
        if (state.copiesAgree() || state.kind() == SlotState.Kind.DAMAGED) {
            return state;
        }
        slots.heal(segment);
        return slots.read(segment);
    }

    /**
     * @throws VolumeException if the key is no recipient of this table, or the card has only older generations of it
     */
    Recipient requireRecipient(SubkeyCard.KeyState key) throws VolumeException {
        Recipient recipient = header.recipient(key.identity()).orElseThrow(() -> otherKey(key));
        if (recipient.generation() > key.generation()) {
            throw new VolumeException(
                    VolumeException.Problem.OTHER_GENERATION,
                    name() + " uses generation " + recipient.generation() + " of the key, and the card has only "
                            + key.generation() + ".",
                    "The card is an older copy of the one that was rotated (a simulated card can be copied).",
                    "Use the newest one.");
        }
        return recipient;
    }

    private VolumeException otherKey(SubkeyCard.KeyState key) {
        List<String> names =
                header.recipients().stream().map(Recipient::describe).toList();
        return new VolumeException(
                VolumeException.Problem.OTHER_KEY,
                name() + " is not wrapped under key '" + key.label() + "' ("
                        + key.identity().toGroups() + ").",
                "It is wrapped under " + String.join(" and ", names) + ".",
                "Use that key, on the card that holds it.");
    }

    /** Writes new segments' blobs; their slots are absent. */
    void writeFirst(Recipient recipient, SubkeyCard.Wrapped made) throws IOException {
        noteGeneration(recipient, made.generation());
        SortedMap<Long, Slot> first = new TreeMap<>();
        made.blobs().forEach((segment, blob) -> {
            WrappedSubkey wrapped = new WrappedSubkey(recipient.serial(), made.generation(), blob);
            first.put(segment, Slot.EMPTY.with(wrapped, header::hasRecipient));
        });
        slots.write(first);
    }

    /** Puts new blobs in the place of old ones, into the slots as they are now. */
    void replace(Recipient recipient, SubkeyCard.Wrapped after) throws IOException {
        SortedMap<Long, Slot> changed = new TreeMap<>();
        for (long segment : after.blobs().keySet()) {
            SlotState state = slots.read(segment);
            if (state.kind() == SlotState.Kind.PRESENT) {
                WrappedSubkey blob = new WrappedSubkey(
                        recipient.serial(), after.generation(), after.blobs().get(segment));
                changed.put(segment, state.slot().with(blob, header::hasRecipient));
            }
        }
        if (!changed.isEmpty()) {
            slots.write(changed);
        }
    }

    /** Records that slots may have this generation before the first one has it. */
    void noteGeneration(Recipient recipient, int generation) throws IOException {
        Recipient known = header.recipient(recipient.identity()).orElseThrow();
        if (generation > known.generation()) {
            change(header.with(known.withGenerations(known.oldestGeneration(), generation)));
        }
    }

    /** Records that no slot has an older generation any more. */
    void noteRotated(Recipient recipient, int generation) throws IOException {
        Recipient known = header.recipient(recipient.identity()).orElseThrow();
        if (known.oldestGeneration() < generation) {
            change(header.with(known.withGenerations(generation, generation)));
        }
    }

    private void change(TableHeader next) throws IOException {
        headers.write(next);
        header = next;
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
