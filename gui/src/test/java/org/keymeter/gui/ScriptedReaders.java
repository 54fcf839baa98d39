package org.keymeter.gui;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardReader;
import org.keymeter.card.ReaderEvent;
import org.keymeter.card.ReaderListener;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.TransportException;

/** Readers whose cards answer GET STATUS with given bytes: for states that a real card is slow to get into. */
public final class ScriptedReaders implements ReaderSource {
    private final List<Scripted> readers = new ArrayList<>();
    private final List<ReaderListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * A reader with a card.
     *
     * @param status the answer to every command, in hexadecimal; null for an empty reader
     */
    public synchronized Scripted add(String name, boolean simulated, String status) {
        Scripted reader = new Scripted(name, simulated, status);
        readers.add(reader);
        listeners.forEach(listener -> tell(listener, reader));
        return reader;
    }

    public synchronized void remove(Scripted reader) {
        readers.remove(reader);
        tellAll(ReaderEvent.Kind.READER_REMOVED, reader);
    }

    public void fail(TransportException failure) {
        listeners.forEach(listener -> listener.onFailure(failure));
    }

    @Override
    public synchronized List<CardReader> readReaders() {
        return List.copyOf(readers);
    }

    @Override
    public synchronized Watch watch(ReaderListener listener) {
        listeners.add(listener);
        readers.forEach(reader -> tell(listener, reader));
        return () -> listeners.remove(listener);
    }

    private static void tell(ReaderListener listener, Scripted reader) {
        listener.onEvent(new ReaderEvent(ReaderEvent.Kind.READER_ADDED, reader));
        if (reader.isCardPresent()) {
            listener.onEvent(new ReaderEvent(ReaderEvent.Kind.CARD_INSERTED, reader));
        }
    }

    private void tellAll(ReaderEvent.Kind kind, CardReader reader) {
        listeners.forEach(listener -> listener.onEvent(new ReaderEvent(kind, reader)));
    }

    /** One of them. */
    public final class Scripted implements CardReader {
        private final String name;
        private final boolean simulated;
        private final AtomicInteger connections = new AtomicInteger();
        private volatile String status;

        private Scripted(String name, boolean simulated, String status) {
            this.name = name;
            this.simulated = simulated;
            this.status = status;
        }

        public void insert(String newStatus) {
            status = newStatus;
            tellAll(ReaderEvent.Kind.CARD_INSERTED, this);
        }

        /** Changes what the card says from now on. */
        public void answer(String newStatus) {
            status = newStatus;
        }

        public void pull() {
            status = null;
            tellAll(ReaderEvent.Kind.CARD_REMOVED, this);
        }

        /** How often somebody connected to the card or tried to. */
        public int connections() {
            return connections.get();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<String> badge() {
            return simulated ? Optional.of("simulated: protects nothing") : Optional.empty();
        }

        @Override
        public boolean isSimulated() {
            return simulated;
        }

        @Override
        public boolean isCardPresent() {
            return status != null;
        }

        @Override
        public CardConnection connect() throws TransportException {
            connections.incrementAndGet();
            if (status == null) {
                throw new TransportException(TransportException.Problem.NO_CARD);
            }
            return new Answers(HexFormat.of().parseHex(status));
        }
    }

    private record Answers(byte[] answer) implements CardConnection {
        @Override
        public byte[] transmit(byte[] command) {
            return answer.clone();
        }

        @Override
        public byte[] atr() {
            return new byte[] {0x3B, 0x00};
        }

        @Override
        public boolean supportsExtended() {
            return false;
        }

        @Override
        public void close() {}
    }
}
