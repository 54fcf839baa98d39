package org.keymeter.gui.history;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.gui.history.HistoryException.Problem;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The file: one writer at a time, two readers that it does not hinder. Every piece of work is one transaction. */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLISECONDS = 10_000;
    private static final int CACHE_KIBIBYTES = 16 * 1024;
    private static final int READERS = 2;

    private final Path file;
    private final Seat writer;
    private final List<Seat> readers = new ArrayList<>();

    /** A connection, and whoever uses it now. */
    private record Seat(Connection connection, ReentrantLock lock) {
        Seat(Connection connection) {
            this(connection, new ReentrantLock());
        }
    }

    interface Work<T> {
        T run(Connection connection) throws SQLException, HistoryException;
    }

    /**
     * Undone when it is closed, unless it was committed. Begun by statement: the driver's own transactions begin when the
     * one before ends, and would keep other programs out for good.
     */
    static final class Transaction implements AutoCloseable {
        private final Seat seat;
        private boolean isOpen = true;

        private Transaction(Seat seat, String begin) throws SQLException {
            this.seat = seat;
            boolean isBegun = false;
            try {
                execute(begin);
                isBegun = true;
            } finally {
                if (!isBegun) {
                    seat.lock.unlock();
                }
            }
        }

        private void execute(String statement) throws SQLException {
            try (Statement control = seat.connection.createStatement()) {
                control.execute(statement);
            }
        }

        Connection connection() {
            return seat.connection;
        }

        void commit() throws SQLException {
            execute("COMMIT");
            isOpen = false;
        }

        @Override
        public void close() {
            try {
                if (isOpen) {
                    execute("ROLLBACK");
                }
            } catch (SQLException lost) {
                // What failed before is reported; SQLite itself undoes what was not committed.
            } finally {
                seat.lock.unlock();
            }
        }
    }

    private Database(Path file, Connection writer) {
        this.file = file;
        this.writer = new Seat(writer);
    }

    /** @param file made if it is not there, for its owner alone; so are the two that SQLite keeps beside it */
    static Database open(Path file, Schema schema) throws HistoryException {
        try {
            PrivateFiles.createDirectories(file.toAbsolutePath().getParent());
            PrivateFiles.open(file, StandardOpenOption.CREATE).close();
        } catch (IOException unwritable) {
            throw new HistoryException(Problem.UNWRITABLE, file, unwritable);
        }
        Database database = null;
        boolean isOpen = false;
        try {
            database = new Database(file, connect(file, false));
            database.migrate(schema);
            for (int i = 0; i < READERS; i++) {
                database.readers.add(new Seat(connect(file, true)));
            }
            isOpen = true;
            return database;
        } catch (SQLException failure) {
            throw HistoryException.of(failure, file);
        } finally {
            if (!isOpen && database != null) {
                database.close();
            }
        }
    }

    private void migrate(Schema schema) throws HistoryException, SQLException {
        switch (schema.migrate(writer.connection)) {
            case NEWER -> throw new HistoryException(Problem.NEWER, file, null);
            case FOREIGN -> throw new HistoryException(Problem.DAMAGED, file, null);
            case READY -> {
                // Nothing more to do.
            }
        }
    }

    private static Connection connect(Path file, boolean isReader) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.enforceForeignKeys(true);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            // SECURITY: a file that somebody prepared runs no functions and hides no wrong cell sizes.
            statement.executeUpdate("PRAGMA trusted_schema = OFF");
            statement.executeUpdate("PRAGMA cell_size_check = ON");
            statement.executeUpdate("PRAGMA query_only = " + (isReader ? "ON" : "OFF"));
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    Path file() {
        return file;
    }

    /** The only one that writes, until it is closed. */
    Transaction begin() throws SQLException {
        writer.lock.lock();
        return new Transaction(writer, "BEGIN IMMEDIATE");
    }

    /** All of it or, when it throws, nothing. */
    <T> T write(Work<T> work) throws HistoryException {
        try (Transaction transaction = begin()) {
            T result = work.run(transaction.connection());
            transaction.commit();
            return result;
        } catch (SQLException failure) {
            throw HistoryException.of(failure, file);
        }
    }

    <T> T read(Work<T> work) throws HistoryException {
        Seat free = readers.get(0);
        if (!free.lock.tryLock()) {
            free = readers.get(1);
            free.lock.lock();
        }
        try (Transaction transaction = new Transaction(free, "BEGIN")) {
            return work.run(transaction.connection());
        } catch (SQLException failure) {
            throw HistoryException.of(failure, file);
        }
    }

    /** Waits until running work is done. Twice is harmless. */
    @Override
    public void close() {
        List<Seat> all = new ArrayList<>(readers);
        all.add(writer);
        for (Seat seat : all) {
            seat.lock.lock();
            try {
                seat.connection.close();
            } catch (SQLException lost) {
                // Nothing is pending: every piece of work ended its transaction.
            } finally {
                seat.lock.unlock();
            }
        }
    }
}
