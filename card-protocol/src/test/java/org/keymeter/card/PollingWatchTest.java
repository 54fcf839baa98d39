package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.keymeter.card.TransportException.Problem;

class PollingWatchTest {
    private static final int PATIENCE_SECONDS = 60;

    private final List<CardReader> readers = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private volatile boolean isDown;

    /** What the watch looks at. */
    private final ReaderSource source = new ReaderSource() {
        @Override
        public List<CardReader> readReaders() throws TransportException {
            if (isDown) {
                throw new TransportException(Problem.NO_SERVICE);
            }
            return List.copyOf(readers);
        }

        @Override
        public Watch watch(ReaderListener listener) {
            return PollingWatch.start(this, listener);
        }
    };

    private final ReaderListener listener = new ReaderListener() {
        @Override
        public void onEvent(ReaderEvent event) {
            heard.add(event.kind() + " " + event.reader().name());
        }

        @Override
        public void onFailure(TransportException failure) {
            heard.add(failure.problem().name());
        }
    };

    /** A reader that holds no card one could connect to. */
    private static final class Slot implements CardReader {
        private final String name;
        private volatile boolean hasCard;
        private volatile boolean isGone;

        Slot(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> badge() {
            return Optional.empty();
        }

        @Override
        public boolean isSimulated() {
            return true;
        }

        @Override
        public boolean isCardPresent() throws TransportException {
            if (isGone) {
                throw new TransportException(Problem.NO_READER);
            }
            return hasCard;
        }

        @Override
        public CardConnection connect() throws TransportException {
            throw new TransportException(Problem.NO_CARD);
        }
    }

    private void assertHears(String... events) throws InterruptedException {
        for (String event : events) {
            String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(next, event + " was not heard");
            assertEquals(event, next);
        }
    }

    @Test
    void hearsOfReadersAndCardsThatComeAndGo() throws Exception {
        Slot first = new Slot("first");
        first.hasCard = true;
        readers.add(first);
        try (ReaderSource.Watch watch = new CardReaders(List.of(source)).watch(listener)) {
            assertNotNull(watch);
            assertHears("READER_ADDED first", "CARD_INSERTED first");
            Slot second = new Slot("second");
            readers.add(second);
            assertHears("READER_ADDED second");
            first.hasCard = false;
            assertHears("CARD_REMOVED first");
            second.hasCard = true;
            assertHears("CARD_INSERTED second");
            second.isGone = true;
            assertHears("CARD_REMOVED second", "READER_REMOVED second");
            isDown = true;
            assertHears("NO_SERVICE");
            isDown = false;
            first.hasCard = true;
            assertHears("CARD_INSERTED first");
        }
        assertEquals(List.of(), List.copyOf(heard), "a failure is said once");
    }

    @Test
    void isSilentOnceItIsClosed() throws Exception {
        PollingWatch.start(source, listener).close();
        heard.clear();
        readers.add(new Slot("late"));
        Thread.sleep(50);
        assertEquals(0, heard.size());
    }

    @Test
    void aSourceThatFailsHidesNoOthersReaders() throws Exception {
        Slot slot = new Slot("slot");
        readers.add(slot);
        ReaderSource down = new ReaderSource() {
            @Override
            public List<CardReader> readReaders() throws TransportException {
                throw new TransportException(Problem.NO_SERVICE);
            }

            @Override
            public Watch watch(ReaderListener unused) {
                return () -> {};
            }
        };
        CardReaders both = new CardReaders(List.of(down, source));
        assertEquals(slot, both.readReader("slot"));
        assertEquals(
                Problem.NO_READER,
                assertThrows(TransportException.class, () -> both.readReader("slo"))
                        .problem());
        readers.clear();
        assertEquals(
                Problem.NO_SERVICE,
                assertThrows(TransportException.class, both::readReaders).problem());
        assertFalse(slot.isCardPresent());
    }
}
