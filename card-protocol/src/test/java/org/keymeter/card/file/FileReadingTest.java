package org.keymeter.card.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReadingTest {
    private static final byte[] OBJECT = {1, 2, 3};

    @TempDir
    private Path folder;

    private static List<byte[]> read(String file) throws InvalidFileException {
        return PemFile.readAll(file.getBytes(StandardCharsets.ISO_8859_1), "thing", "THING");
    }

    @Test
    void readsTheWantedObjectsAmongOthersAndText() throws Exception {
        String thing = PemFile.write("THING", OBJECT);
        String file = "subject=-----\n" + PemFile.write("OTHER", new byte[9]) + thing + "between\r\n" + thing;
        List<byte[]> things = read(file);
        assertEquals(2, things.size());
        assertArrayEquals(OBJECT, things.get(0));
        assertArrayEquals(OBJECT, read(thing.replace("\n", "\r\n")).get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "0 text that begins as DER does",
                "-----BEGIN THING-----",
                "-----BEGIN THING-----\nAQID\n-----END OTHER-----\n",
                "-----BEGIN THING-----\nAQ=I-----END THING-----\n",
                "-----BEGIN THING-----\n\u00e9\n-----END THING-----\n"
            })
    void refusesWhatIsNone(String file) {
        assertThrows(InvalidFileException.class, () -> read(file));
    }

    @Test
    void takesOneWhereOneIsMeantAndNoBundleWithoutEnd() throws Exception {
        String thing = PemFile.write("THING", OBJECT);
        byte[] two = (thing + thing).getBytes(StandardCharsets.US_ASCII);
        assertThrows(InvalidFileException.class, () -> PemFile.readOne(two, "thing", "THING"));
        assertThrows(InvalidFileException.class, () -> read(thing.repeat(65)));
        assertEquals(64, read(thing.repeat(64)).size());
    }

    @Test
    void writesPemAsOpensslDoes() {
        String pem = PemFile.write("THING", new byte[49]);
        assertEquals("-----BEGIN THING-----\n" + "A".repeat(64) + "\nAA==\n-----END THING-----\n", pem);
    }

    @Test
    void readsNoMoreOfALargeFileThanShowsThatItIs() throws Exception {
        Path file = folder.resolve("file");
        Files.write(file, new byte[10]);
        assertEquals(10, BoundedFile.read(file, 10).length);
        assertThrows(InvalidFileException.class, () -> BoundedFile.read(file, 9));
    }

    @Test
    void nothingUnprintableReachesATerminal() {
        assertEquals("Ärger 日本 €", PrintableText.of("Ärger 日本 €"));
        assertEquals("a\\u{1B}[2J\\u{A}\\u{202E}\\u{200B}", PrintableText.of("a\u001b[2J\n\u202e\u200b"));
        assertEquals("\\u{D800}", PrintableText.of("\ud800"));
        assertEquals(513, PrintableText.of("x".repeat(100_000)).length());
    }
}
