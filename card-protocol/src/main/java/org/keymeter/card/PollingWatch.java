package org.keymeter.card;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keymeter.card.ReaderEvent.Kind;
import org.keymeter.card.TransportException.Problem;

/**
 * Watches a source by looking again and again: half a second after a change its listener knows. A card swapped for
 * another
 * between two looks is not noticed here; the connection to the first one then ends.
 */
public final class PollingWatch implements ReaderSource.Watch {
    private static final long INTERVAL_MILLISECONDS = 500;

    private final ReaderSource source;
    private final ReaderListener listener;
    private final Thread thread;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    /** What the listener was last told of; null while the source can be seen. */
    private Problem failing;

    private record Seen(CardReader reader, boolean hasCard) {}

    private PollingWatch(ReaderSource source, ReaderListener listener) {
        this.source = source;
        this.listener = listener;
        thread = new Thread(this::run, "reader watch");
        thread.setDaemon(true);
    }

    /** Starts to watch, in a thread of its own. */
    public static PollingWatch start(ReaderSource source, ReaderListener listener) {
        PollingWatch watch = new PollingWatch(source, listener);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        thread.interrupt();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!thread.isInterrupted()) {
            look();
            try {
                Thread.sleep(INTERVAL_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        Map<String, Seen> now = new LinkedHashMap<>();
        try {
            for (CardReader reader : source.readReaders()) {
                look(reader, now);
            }
        } catch (TransportException e) {
            if (failing != e.problem()) {
                failing = e.problem();
                listener.onFailure(e);
            }
            return;
        }
        failing = null;
        report(now);
        seen.clear();
        seen.putAll(now);
    }

    /** A reader that goes while it is looked at is gone, not a failure. */
    private static void look(CardReader reader, Map<String, Seen> now) throws TransportException {
        try {
            now.put(reader.name(), new Seen(reader, reader.isCardPresent()));
        } catch (TransportException e) {
            if (e.problem() != Problem.NO_READER) {
                throw e;
            }
        }
    }

    private void report(Map<String, Seen> now) {
        seen.forEach((name, before) -> {
            if (before.hasCard && !(now.containsKey(name) && now.get(name).hasCard)) {
                report(Kind.CARD_REMOVED, before.reader);
            }
            if (!now.containsKey(name)) {
                report(Kind.READER_REMOVED, before.reader);
            }
        });
        now.forEach((name, after) -> {
            Seen before = seen.get(name);
            if (before == null) {
                report(Kind.READER_ADDED, after.reader);
            }
            if (after.hasCard && (before == null || !before.hasCard)) {
                report(Kind.CARD_INSERTED, after.reader);
            }
        });
    }

    private void report(Kind kind, CardReader reader) {
        if (!thread.isInterrupted()) {
            listener.onEvent(new ReaderEvent(kind, reader));
        }
    }
}
