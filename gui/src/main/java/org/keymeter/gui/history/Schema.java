package org.keymeter.gui.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, version by version: each step from one to the next is a script, run in one transaction. */
final class Schema {
    /** "KmHi", so that no other program's database is taken for the history. */
    private static final int APPLICATION_ID = 0x4B6D4869;

    private static final List<String> SCRIPTS =
            List.of(script("schema-1.sql"), script("schema-2.sql"), script("schema-3.sql"));

    private final List<String> scripts;

    private Schema(List<String> scripts) {
        this.scripts = scripts;
    }

    static Schema latest() {
        return new Schema(SCRIPTS);
    }

    /** As the program knew it once. */
    static Schema upTo(int version) {
        return new Schema(SCRIPTS.subList(0, version));
    }

    int version() {
        return scripts.size();
    }

    /** What became of a file. */
    enum Outcome {
        READY,
        NEWER,
        FOREIGN
    }

    Outcome migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = number(statement, "PRAGMA user_version");
            boolean isEmpty = number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
            boolean isOurs = number(statement, "PRAGMA application_id") == APPLICATION_ID;
            if (!isOurs && !isEmpty) {
                return Outcome.FOREIGN;
            } else if (version > scripts.size()) {
                return Outcome.NEWER;
            }
            for (int next = version; next < scripts.size(); next++) {
                step(statement, next);
            }
            return Outcome.READY;
        }
    }

    private void step(Statement statement, int from) throws SQLException {
        boolean isDone = false;
        statement.execute("BEGIN IMMEDIATE");
        try {
            // ATOMIC: the number of the version changes with the tables; another program may have been faster.
            if (number(statement, "PRAGMA user_version") == from) {
                statement.executeUpdate(scripts.get(from));
                statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
                statement.executeUpdate("PRAGMA user_version = " + (from + 1));
            }
            statement.execute("COMMIT");
            isDone = true;
        } finally {
            if (!isDone) {
                rollBack(statement);
            }
        }
    }

    private static void rollBack(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException undone) {
            // SQLite itself did it; what failed before is reported.
        }
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static String script(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
