package org.keymeter.gui;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Semaphore turn = new Semaphore(1);
    private volatile Trap trap;
    private volatile Hold hold;

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

    /** Waits, at most a minute, until whoever connected in turn, the console or the test, has let go of the card. */
    CardConnection connectInTurn() throws TransportException {
        try {
            if (!turn.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new AssertionError("somebody keeps the card");
            }
            return new Turn(reader.connect());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (TransportException e) {
            turn.release();
            throw e;
        }
    }

    private final class Turn implements CardConnection {
        private final CardConnection connection;
        private final AtomicBoolean isOver = new AtomicBoolean();

        Turn(CardConnection connection) {
            this.connection = connection;
        }

        @Override
        public byte[] transmit(byte[] command) throws TransportException {
            return connection.transmit(command);
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
            connection.close();
            if (isOver.compareAndSet(false, true)) {
                turn.release();
            }
        }
    }

    /** Lets the next command with this instruction byte wait until it is released, at most a minute. */
    Semaphore hold(byte instruction) {
        Semaphore released = new Semaphore(0);
        hold = new Hold(instruction, released);
        return released;
    }

    private record Hold(byte instruction, Semaphore released) {
        void await() {
            try {
                if (!released.tryAcquire(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody let the card go on");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
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
        return new Guarded(connectInTurn());
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
            Hold held = hold;
            if (held != null && command[1] == held.instruction()) {
                hold = null;
                held.await();
            }
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
