package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardException;
import org.keymeter.volume.VolumeException.Problem;

class TableLockTest {
    private final SoftwareCard card = new SoftwareCard("disk");

    @TempDir
    private Path folder;

    private Path file;

    /** Opens a table and keeps it open. */
    static final class Child {
        public static void main(String[] arguments) throws IOException {
            try (SubkeyTable table = SubkeyTable.open(Path.of(arguments[0]))) {
                System.out.println(table.name());
                System.in.read();
            }
        }
    }

    @BeforeEach
    void makeTable() throws IOException, CardException {
        file = folder.resolve("table");
        try (SubkeyTable table = SubkeyTable.create(file, Tables.segments(100), card.state())) {
            Tables.unlock(table, card, SegmentSet.of(1, 2));
        }
    }

    private static VolumeException assertInUse(Path file) {
        VolumeException thrown = assertThrows(VolumeException.class, () -> SubkeyTable.open(file));
        assertEquals(Problem.IN_USE, thrown.problem());
        return thrown;
    }

    @Test
    void anotherProcessIsRefusedUntilTheFirstIsGone() throws IOException, InterruptedException {
        try (ChildProgram child = new ChildProgram(List.of(), Child.class, file.toString())) {
            assertEquals(file.toString(), child.readLine());
            assertTrue(assertInUse(file).happened().contains("another program"));
            assertEquals(2, SubkeyTable.readInfo(file).survey().present(), "looking is allowed");
            child.kill();
        }
        SubkeyTable.open(file).close();
    }

    @Test
    void theSameProcessIsRefusedAndKeepsItsLock() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (SubkeyTable table = SubkeyTable.open(file)) {
            assertTrue(assertInUse(file).happened().contains("this program"));
            assertInUse(link);
            assertThrows(VolumeException.class, () -> SubkeyTable.readInfo(file));
            assertEquals(2, table.readInfo().survey().present());
            try (ChildProgram child = new ChildProgram(List.of(), Child.class, file.toString())) {
                assertEquals(null, child.readLine());
                assertEquals(1, child.exitValue());
            }
        }
        SubkeyTable.open(link).close();
    }

    @Test
    void theSameProcessIsRefusedWhileItReads() throws IOException {
        FileStorage first = FileStorage.read(file);
        try (FileStorage second = FileStorage.read(file)) {
            assertTrue(assertInUse(file).happened().contains("this program"));
            first.close();
            first.close();
            assertInUse(file);
            assertEquals(file.toString(), second.name());
            assertEquals(2, SubkeyTable.readInfo(file).survey().present());
        }
        SubkeyTable.open(file).close();
    }

    @Test
    void creatingNeverOverwrites() throws IOException {
        byte[] before = Files.readAllBytes(file);
        VolumeException thrown =
                assertThrows(VolumeException.class, () -> SubkeyTable.create(file, Tables.segments(5), card.state()));
        assertEquals(Problem.ALREADY_THERE, thrown.problem());
        assertArrayEquals(before, Files.readAllBytes(file));
        SubkeyTable.open(file).close();
    }

    @Test
    void aFileThatIsNotThereIsNotMade() {
        Path missing = folder.resolve("missing");
        assertThrows(NoSuchFileException.class, () -> SubkeyTable.open(missing));
        assertThrows(NoSuchFileException.class, () -> SubkeyTable.readInfo(missing));
        assertTrue(Files.notExists(missing));
    }
}
