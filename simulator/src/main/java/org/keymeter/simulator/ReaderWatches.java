package org.keymeter.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.keymeter.card.ReaderEvent;
import org.keymeter.card.ReaderListener;
import org.keymeter.card.ReaderSource.Watch;

/** Who wants to hear of a simulated reader. Listeners are called by the thread that changes it. */
final class ReaderWatches {
    private final List<Running> running = new CopyOnWriteArrayList<>();

    Watch add(ReaderListener listener, List<ReaderEvent> first) {
        Running watch = new Running(listener);
        running.add(watch);
        first.forEach(watch::tell);
        return watch;
    }

    void tell(ReaderEvent event) {
        running.forEach(watch -> watch.tell(event));
    }

    private final class Running implements Watch {
        private final ReaderListener listener;
        private boolean closed;

        Running(ReaderListener listener) {
            this.listener = listener;
        }

        synchronized void tell(ReaderEvent event) {
            if (!closed) {
                listener.onEvent(event);
            }
        }

        /** Waits for a call under way, unless it comes from within. */
        @Override
        public synchronized void close() {
            closed = true;
            running.remove(this);
        }
    }
}
