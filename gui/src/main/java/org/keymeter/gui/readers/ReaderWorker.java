package org.keymeter.gui.readers;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardSession;

/**
 * The one thread of this program that talks to a reader's card. While a card is there it reads the public status every few
 * seconds, a simulated one when its file has changed, and lets go of the card in between; that disturbs no session, neither of another program nor, as it runs on this
 * thread, one of our own.
 */
final class ReaderWorker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReaderWorker.class.getName());

    private final CardReader reader;
    private final Optional<CardFile> file;
    private final Clock clock;
    private final Duration pause;
    private final Consumer<CardView> report;
    private final ScheduledExecutorService thread;
    private Future<?> polling;
    private CardView shown = new CardView.Absent();

    /**
     * @param file where a simulated card is kept
     * @param pause between two readings
     * @param report hears each new view, on the worker's thread
     */
    ReaderWorker(CardReader reader, Optional<CardFile> file, Clock clock, Duration pause, Consumer<CardView> report) {
        this.reader = reader;
        this.file = file;
        this.clock = clock;
        this.pause = pause;
        this.report = report;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "reader " + reader.name());
            daemon.setDaemon(true);
            return daemon;
        });
    }

    synchronized void cardInserted() {
        stopPolling();
        thread.execute(() -> show(new CardView.Reading()));
        polling = thread.scheduleWithFixedDelay(this::readStatus, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void cardRemoved() {
        stopPolling();
        thread.execute(() -> show(new CardView.Absent()));
    }

    /** Does this with the card next, and then looks how the card is. */
    void submit(Consumer<CardReader> work) {
        thread.execute(() -> {
            work.accept(reader);
            readStatus();
        });
    }

    /** Ends the thread once the command under way is done. */
    @Override
    public synchronized void close() {
        thread.shutdownNow();
    }

    private void stopPolling() {
        if (polling != null) {
            polling.cancel(false);
            polling = null;
        }
    }

    private void readStatus() {
        if (file.isPresent() && !file.get().exists()) {
            show(new CardView.Absent());
            return;
        }
        boolean changed = file.map(CardFile::hasChanged).orElse(true);
        if (shown instanceof CardView.Reported && !changed) {
            return;
        }
        try (CardConnection connection = reader.connect()) {
            boolean isIdle = !CardSession.isSelected(connection);
            show(new CardView.Reported(CardSession.readPublicStatus(connection), clock.instant(), isIdle));
        } catch (CardException e) {
            show(new CardView.Failed(e, last()));
        } catch (RuntimeException e) {
            // Thrown on, it would silently end the polling.
            LOG.log(System.Logger.Level.ERROR, "reading the status of " + reader.name(), e);
        }
    }

    private Optional<CardView.Reported> last() {
        if (shown instanceof CardView.Failed failed) {
            return failed.last();
        }
        return shown instanceof CardView.Reported reported ? Optional.of(reported) : Optional.empty();
    }

    private void show(CardView view) {
        shown = view;
        report.accept(view);
    }
}
