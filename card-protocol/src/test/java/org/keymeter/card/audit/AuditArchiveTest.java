package org.keymeter.card.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.LogState;
import org.keymeter.card.file.InvalidFileException;

class AuditArchiveTest {
    @TempDir
    private Path folder;

    private AuditArchive open(RecordedCard card) throws Exception {
        return AuditArchive.open(
                folder, card.identity().deviceId(), card.identity().instance());
    }

    private AuditReader.Reading read(RecordedCard card) throws Exception {
        try (AuditArchive archive = open(card)) {
            return new AuditReader(card, archive).read();
        }
    }

    private Path file(RecordedCard card) throws Exception {
        return folder.resolve(
                card.identity().deviceId().toHex() + "-" + card.identity().instance() + ".audit");
    }

    private List<Long> sequences(RecordedCard card) throws Exception {
        return sequencesAfter(0, card);
    }

    private List<Long> sequencesAfter(long sequence, RecordedCard card) throws Exception {
        List<Long> sequences = new ArrayList<>();
        try (AuditArchive archive = open(card)) {
            archive.forEachAfter(sequence, new AuditArchive.Visitor() {
                @Override
                public void record(AuditRecord record, ChainPoint point) {
                    sequences.add(record.sequence());
                }

                @Override
                public void missing(ChainPoint last) {
                    sequences.add(-last.sequence());
                }
            });
        }
        return sequences;
    }

    @Test
    void readsEverythingOnceHoweverOftenItIsAsked() throws Exception {
        RecordedCard card = RecordedCard.withRecords(100);
        assertEquals(100, read(card).records().size());
        assertEquals(0, read(card).records().size());
        card.addTakes(7);
        assertEquals(7, read(card).records().size());
        assertEquals(107, sequences(card).size());
        try (AuditArchive archive = open(card)) {
            assertEquals(card.last(), archive.last());
            assertEquals(50, archive.recordAt(50).orElseThrow().sequence());
            assertEquals(Optional.empty(), archive.pointAt(108));
        }
    }

    @Test
    void acknowledgesOnlyWhatIsArchived() throws Exception {
        RecordedCard card = RecordedCard.withRecords(20);
        try (AuditArchive archive = open(card)) {
            AuditReader reader = new AuditReader(card, archive);
            assertThrows(InvalidFileException.class, () -> reader.acknowledge(20));
            reader.read();
            assertTrue(reader.acknowledge(12));
            assertFalse(reader.acknowledge(12), "done before");
            assertTrue(reader.acknowledge(20));
            reader.read();
            assertFalse(reader.acknowledge(22), "nothing but acknowledgements");
        }
        assertEquals(2, card.acknowledgements);
        assertEquals(22, sequences(card).size());
    }

    @Test
    void keepsRoomFromThreeQuartersOnIfItMay() throws Exception {
        RecordedCard card = RecordedCard.withRecords(191);
        try (AuditArchive archive = open(card)) {
            AuditReader reader = new AuditReader(card, archive);
            assertFalse(reader.keepRoom(true));
            card.addTakes(1);
            assertFalse(reader.keepRoom(false));
            assertTrue(reader.keepRoom(true));
            assertEquals(1, card.readState().outstanding());
            assertEquals(192, archive.last().sequence());
        }
    }

