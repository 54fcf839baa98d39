package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P8: whatever bytes a volume reads, it says so in one typed error, and takes no more memory than they deserve. */
class HostileInputTest {
    private static final int COUNT = Integer.getInteger("keymeter.hostile.inputs", 10_000);
    private static final long SEED = Long.getLong("keymeter.hostile.seed", 20260101);

    /** Bytes that one reading may allocate beside its input. */
    private static final long ALLOCATION_MAXIMUM = 8 << 20;

    private static final int SEGMENTS = 100;
    private static final int CHANGED_SLOT = 1;
    private static final int SLOT_CONTENT = 112;
    private static final int HEADER_CONTENT = 600;

    private static byte[] table;
    private static SoftwareCard card;

    private interface Reading {
        void of(byte[] bytes) throws Exception;
    }

    /**
     * @param share of the inputs it gets: one of so many
     * @param good an input that it takes
     * @param typed its only error
     */
    private record Reader(String name, int share, byte[] good, Class<? extends Exception> typed, Reading reading) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void makeTable() throws Exception {
        card = new SoftwareCard("disk");
        table = Tables.withSubkeys(card, SEGMENTS, 3).image;
    }

    static List<Reader> readers() {
        RawTable whole = new RawTable(table);
        return List.of(
                new Reader("table", 20, table, VolumeException.class, HostileInputTest::readTable),
                new Reader(
                        "header under a right checksum",
                        10,
                        Arrays.copyOf(whole.header(0), HEADER_CONTENT),
                        VolumeException.class,
                        HostileInputTest::readHeader),
                new Reader(
                        "slot under a right checksum",
                        10,
                        Arrays.copyOf(whole.slot(CHANGED_SLOT, 0), SLOT_CONTENT),
                        VolumeException.class,
                        HostileInputTest::readSlot),
                new Reader(
                        "segments",
                        1,
                        "0-9,42, 7-300000000000".getBytes(StandardCharsets.US_ASCII),
                        IllegalArgumentException.class,
                        bytes -> {
                            SegmentSet set = SegmentSet.parse(new String(bytes, StandardCharsets.ISO_8859_1));
                            set.count();
                            set.last();
                        }),
                new Reader(
                        "size",
                        1,
                        "1234MiB".getBytes(StandardCharsets.US_ASCII),
                        IllegalArgumentException.class,
                        bytes -> ByteSize.print(ByteSize.parse(new String(bytes, StandardCharsets.ISO_8859_1)))));
    }

    private static void readTable(byte[] image) throws Exception {
        try (SubkeyTable opened = SubkeyTable.open(new ImageStorage(image))) {
            opened.readInfo();
            opened.unlock(card, SegmentSet.ofRange(0, 2), new UnlockedSubkeys());
        }
    }

    private static void readHeader(byte[] content) throws Exception {
        RawTable forged = new RawTable(table.clone());
        forged.forgeHeader(Arrays.copyOf(content, RawTable.HEADER));
        readTable(forged.image);
    }

    private static void readSlot(byte[] content) throws Exception {
        RawTable forged = new RawTable(table.clone());
        forged.forgeSlot(CHANGED_SLOT, Arrays.copyOf(content, RawTable.SLOT));
        readTable(forged.image);
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anyBytesCostOneTypedErrorAndLittleMemory(Reader reader) throws Exception {
        reader.reading().of(reader.good());
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Random random = new Random(SEED);
        for (int run = 0; run < COUNT / reader.share(); run++) {
            byte[] bytes = spoil(reader.good(), random);
            long before = thread.getCurrentThreadAllocatedBytes();
            try {
                reader.reading().of(bytes.clone());
            } catch (Exception | StackOverflowError | OutOfMemoryError error) {
                if (error.getClass() != reader.typed()) {
                    fail(reproduction(reader, bytes), error);
                }
                assertFalse(error.getMessage().isBlank(), () -> reproduction(reader, bytes));
            }
            long allocated = thread.getCurrentThreadAllocatedBytes() - before;
            assertTrue(
                    allocated <= ALLOCATION_MAXIMUM,
                    () -> allocated + " bytes allocated for " + reproduction(reader, bytes));
        }
    }

    /** A few bytes changed, most often near the front, and now and then all cut or stretched. */
    private static byte[] spoil(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, SLOT_CONTENT));
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : good[random.nextInt(good.length)];
        }
        if (random.nextInt(5) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
        }
        return bytes;
    }

    private static String reproduction(Reader reader, byte[] bytes) {
        return reader + ", seed " + SEED + ": "
                + HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, RawTable.HEADER)));
    }
}
