package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The two copies of a header. One of them is whole at any moment; the newest whole one counts. */
final class HeaderStore {
    private final Storage storage;
    /** The copy to write first, because the other one is whole. */
    private int expendable;

    HeaderStore(Storage storage) {
        this.storage = storage;
    }

    /**
     * @throws VolumeException if the bytes are no table, damaged in both copies, cut off, or of another version
     */
    TableHeader read() throws IOException {
        if (storage.size() < 2L * Geometry.HEADER_LENGTH) {
            throw notATable();
        }
        ByteBuffer[] copies = {readCopy(0), readCopy(1)};
        Optional<TableHeader> first = decode(copies[0]);
        Optional<TableHeader> second = decode(copies[1]);
        if (first.isEmpty() && second.isEmpty()) {
            throw TableHeader.hasMagic(copies[0]) || TableHeader.hasMagic(copies[1]) ? damaged() : notATable();
        }
        boolean isSecond = first.isEmpty()
                || second.filter(copy -> copy.isNewerThan(first.get())).isPresent();
        expendable = isSecond ? 0 : 1;
        TableHeader header = isSecond ? second.get() : first.get();
        requireLength(header.geometry().fileLength());
        return header;
    }

    private ByteBuffer readCopy(int copy) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Geometry.HEADER_LENGTH);
        storage.read(buffer, Geometry.headerPosition(copy));
        return buffer.clear();
    }

    private Optional<TableHeader> decode(ByteBuffer copy) throws VolumeException {
        if (!TableHeader.isWhole(copy)) {
            return Optional.empty();
        }
        int version = TableHeader.version(copy);
        Optional<TableHeader> header = version == TableHeader.VERSION ? TableHeader.decode(copy) : Optional.empty();
        if (header.isEmpty()) {
            throw new VolumeException(
                    VolumeException.Problem.UNKNOWN_VERSION,
                    storage.name() + " has format version " + version
                            + " with features that this program does not know.",
                    "It was made by a newer program.",
                    "Use the program that made it.");
        }
        return header;
    }

    /** Durable in one copy before the other is touched, and in both when it returns. */
    void write(TableHeader header) throws IOException {
        for (int copy : new int[] {expendable, 1 - expendable}) {
            storage.write(header.encode(), Geometry.headerPosition(copy));
            storage.force();
        }
    }

    private void requireLength(long length) throws IOException {
        if (storage.size() < length) {
            throw new VolumeException(
                    VolumeException.Problem.TRUNCATED,
                    storage.name() + " is cut off: it has " + storage.size() + " bytes and needs " + length + ".",
                    "Copying it stopped half way, or the disk was full.",
                    "Copy it again from where it came from, or restore a backup; do not create it anew:"
                            + " the subkeys in it open your data.");
        }
    }

    private VolumeException notATable() {
        return new VolumeException(
                VolumeException.Problem.NOT_A_TABLE,
                storage.name() + " is no subkey table.",
                "It is another file, or creating it was cut off before it had a header.",
                "Check the name; if 'volume create' was interrupted, create the table anew under another name.");
    }

    private VolumeException damaged() {
        return new VolumeException(
                VolumeException.Problem.HEADER_DAMAGED,
                storage.name() + " has a damaged header: neither copy has the checksum that it should have.",
                "The disk is failing, or something else wrote to the file.",
                "Restore the table from a backup and check the disk; do not create it anew:"
                        + " the subkeys in it open your data.");
    }
}