    @Test
    void notesWhatOthersAcknowledgedUnread() throws Exception {
        RecordedCard card = RecordedCard.withRecords(10);
        read(card);
        card.addTakes(30);
        card.acknowledge(35, cardPoint(card, 35));
        AuditReader.Reading reading = read(card);
        assertEquals(35, reading.missing().orElseThrow().sequence());
        List<Long> expected = new ArrayList<>(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, -35L));
        for (long i = 36; i <= 41; i++) {
            expected.add(i);
        }
        assertEquals(expected, sequences(card));
        assertEquals(0, read(card).records().size());
        assertEquals(expected.subList(8, 17), sequencesAfter(8, card));
        assertEquals(expected.subList(10, 17), sequencesAfter(20, card), "from within the gap");
        assertEquals(List.of(), sequencesAfter(99, card));
        try (AuditArchive archive = open(card)) {
            assertEquals(archive.pointAt(10), Optional.of(archive.lastUpTo(34)));
            assertEquals(archive.pointAt(35), Optional.of(archive.lastUpTo(35)));
            assertEquals(archive.last(), archive.lastUpTo(99));
        }
    }

    private static ByteString cardPoint(RecordedCard card, long sequence) throws Exception {
        ChainPoint point =
                ChainPoint.start(card.identity().deviceId(), card.identity().instance());
        for (long i = 1; i <= sequence; i++) {
            point = point.append(AuditRecord.of(card.read(i).get(0)));
        }
        return point.chain();
    }

    @Test
    void aTornEndIsReadFromTheCardAgain() throws Exception {
        RecordedCard card = RecordedCard.withRecords(40);
        read(card);
        byte[] whole = Files.readAllBytes(file(card));
        for (int length = 80; length < whole.length; length += 37) {
            Files.write(file(card), Arrays.copyOf(whole, length));
            int lost = 40 - (length / 80 - 1);
            assertEquals(lost, read(card).records().size());
            assertEquals(40, sequences(card).size());
        }
    }

    @Test
    void zerosAndGarbageAtTheEndAreSetAsideNotBelieved() throws Exception {
        RecordedCard card = RecordedCard.withRecords(40);
        read(card);
        byte[] whole = Files.readAllBytes(file(card));
        for (int from = 80; from < whole.length; from += 240) {
            byte[] spoilt = whole.clone();
            Arrays.fill(spoilt, from, Math.min(whole.length, from + 200), (byte) 0);
            Files.write(file(card), spoilt);
            read(card);
            assertEquals(40, sequences(card).size());
        }
        assertTrue(Files.exists(file(card).resolveSibling(file(card).getFileName() + ".damaged")));
    }

    @Test
    void aChangedRecordLongAgoIsNamed() throws Exception {
        RecordedCard card = RecordedCard.withRecords(200);
        read(card);
        card.acknowledge(200, card.last().chain());
        card.addTakes(200);
        read(card);
        byte[] whole = Files.readAllBytes(file(card));
        whole[80 * 5 + 20] ^= 1;
        Files.write(file(card), whole);
        InvalidFileException changed = assertThrows(InvalidFileException.class, () -> sequences(card));
        assertTrue(changed.happened().contains("record 5:"), changed.happened());
    }

    @Test
    void refusesAForeignHeader() throws Exception {
        RecordedCard card = RecordedCard.withRecords(1);
        Files.write(file(card), new byte[80]);
        assertThrows(InvalidFileException.class, () -> open(card));
        Files.write(file(card), new byte[3]);
        assertThrows(InvalidFileException.class, () -> open(card));
    }

    @Test
    void aCardPutBackToAnOlderStateIsFound() throws Exception {
        RecordedCard card = RecordedCard.withRecords(20);
        LogState older = card.readState();
        card.addTakes(10);
        read(card);
        assertEquals(21, assertRefused(card, older));
        LogState now = card.readState();
        assertEquals(31, assertRefused(card, with(now, now.chainBefore(), RecordedCard.random(32))));
        assertEquals(0, assertRefused(card, with(now, RecordedCard.random(32), now.chain())));
    }

    @Test
    void recordsThatDoNotLeadToTheCardsChainAreNotArchived() throws Exception {
        RecordedCard card = RecordedCard.withRecords(30);
        LogState now = card.readState();
        assertEquals(1, assertRefused(card, with(now, now.chainBefore(), RecordedCard.random(32))));
        try (AuditArchive archive = open(card)) {
            assertEquals(0, archive.last().sequence());
        }
    }

    private long assertRefused(RecordedCard card, LogState state) throws Exception {
        try (AuditArchive archive = open(card)) {
            AuditReader reader = new AuditReader(new Changed(card, state), archive);
            return assertThrows(LogContradictionException.class, reader::read).sequence();
        }
    }

    private static LogState with(LogState state, ByteString chainBefore, ByteString chain) {
        return new LogState(
                state.first(),
                chainBefore,
                state.last(),
                chain,
                state.capacity(),
                state.free(),
                state.keptForRedeeming(),
                state.keptForReset(),
                state.keptForChange(),
                state.failures());
    }

    /** The same records under another state. */
    private record Changed(RecordedCard card, LogState state) implements CardLog {
        @Override
        public LogState readState() {
            return state;
        }

        @Override
        public List<ByteString> read(long first) {
            return card.read(first);
        }

        @Override
        public void acknowledge(long sequence, ByteString chain) {
            throw new AssertionError("nothing may be acknowledged");
        }
    }

    @Test
    void oneWriterAtATime() throws Exception {
        RecordedCard card = RecordedCard.withRecords(60);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    read(card);
                } catch (Exception failure) {
                    synchronized (failures) {
                        failures.add(failure);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        assertEquals(List.of(), failures);
        assertEquals(60, sequences(card).size());
    }

    @Test
    void anotherProcessWaitsAndAKilledOneLeavesNoLockAndNoHalfRecord() throws Exception {
        RecordedCard card = RecordedCard.withRecords(5);
        read(card);
        Process other = holder(card);
        assertEquals('+', other.getInputStream().read());
        IOException busy = assertThrows(IOException.class, () -> ArchiveLock.take(lockFile(card), 3));
        assertTrue(busy.getMessage().contains("in use"));
        other.destroyForcibly();
        assertTrue(other.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, read(card).records().size());
        assertEquals(5, sequences(card).size());
        assertTrue(Files.size(file(card)) == 6 * 80, "what the killed process had begun to write is gone");
    }

    private Path lockFile(RecordedCard card) throws Exception {
        return folder.resolve(
                card.identity().deviceId().toHex() + "-" + card.identity().instance() + ".lock");
    }

    private Process holder(RecordedCard card) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString(),
                        card.identity().deviceId().toHex())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A process that opens an archive, writes half a record to it and waits to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            try (AuditArchive archive = AuditArchive.open(folder, ByteString.ofHex(arguments[1]), 1)) {
                Files.write(folder.resolve(arguments[1] + "-1.audit"), new byte[33], StandardOpenOption.APPEND);
                System.out.print('+');
                System.out.flush();
                Thread.sleep(60_000);
                throw new AssertionError("not killed: " + archive.last());
            }
        }
    }
}
