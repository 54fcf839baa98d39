package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.CardException;
import org.keymeter.volume.Rotation.DamagedBlobs;

class LargeTableTest {
    private final SoftwareCard card = new SoftwareCard("disk");

    @TempDir
    private Path folder;

    private static final class CountingStorage extends ForwardingStorage {
        int writes;
        int reads;
        long bytesWritten;

        CountingStorage(Storage target) {
            super(target);
        }

        @Override
        public void read(ByteBuffer buffer, long position) throws IOException {
            reads++;
            super.read(buffer, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            writes++;
            bytesWritten += source.remaining();
            super.write(source, position);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 100_000, 100_000_000})
    void creatingWritesTheHeaderAlone(long segments) throws IOException, CardException {
        Path file = folder.resolve("table");
        CountingStorage storage = new CountingStorage(FileStorage.create(file));
        SortedMap<Long, byte[]> made;
        try (SubkeyTable table = SubkeyTable.create(storage, Tables.segments(segments), card.state())) {
            assertEquals(2, storage.writes);
            assertEquals(8192, storage.bytesWritten);
            made = Tables.unlock(table, card, SegmentSet.of(0, segments / 2, segments - 1));
            assertTrue(storage.writes <= 2 + 2 * 2 * 3, "a page in both copies for each segment, made and filled");
        }
        storage = new CountingStorage(FileStorage.open(file));
        try (SubkeyTable table = SubkeyTable.open(storage)) {
            Tables.assertSameSubkeys(made, Tables.unlock(table, card, SegmentSet.of(0, segments / 2, segments - 1)));
            assertEquals(segments, table.geometry().segments());
            assertTrue(storage.reads <= 2 + 2 * 3, "both copies of the header and of each page");
        }
    }

    /** A life of 100,000 segments. */
    static final class Child {
        private static final int SEGMENTS = 100_000;

        public static void main(String[] arguments) throws IOException, CardException {
            SoftwareCard card = new SoftwareCard("disk").withBatchSize(1000);
            try (SubkeyTable table =
                    SubkeyTable.create(Path.of(arguments[0]), Tables.segments(SEGMENTS), card.state())) {
                for (long from = 0; from < SEGMENTS; from += 1000) {
                    try (UnlockedSubkeys result = new UnlockedSubkeys()) {
                        table.unlock(card, SegmentSet.ofRange(from, from + 999), result);
                    }
                }
                System.out.println(table.readInfo().survey().present());
                Rotation rotation = new Rotation(card, List.of(table));
                System.out.println(rotation.run(RotationWatch.NONE).rewrapped());
                rotation.retire(DamagedBlobs.KEEP_OLD_GENERATION, RotationWatch.NONE);
            }
        }
    }

    @Test
    void aHundredThousandSegmentsTakeLittleMemory() throws IOException, InterruptedException {
        String file = folder.resolve("table").toString();
        try (ChildProgram child = new ChildProgram(List.of("-Xmx16m", "-XX:+UseSerialGC"), Child.class, file)) {
            assertEquals("100000", child.readLine());
            assertEquals("100000", child.readLine());
            assertEquals(0, child.exitValue());
        }
    }
}
