package org.keymeter.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardReaders;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.TransportException;
import org.keymeter.cli.access.Readers;

/** One reader, whatever is asked for, and the APDUs that pass to its card. */
final class CountingReaders implements Readers {
    private final CardReader reader;
    private long count;

    CountingReaders(CardReader reader) {
        this.reader = reader;
    }

    /** APDUs so far. */
    long count() {
        return count;
    }

    @Override
    public ReaderSource hardware() {
        return new CardReaders(List.of());
    }

    @Override
    public CardReader simulated(String name, Path file) {
        return new Counted();
    }

    @Override
    public boolean hasSimulated(Path file) {
        return true;
    }

    private final class Counted implements CardReader {
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
            return reader.isSimulated();
        }

        @Override
        public boolean isCardPresent() throws TransportException {
            return reader.isCardPresent();
        }

        @Override
        public CardConnection connect() throws TransportException {
            return new CountedConnection(reader.connect());
        }
    }

    private final class CountedConnection implements CardConnection {
        private final CardConnection connection;

        CountedConnection(CardConnection connection) {
            this.connection = connection;
        }

        @Override
        public byte[] transmit(byte[] command) throws TransportException {
            count++;
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
        }
    }
}
