package org.keymeter.gui;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardReader;
import org.keymeter.card.ReaderEvent;
import org.keymeter.card.ReaderListener;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.TransportException;
import org.keymeter.simulator.SimulatedReader;

/** A reader that counts what is done with its card on the UI's thread, where nothing may be. */
final class GuardedReader implements CardReader, ReaderSource {
    private final SimulatedReader reader;
    private final AtomicInteger violations = new AtomicInteger();
    private volatile Trap trap;

    GuardedReader(SimulatedReader reader) {
        this.reader = reader;
    }

    int violations() {
        return violations.get();
    }

    /** @param isAfter whether the card carries the command out before */
    void pull(byte instruction, Runnable pull, boolean isAfter) {
        trap = new Trap(instruction, pull, isAfter);
    }

    private record Trap(byte instruction, Runnable pull, boolean isAfter) {}

    private void guard() {
        if (Platform.isFxApplicationThread()) {
            violations.incrementAndGet();
        }
    }

    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public Optional<String> badge() {
        return reader.badge();
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public boolean isCardPresent() {
        return reader.isCardPresent();
    }

    @Override
    public CardConnection connect() throws TransportException {
        guard();
        return new Guarded(reader.connect());
    }

    @Override
    public List<CardReader> readReaders() {
        return List.of(this);
    }

    @Override
    public Watch watch(ReaderListener listener) {
        return reader.watch(new ReaderListener() {
            @Override
            public void onEvent(ReaderEvent event) {
                listener.onEvent(new ReaderEvent(event.kind(), GuardedReader.this));
            }

            @Override
            public void onFailure(TransportException failure) {
                listener.onFailure(failure);
            }
        });
    }

    private final class Guarded implements CardConnection {
        private final CardConnection connection;

        Guarded(CardConnection connection) {
            this.connection = connection;
        }

        @Override
        public byte[] transmit(byte[] command) throws TransportException {
            guard();
            Trap set = trap;
            if (set == null || command[1] != set.instruction()) {
                return connection.transmit(command);
            }
            trap = null;
            if (set.isAfter()) {
                connection.transmit(command);
            }
            set.pull().run();
            throw new TransportException(TransportException.Problem.CARD_REMOVED);
        }

        @Override
        public byte[] atr() {
            return connection.atr();
        }

        @Override
        public boolean supportsExtended() {
            return connection.supportsExtended();
        }

        @Override
        public void close() {
            guard();
            connection.close();
        }
    }
}
