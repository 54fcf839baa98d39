package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keymeter.card.Folders;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.gui.history.HistoryException.Problem;

class HistoryFileTest {
    @TempDir
    private Path folder;

    private History open() throws HistoryException {
        return History.open(Folders.under(folder.resolve("data")), Clock.systemUTC());
    }

    private Path file() {
        return History.file(Folders.under(folder.resolve("data")));
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement executed = connection.createStatement()) {
            executed.executeUpdate(statement);
        }
    }

    private Problem problem() {
        HistoryException refused = assertThrows(HistoryException.class, () -> open().close());
        assertTrue(refused.happened().contains(file().toString()));
        assertFalse(refused.remedy().isEmpty());
        assertTrue(refused.code().startsWith("KM-H"));
        return refused.problem();
    }

    @Test
    void isItsOwnersAlone() throws Exception {
        try (History history = open();
                Stream<Path> files = Files.list(file().getParent())) {
            assertTrue(history.audit().logs().isEmpty());
            List<Path> all = files.toList();
            assertEquals(3, all.size(), "the write-ahead log is on: " + all);
            for (Path each : all) {
                if (PrivateFiles.isPosix(each)) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
                }
            }
        }
    }

    static IntStream olderVersions() {
        return IntStream.range(0, Schema.latest().version());
    }

    @ParameterizedTest
    @MethodSource("olderVersions")
    void bringsAnOlderVersionUp(int version) throws Exception {
        FabricatedLog log = new FabricatedLog(1, 20);
        try (Database old = Database.open(file(), Schema.upTo(version))) {
            if (version > 0) {
                AuditHistory audit = new AuditHistory(old, Clock.systemUTC());
                try (AuditArchive archive = log.archive(folder.resolve("audit"), 1, 5, 8, 20)) {
                    audit.follow(archive);
                }
            }
        }
        try (History history = open()) {
            assertEquals(
                    version == 0 ? 0 : 19,
                    history.audit()
                            .find(AuditFilter.ALL, AuditOrder.NEWEST_FIRST)
                            .size());
        }
        try (History again = open()) {
            assertEquals(version == 0 ? 0 : 1, again.audit().logs().size());
        }
    }

    @Test
    void migratesAllOrNothing() throws Exception {
        Database.open(file(), Schema.upTo(1)).close();
        sql("CREATE TABLE card_anchor (x)");
        assertEquals(Problem.DAMAGED, problem());
        sql("DROP TABLE card_anchor");
        sql("CREATE TABLE unrelated (x)");
        open().close();
    }

    @Test
    void refusesANewerFile() throws Exception {
        open().close();
        sql("PRAGMA user_version = " + (Schema.latest().version() + 1));
        assertEquals(Problem.NEWER, problem());
    }

    @Test
    void refusesOthersFiles() throws Exception {
        Files.createDirectories(file().getParent());
        sql("CREATE TABLE another (x)");
        assertEquals(Problem.DAMAGED, problem());
        Files.writeString(file(), "no database, but long enough to have a header of one hundred bytes: ".repeat(3));
        assertEquals(Problem.DAMAGED, problem());
    }

    @Test
    void saysThatItIsDamagedAndBeginsAnew() throws Exception {
        FabricatedLog log = new FabricatedLog(1, 2000);
        try (History history = open();
                AuditArchive archive = log.archive(folder.resolve("audit"), 1, 2000)) {
            history.audit().follow(archive);
        }
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            byte[] noise = new byte[4096];
            Arrays.fill(noise, (byte) 0xA5);
            for (long page = 8; page < channel.size() / noise.length; page++) {
                channel.write(ByteBuffer.wrap(noise), page * noise.length);
            }
        }
        HistoryException damaged = assertThrows(HistoryException.class, () -> {
            try (History history = open()) {
                AuditRows rows = history.audit().find(AuditFilter.ALL, AuditOrder.OLDEST_FIRST);
                rows.page(0, rows.size());
            }
        });
        assertEquals(Problem.DAMAGED, damaged.problem());
        Path aside = History.setAside(Folders.under(folder.resolve("data")), Clock.systemUTC());
        assertTrue(Files.exists(aside));
        try (History history = open();
                AuditArchive archive = AuditArchive.open(folder.resolve("audit"), log.deviceId, 1)) {
            assertEquals(2000, history.audit().follow(archive).added());
        }
    }

    @Test
    void saysThatItCannotBeWritten() throws Exception {
        Files.createDirectories(file());
        assertEquals(Problem.UNWRITABLE, problem());
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void hasWordsForEveryProblem(Problem problem) {
        for (Locale locale : List.of(Locale.ROOT, Locale.GERMAN)) {
            ResourceBundle words = ResourceBundle.getBundle("org.keymeter.gui.history.messages", locale);
            assertTrue(words.getString(problem.key()).contains("{0}"));
            assertFalse(words.getString(problem.key() + ".remedy").isEmpty());
        }
    }
}
