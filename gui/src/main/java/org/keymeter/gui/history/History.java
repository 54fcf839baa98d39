package org.keymeter.gui.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.keymeter.card.Folders;

/**
 * What the console remembers, in one SQLite file of the user's. Every call of it and of its parts blocks, on the disk and
 * on each other: call them in the background. Any thread may.
 */
public final class History implements AutoCloseable {
    private static final String NAME = "history.db";
    private static final List<String> COMPANIONS = List.of("", "-wal", "-shm");

    private final Database database;
    private final AuditHistory audit;
    private final MeterHistory meters;
    private final KnownCards cards;
    private final UserNotes notes;

    private History(Database database, Clock clock) {
        this.database = database;
        audit = new AuditHistory(database, clock);
        meters = new MeterHistory(database, clock);
        cards = new KnownCards(database);
        notes = new UserNotes(database, clock);
    }

    /** Made, or brought up to this version of the program, if need be. */
    public static History open(Folders folders, Clock clock) throws HistoryException {
        return new History(Database.open(file(folders), Schema.latest()), clock);
    }

    static Path file(Folders folders) {
        return folders.data().resolve(NAME);
    }

    /**
     * Moves a history that cannot be opened out of the way. What came from archives comes from there again; what was
     * imported, sampled or set here is only in the file that was moved.
     *
     * @return where it is now
     */
    public static Path setAside(Folders folders, Clock clock) throws IOException {
        Path file = file(folders);
        String name = NAME + ".damaged-" + clock.instant().getEpochSecond();
        for (String companion : COMPANIONS) {
            Path part = file.resolveSibling(NAME + companion);
            if (Files.exists(part)) {
                Files.move(part, file.resolveSibling(name + companion));
            }
        }
        return file.resolveSibling(name);
    }

    public AuditHistory audit() {
        return audit;
    }

    public MeterHistory meters() {
        return meters;
    }

    public KnownCards cards() {
        return cards;
    }

    public UserNotes notes() {
        return notes;
    }

    /** Waits until running work is done. Twice is harmless. */
    @Override
    public void close() {
        database.close();
    }
}
