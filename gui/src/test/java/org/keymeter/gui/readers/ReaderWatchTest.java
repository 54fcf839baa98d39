package org.keymeter.gui.readers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardState;
import org.keymeter.card.TransportException;
import org.keymeter.card.UnsupportedCardException;
import org.keymeter.gui.ScriptedReaders;

class ReaderWatchTest {
    private static final String INSTALLED = "01009000";
    private static final String INITIALIZED = "0101030300D39000";
    private static final String OTHER_CARD = "6D00";

    private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final ScriptedReaders readers = new ScriptedReaders();
    private final ReadersModel model = new ReadersModel();
    private ReaderWatch watch;

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void followsReadersAndCards() {
        ScriptedReaders.Scripted first = readers.add("first", false, null);
        start(Map.of());
        awaitUntil(() -> model.readers().size() == 1);
        assertEquals(new CardView.Absent(), card(0));

        first.insert(INSTALLED);
        awaitUntil(() -> card(0) instanceof CardView.Reported);
        first.pull();
        awaitUntil(() -> card(0) instanceof CardView.Absent);
        first.insert(OTHER_CARD);
        awaitUntil(() -> card(0) instanceof CardView.Failed failed
                && failed.problem() instanceof UnsupportedCardException
                && failed.last().isEmpty());
    }

    @Test
    void keepsAReaderSelectedWhileThereIsOne() {
        ScriptedReaders.Scripted first = readers.add("first", false, null);
        ScriptedReaders.Scripted second = readers.add("second", true, null);
        start(Map.of());
        awaitUntil(() -> model.readers().size() == 2);
        assertSame(model.readers().get(0), model.selectedProperty().get());
        readers.remove(first);
        awaitUntil(() -> model.readers().size() == 1);
        assertEquals("second", model.selectedProperty().get().name());
        readers.remove(second);
        awaitUntil(() -> model.readers().isEmpty());
        assertNull(model.selectedProperty().get());
    }

    @Test
    void readsAgainByItself() {
        ScriptedReaders.Scripted reader = readers.add("reader", false, INSTALLED);
        start(Map.of());
        awaitUntil(() -> hasState(CardState.INSTALLED));
        reader.answer(INITIALIZED);
        awaitUntil(() -> hasState(CardState.INITIALIZED));
    }

    @Test
    void readsACardInAFileOnlyWhenTheFileHasChanged(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("card");
        ScriptedReaders.Scripted inFile = readers.add("in a file", true, INSTALLED);
        ScriptedReaders.Scripted other = readers.add("other", false, INSTALLED);
        start(Map.of("in a file", file));
        awaitUntil(() -> other.connections() > 5);
        assertEquals(0, inFile.connections());
        assertEquals(new CardView.Absent(), card(0));

        Files.createFile(file);
        awaitUntil(() -> hasState(CardState.INSTALLED));
        int connections = other.connections();
        awaitUntil(() -> other.connections() > connections + 5);
        assertEquals(1, inFile.connections());

        inFile.answer(INITIALIZED);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        awaitUntil(() -> hasState(CardState.INITIALIZED));
        assertEquals(2, inFile.connections());
    }

    @Test
    void tellsWhenReadersCannotBeSeenAndWhenTheyCanAgain() {
        start(Map.of());
        TransportException failure = new TransportException(TransportException.Problem.NO_SERVICE);
        readers.fail(failure);
        awaitUntil(() -> model.failureProperty().get() == failure);
        readers.add("reader", false, null);
        awaitUntil(() -> model.failureProperty().get() == null);
    }

    private void start(Map<String, Path> cardFiles) {
        watch = new ReaderWatch(readers, cardFiles, model, Clock.systemUTC(), ui::add, Duration.ofMillis(20));
        watch.start();
    }

    private CardView card(int reader) {
        return model.readers().get(reader).cardProperty().get();
    }

    private boolean hasState(CardState state) {
        return !model.readers().isEmpty()
                && card(0) instanceof CardView.Reported reported
                && reported.status().state() == state;
    }

    /** Runs what was given to the UI, in order, until the condition holds; at most for 60 seconds. */
    private void awaitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "did not come about in 60 seconds");
            try {
                Runnable next = ui.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
