package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardConnection;
import org.keymeter.card.ReaderEvent;
import org.keymeter.card.ReaderEvent.Kind;
import org.keymeter.card.ReaderListener;
import org.keymeter.card.ReaderSource.Watch;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

class SimulatedReaderTest {
    @TempDir
    Path folder;

    private Path file;
    private SimulatedReader reader;

    @BeforeEach
    void make() {
        file = folder.resolve("card");
        reader = SimulatedReader.onFile("sim", file, SampleCard.installation());
    }

    @Test
    void saysWhatItIs() {
        assertEquals("sim", reader.name());
        assertEquals(Optional.of("simulated: protects nothing"), reader.badge());
        assertTrue(reader.isSimulated());
        assertTrue(reader.isCardPresent());
        assertFalse(Files.exists(file), "listing must not make a card");
    }

    @Test
    void theAnswerToResetIsWellFormed() throws Exception {
        try (CardConnection connection = reader.connect()) {
            byte[] atr = connection.atr();
            int historical = atr[1] & 0x0F;
            assertEquals(8 + historical + 1, atr.length);
            int sum = 0;
            for (int i = 1; i < atr.length; i++) {
                sum ^= atr[i];
            }
            assertEquals(0, sum);
        }
    }

    @Test
    void theFileIsHeldWhileTheCardHasPower() throws Exception {
        SimulatedReader same = SimulatedReader.onFile("other", file, SampleCard.installation());
        CardConnection first = reader.connect();
        CardConnection second = reader.connect();
        first.close();
        TransportException e = assertThrows(TransportException.class, same::connect);
        assertEquals(Problem.CARD_IN_USE, e.problem());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        second.close();
        second.close();
        same.connect().close();
    }

    @Test
    void connectionsShareTheCard() throws Exception {
        try (CardConnection one = reader.connect();
                CardConnection other = reader.connect()) {
            SampleCard mine = SampleCard.on(one::transmit);
            mine.send(SampleApplet.COUNT);
            int before = mine.deselections();
            SampleCard.on(other::transmit).send(SampleApplet.COUNT);
            assertEquals(2, mine.count());
            assertEquals(before + 1, mine.deselections());
        }
    }

    @Test
    void severalThreadsMaySpeakAtOnce() throws Exception {
        int threads = 4;
        int each = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (CardConnection keep = reader.connect()) {
            SampleCard card = SampleCard.on(keep::transmit);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    try (CardConnection own = reader.connect()) {
                        for (int n = 0; n < each; n++) {
                            byte[] answer = own.transmit(SampleCard.command(SampleApplet.COUNT, 0));
                            assertEquals(SampleCard.DONE, SampleCard.statusOf(answer));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
            assertEquals(threads * each, card.count());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void pullingTheCardEndsEveryConnection() throws Exception {
        CardConnection connection = reader.connect();
        SampleCard card = SampleCard.on(connection::transmit);
        card.send(SampleApplet.COUNT);
        reader.remove();
        assertFalse(reader.isCardPresent());
        assertEquals(
                Problem.CARD_REMOVED,
                assertThrows(TransportException.class, () -> connection.transmit(new byte[5]))
                        .problem());
        assertEquals(
                Problem.NO_CARD,
                assertThrows(TransportException.class, reader::connect).problem());
        reader.insert();
        assertThrows(TransportException.class, () -> connection.transmit(new byte[5]));
        connection.close();
        try (CardConnection again = reader.connect()) {
            assertEquals(0x6986, SampleCard.statusOf(again.transmit(SampleCard.command(SampleApplet.READ_COUNT, 0))));
            assertEquals(1, SampleCard.on(again::transmit).count());
        }
    }

    @Test
    void anInterruptionOfPowerIsOutlived() throws Exception {
        SimulatedCard memory = SimulatedCard.inMemory(SampleCard.installation());
        for (SimulatedReader kind : List.of(reader, SimulatedReader.with("memory", memory))) {
            try (CardConnection connection = kind.connect()) {
                SampleCard card = SampleCard.on(connection::transmit);
                card.send(SampleApplet.COUNT);
                kind.interruptPower();
                assertEquals(0x6986, card.status(SampleApplet.READ_COUNT, 0));
                card.select();
                assertEquals(1, card.count());
            }
            try (CardConnection connection = kind.connect()) {
                assertEquals(
                        0x6986,
                        SampleCard.statusOf(connection.transmit(SampleCard.command(SampleApplet.READ_COUNT, 0))));
            }
        }
    }

    @Test
    void aShortReaderCarriesShortCommands() throws Exception {
        SimulatedReader small = reader.withoutExtendedLength();
        try (CardConnection connection = small.connect()) {
            assertFalse(connection.supportsExtended());
            SampleCard card = SampleCard.on(connection::transmit);
            assertArrayEquals(Digests.sha256().digest(new byte[255]), card.send(SampleApplet.HASH, new byte[255]));
            assertThrows(TransportException.class, () -> card.send(SampleApplet.HASH, new byte[256]));
            card.count();
        }
    }

    @Test
    void aDamagedFileIsAMuteCardWithARemedy() throws Exception {
        reader.connect().close();
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        TransportException e = assertThrows(TransportException.class, reader::connect);
        assertEquals(Problem.CARD_MUTE, e.problem());
        assertTrue(e.happened().contains("is damaged"), e.happened());
        assertTrue(e.remedy().contains("Bring back a copy"), e.remedy());
    }

    @Test
    void aCardThatCannotBeMadeSaysWhy() {
        SimulatedReader refusing = SimulatedReader.onFile("sim", file, SampleCard.installation(SampleApplet.class, 1));
        TransportException e = assertThrows(TransportException.class, refusing::connect);
        assertTrue(e.getMessage().contains("6A80"), e.getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void aCardThatCannotBeStoredIsGone() throws Exception {
        CardConnection connection = reader.connect();
        SampleCard card = SampleCard.on(connection::transmit);
        Path elsewhere = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-aside"));
        Path aside = Files.move(folder, elsewhere.resolve("folder"));
        assertEquals(
                Problem.CARD_MUTE,
                assertThrows(TransportException.class, () -> card.send(SampleApplet.COUNT))
                        .problem());
        assertEquals(
                Problem.CARD_REMOVED,
                assertThrows(TransportException.class, () -> card.send(SampleApplet.COUNT))
                        .problem());
        Files.move(aside, folder);
        Files.delete(elsewhere);
        try (CardConnection again = reader.connect()) {
            assertEquals(0, SampleCard.on(again::transmit).count());
        }
    }

    @Test
    void watchersHearOfTheCard() throws Exception {
        List<Kind> heard = new ArrayList<>();
        Watch watch = reader.watch(recorder(heard));
        reader.remove();
        reader.remove();
        reader.insert();
        watch.close();
        reader.remove();
        assertEquals(List.of(Kind.READER_ADDED, Kind.CARD_INSERTED, Kind.CARD_REMOVED, Kind.CARD_INSERTED), heard);
        List<Kind> later = new ArrayList<>();
        reader.watch(recorder(later)).close();
        assertEquals(List.of(Kind.READER_ADDED), later);
        assertEquals(List.of(reader), reader.readReaders());
    }

    private static ReaderListener recorder(List<Kind> heard) {
        return new ReaderListener() {
            @Override
            public void onEvent(ReaderEvent event) {
                heard.add(event.kind());
            }

            @Override
            public void onFailure(TransportException failure) {
                throw new AssertionError(failure);
            }
        };
    }
}
