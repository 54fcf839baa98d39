package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.audit.AuditSamples;
import org.keymeter.card.audit.AuditVerifier;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.GrantSamples;
import org.keymeter.protocol.Limit;

/** P8: whatever bytes the host reads, it says so in one typed error, and takes no more memory and time than such bytes deserve. */
class HostileInputTest {
    private static final int COUNT = Integer.getInteger("keymeter.hostile.inputs", 10_000);
    private static final long SEED = Long.getLong("keymeter.hostile.seed", 20260101);

    /** Bytes that one reading may allocate: some copies of the longest input as text. */
    private static final long ALLOCATION_MAXIMUM = 16 << 20;

    private static final String ID = "a1".repeat(16);
    private static final String HASH = "b2".repeat(32);

    @TempDir
    private static Path folder;

    private static List<Reader> readers;

    private interface Reading {
        void of(byte[] bytes) throws Exception;
    }

    /**
     * @param share of the inputs it gets: one of so many
     * @param good inputs that it takes
     */
    private record Reader(String name, int share, Reading reading, List<byte[]> good) {
        Reader(String name, Reading reading, byte[]... good) {
            this(name, 1, reading, List.of(good));
        }

        /** For what takes long. */
        Reader sparingly() {
            return new Reader(name, 10, reading, good);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void makeReaders() throws Exception {
        readers = Stream.of(objects(), grants(), audit(), others())
                .flatMap(List::stream)
                .toList();
    }

    static List<Reader> readers() {
        return readers;
    }

    private static List<Reader> objects() {
        return List.of(
                object(
                        "device",
                        ObjectReader::device,
                        "01" + "0002" + "01" + "03" + "01" + "001f" + "03ff" + ID + "00000007" + "0305" + "0405"
                                + "00f7" + "05" + "80" + "04c3a97272"),
                object(
                        "log",
                        ObjectReader::log,
                        "0000000a" + HASH + "0000000c" + HASH + "0100" + "ffff" + "040202" + "000100020003"),
                object(
                        "key",
                        ObjectReader::key,
                        "05" + ID + "01" + "0002" + "0100" + "00000026" + "00000003"
                                + "00000007" + "00000009" + "0008" + "01010102" + "00000064" + "000a" + "000003e8"
                                + "0040"
                                + "01" + HASH + "036b6579"),
                object(
                        "anchor",
                        ObjectReader::anchor,
                        "0702" + HASH + "3230323531323331323335393539" + "00023000" + "0003300100"),
                object(
                        "succession",
                        ObjectReader::succession,
                        ID + "00000001" + "00000009" + HASH + "000100000002" + HASH + "0102" + "020304"),
                object(
                        "public status",
                        ObjectReader::publicStatus,
                        "01010305" + "00f7" + "00" + "00000026" + "00000064" + "07" + "00000000" + "00000001"),
                object("uses left", ObjectReader::usesLeft, "02" + "00000003" + "0002" + "00000005" + "ffff"));
    }

    private interface ObjectReading {
        void of(ByteReader reader) throws MalformedResponseException;
    }

    private static Reader object(String name, ObjectReading reading, String good) {
        return new Reader(
                name,
                bytes -> reading.of(new ByteReader("TEST", bytes)),
                HexFormat.of().parseHex(good));
    }

    private static List<Reader> grants() throws Exception {
        GrantSamples samples = new GrantSamples();
        byte[] request = samples.request();
        byte[] certificate = samples.caCertificate();
        byte[] grant = samples.grant();
        return List.of(
                new Reader(
                        "request",
                        GrantSamples::readRequest,
                        request,
                        GrantSamples.pem("CERTIFICATE REQUEST", request)),
                new Reader(
                        "CA certificate",
                        GrantSamples::readCaCertificate,
                        certificate,
                        GrantSamples.pem("CERTIFICATE", certificate)),
                new Reader(
                        "grants in a bundle",
                        samples::judge,
                        grant,
                        join(GrantSamples.pem("CERTIFICATE", grant), GrantSamples.pem("CERTIFICATE", certificate))),
                new Reader(
                        "CA key",
                        GrantSamples::readCaKey,
                        samples.caKey(),
                        GrantSamples.pem("PRIVATE KEY", samples.caKey())),
                new Reader("encrypted CA key", GrantSamples::readCaKey, samples.encryptedCaKey()).sparingly(),
                new Reader(
                        "PEM",
                        bytes -> PemFile.readAll(bytes, "file", "CERTIFICATE"),
                        GrantSamples.pem("CERTIFICATE", certificate)));
    }

    private static List<Reader> audit() throws Exception {
        AuditSamples samples = new AuditSamples(folder);
        DeviceKey key = samples.deviceKey();
        byte[] report =
                Arrays.copyOf("KEYMETER-REPT-v1".getBytes(StandardCharsets.US_ASCII), Limit.REPORT_MESSAGE_LENGTH + 70);
        return List.of(
                new Reader("archive", samples::readArchive, samples.archive()).sparingly(),
                new Reader(
                        "export",
                        bytes -> AuditVerifier.verify(new ByteArrayInputStream(bytes), key, Optional.empty()),
                        samples.export()),
                new Reader(
                        "succession in an export",
                        AuditSamples::readSuccession,
                        HexFormat.of()
                                .parseHex(ID + "00000001" + "00000009" + HASH + "000100000002" + HASH + "0102"
                                        + "020304")),
                new Reader(
                        "usage report",
                        bytes -> {
                            UsageReport read = UsageReport.parse(bytes);
                            read.lines();
                            read.fields();
                            read.isSignedBy(key);
                        },
                        report));
    }

    private static List<Reader> others() throws Exception {
        DeviceKey key = new GrantSamples().deviceKey();
        ByteBuffer pin = PinFile.encode(new PinnedDevice(
                new DeviceIdentity(ByteString.ofHex(ID), 3, key),
                "label",
                Instant.parse("2026-01-01T00:00:00Z"),
                PinnedDevice.Trust.INITIALISED_HERE));
        byte[] pinFile = new byte[pin.remaining()];
        pin.get(pinFile);
        return List.of(
                new Reader("pin of a card", PinFile::decode, pinFile),
                new Reader(
                        "device key",
                        bytes -> DeviceKey.ofPem(new String(bytes, StandardCharsets.ISO_8859_1)),
                        key.toPem().getBytes(StandardCharsets.US_ASCII)),
                new Reader(
                        "device key's point",
                        bytes -> DeviceKey.ofPoint(ByteString.of(bytes)),
                        key.point().toByteArray()),
                new Reader(
                        "wrapped subkey",
                        SubkeyFile::parse,
                        new SubkeyFile(ByteString.ofHex(ID), 1, ByteString.of(new byte[48])).encode()));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @MethodSource("readers")
    void takesWhatIsGood(Reader reader) throws Exception {
        for (byte[] good : reader.good()) {
            reader.reading().of(good);
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anyBytesCostOneTypedErrorAndLittleMemory(Reader reader) {
        attack(reader);
    }

    /** Readers as they must not be. */
    @Test
    void aReaderThatBelievesALengthOrLetsAnErrorThroughIsFoundOut() {
        byte[] good = {0, 0, 0, 1, 7};
        Reader believing = new Reader("believing", bytes -> Arrays.fill(new byte[lengthOf(bytes)], (byte) 1), good);
        assertThrows(AssertionError.class, () -> attack(believing));
        Reader careless = new Reader("careless", bytes -> demand(bytes[4] == 7), good);
        assertThrows(AssertionError.class, () -> attack(careless));
    }

    private static int lengthOf(byte[] bytes) throws InvalidFileException {
        demand(bytes.length >= Integer.BYTES && bytes[0] >= 0);
        return ByteBuffer.wrap(bytes).getInt();
    }

    private static void demand(boolean holds) throws InvalidFileException {
        if (!holds) {
            throw new InvalidFileException("This is spoilt.");
        }
    }

    private static void attack(Reader reader) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        HostileBytes hostile = new HostileBytes(reader.good(), new Random(SEED));
        long refused = 0;
        for (int run = 0; run < COUNT / reader.share(); run++) {
            byte[] bytes = hostile.next();
            long before = thread.getCurrentThreadAllocatedBytes();
            try {
                reader.reading().of(bytes.clone());
            } catch (InvalidFileException | CardException typed) {
                refused++;
                assertTrue(!typed.getMessage().isBlank(), () -> reproduction(reader, bytes));
            } catch (Exception | StackOverflowError | OutOfMemoryError other) {
                fail(reproduction(reader, bytes), other);
            }
            long allocated = thread.getCurrentThreadAllocatedBytes() - before;
            assertTrue(
                    allocated <= ALLOCATION_MAXIMUM,
                    () -> allocated + " bytes allocated for " + reproduction(reader, bytes));
        }
        assertTrue(refused > COUNT / reader.share() / 10, "only " + refused + " inputs of " + reader + " were refused");
    }

    private static String reproduction(Reader reader, byte[] bytes) {
        return reader + ", seed " + SEED + ": " + HexFormat.of().formatHex(bytes);
    }
}
