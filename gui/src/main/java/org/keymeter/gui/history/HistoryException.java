package org.keymeter.gui.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrintableText;
import org.keymeter.gui.words.Worded;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The history cannot be used; nothing else in it but {@link Problem} says why. */
public final class HistoryException extends InvalidFileException implements Worded {
    private static final long serialVersionUID = 1L;

    private static final ResourceBundle WORDS =
            ResourceBundle.getBundle(HistoryException.class.getPackageName() + ".messages", Locale.ROOT);

    private final Problem problem;
    private final String file;

    /** What is wrong; the package's texts have words for each, under its key. */
    public enum Problem {
        /** A later version of the program wrote it. */
        NEWER,
        /** Or never was one. */
        DAMAGED,
        /** Another program keeps it. */
        BUSY,
        /** Permissions, a full disk. */
        UNWRITABLE;

        /** Of what happened, with the file as {0}; with ".remedy" behind it, of what to do. */
        public String key() {
            return "history." + name().toLowerCase(Locale.ROOT);
        }
    }

    HistoryException(Problem problem, Path file, Throwable cause) {
        super(words(problem.key(), file), words(problem.key() + ".remedy", file), cause);
        this.problem = problem;
        this.file = PrintableText.of(file.toString());
    }

    static HistoryException of(SQLException cause, Path file) {
        Problem problem = cause instanceof SQLiteException sqlite ? problem(sqlite.getResultCode()) : Problem.DAMAGED;
        return new HistoryException(problem, file, cause);
    }

    /** SPEC: the low byte of an extended result code is the plain one. */
    private static Problem problem(SQLiteErrorCode code) {
        int plain = code.code & 0xFF;
        if (plain == SQLiteErrorCode.SQLITE_BUSY.code || plain == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return Problem.BUSY;
        }
        boolean isUnwritable = plain == SQLiteErrorCode.SQLITE_FULL.code
                || plain == SQLiteErrorCode.SQLITE_READONLY.code
                || plain == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || plain == SQLiteErrorCode.SQLITE_PERM.code
                || plain == SQLiteErrorCode.SQLITE_IOERR.code;
        return isUnwritable ? Problem.UNWRITABLE : Problem.DAMAGED;
    }

    private static String words(String key, Path file) {
        return new MessageFormat(WORDS.getString(key), Locale.ROOT)
                .format(new Object[] {PrintableText.of(file.toString())});
    }

    public Problem problem() {
        return problem;
    }

    @Override
    public String textKey() {
        return problem.key();
    }

    @Override
    public List<Object> textArguments() {
        return List.of(file);
    }

    @Override
    public String code() {
        return "KM-H" + (problem.ordinal() + 1);
    }
}
