package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.simulator.CardFileException.Reason;

class CardFileTest {
    private static final byte[] DATA = "sixteen bytes it".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WRONG_PIN = {9, 9, 9, 9, 9, 9};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("cards").resolve("card");
    }

    @Test
    void everythingPersistentIsThereAgain() throws Exception {
        byte[] all;
        byte[] encrypted;
        byte[] point;
        byte[] modulus = new byte[256];
        Arrays.fill(modulus, (byte) 0xAB);
        try (SimulatedCard simulated = open()) {
            SampleCard card = SampleCard.on(simulated::transmit);
            card.sendWith(SampleApplet.CHANGE_ALL, 3);
            card.sendWith(SampleApplet.CHANGE_ALL, 3);
            card.sendWith(SampleApplet.CHANGE_ALL, 3);
            card.send(SampleApplet.SET_KEY, Arrays.copyOf(DATA, 32));
            card.send(SampleApplet.SET_RSA, modulus);
            card.send(SampleApplet.SET_TRANSIENT, DATA);
            card.status(SampleApplet.VERIFY, 0, WRONG_PIN);
            point = card.send(SampleApplet.MAKE_PAIR);
            all = card.send(SampleApplet.READ_ALL);
            encrypted = card.send(SampleApplet.ENCRYPT, DATA);
        }
        for (int time = 0; time < 3; time++) {
            try (SimulatedCard simulated = open()) {
                assertEquals(0x6986, SampleCard.statusOf(simulated.transmit(SampleCard.command(2, 0))));
                SampleCard card = SampleCard.on(simulated::transmit);
                assertArrayEquals(all, card.send(SampleApplet.READ_ALL));
                assertArrayEquals(encrypted, card.send(SampleApplet.ENCRYPT, DATA));
                assertArrayEquals(modulus, card.send(SampleApplet.READ_RSA));
                assertArrayEquals(new byte[] {2, 0}, card.send(SampleApplet.READ_PIN));
                assertArrayEquals(new byte[21], card.send(SampleApplet.READ_TRANSIENT));
                assertEquals(0x6F00, card.status(SampleApplet.SIGN_WITHOUT_INIT, 0, DATA));
                assertTrue(EcdsaCheck.verifies(point, DATA, card.send(SampleApplet.SIGN, DATA)));
            }
        }
    }

    @Test
    void whatKeysAreUnsetStaysUnset() throws Exception {
        open().close();
        try (SimulatedCard simulated = open()) {
            SampleCard card = SampleCard.on(simulated::transmit);
            assertEquals(0x6F00, card.status(SampleApplet.ENCRYPT, 0, DATA));
            assertEquals(0x6F00, card.status(SampleApplet.READ_RSA, 0));
        }
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        open().close();
        try (Stream<Path> made = Files.list(file.getParent())) {
            for (Path path : made.toList()) {
                assertEquals(
                        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), "" + path);
            }
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void whatChangesNothingWritesNothing() throws Exception {
        try (SimulatedCard simulated = open()) {
            SampleCard card = SampleCard.on(simulated::transmit);
            Object written = inode();
            card.count();
            card.send(SampleApplet.SET_TRANSIENT, DATA);
            card.sendWith(SampleApplet.CHANGE_ALL, 0);
            assertEquals(written, inode());
            card.send(SampleApplet.COUNT);
            assertFalse(written.equals(inode()), "COUNT was not written: the test tests nothing");
        }
    }

    @Test
    void everyChangedByteIsFound() throws Exception {
        open().close();
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i += i < 200 ? 1 : 97) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertRefused(i < 16 ? Reason.FOREIGN : Reason.DAMAGED, SampleCard.installation());
        }
        for (int length : new int[] {0, 15, 16, 17, 50, good.length / 2, good.length - 1}) {
            Files.write(file, Arrays.copyOf(good, length));
            assertRefused(length < 16 ? Reason.FOREIGN : Reason.DAMAGED, SampleCard.installation());
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertRefused(Reason.DAMAGED, SampleCard.installation());
        Files.write(file, good);
        open().close();
    }

    @Test
    void aWellSealedFileOfNonsenseIsRefused() throws Exception {
        open().close();
        CardFileContent good = CardFileContent.decode(Files.readAllBytes(file), file);
        for (int i = 0; i < good.image().length; i += i < 2_000 ? 17 : 511) {
            byte[] image = good.image().clone();
            image[i] ^= (byte) 0x80;
            Files.write(file, new CardFileContent(good.fingerprint(), good.parameters(), image).encode());
            try {
                open().close(); // a value may be any
            } catch (CardFileException e) {
                assertEquals(Reason.DAMAGED, e.reason());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8 << 20, -1, Integer.MAX_VALUE})
    void arraysThatTheFileCannotFillAreRefused(int length) throws Exception {
        open().close();
        CardFileContent good = CardFileContent.decode(Files.readAllBytes(file), file);
        int count = 4_000;
        ByteBuffer image = ByteBuffer.allocate(10 + count * 7 + (8 << 20));
        image.putShort((short) 1).putShort((short) 2).put((byte) '[').put((byte) 'B');
        image.putInt(count);
        for (int i = 0; i < count; i++) {
            image.putShort((short) 0).put((byte) 1).putInt(length);
        }
        Files.write(file, new CardFileContent(good.fingerprint(), good.parameters(), image.array()).encode());
        assertRefused(Reason.DAMAGED, SampleCard.installation());
    }

    @Test
    void aNewerFormatIsNamed() throws Exception {
        open().close();
        byte[] bytes = Files.readAllBytes(file);
        bytes[17] = 2;
        byte[] sealed = Arrays.copyOf(bytes, bytes.length - 32);
        System.arraycopy(Digests.sha256().digest(sealed), 0, bytes, sealed.length, 32);
        Files.write(file, bytes);
        assertRefused(Reason.NEWER, SampleCard.installation());
    }

    @Test
    void anotherVersionOfTheAppletIsNamed() throws Exception {
        open().close();
        for (Class<? extends SampleApplet> other : List.of(OtherFields.class, OtherLengths.class)) {
            CardFileException e = assertRefused(Reason.OTHER_APPLET, SampleCard.installation(other));
            assertTrue(e.getMessage().contains("another version of the applet"), e.getMessage());
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        }
        open().close();
    }

    @Test
    void aFolderIsNoCard() throws Exception {
        Files.createDirectories(file);
        assertRefused(Reason.FOREIGN, SampleCard.installation());
    }

    @Test
    void anExistingCardKeepsItsParameters() throws Exception {
        SimulatedCard.open(file, SampleCard.installation(SampleApplet.class, 5, 6))
                .close();
        SimulatedCard.open(file, SampleCard.installation(SampleApplet.class, 7)).close();
        assertArrayEquals(
                new byte[] {5, 6},
                CardFileContent.decode(Files.readAllBytes(file), file).parameters());
    }

    @Test
    void aLinkStaysALink() throws Exception {
        open().close();
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (SimulatedCard simulated = SimulatedCard.open(link, SampleCard.installation())) {
            SampleCard.on(simulated::transmit).send(SampleApplet.COUNT);
        }
        assertTrue(Files.isSymbolicLink(link));
        try (SimulatedCard simulated = open()) {
            assertEquals(1, SampleCard.on(simulated::transmit).count());
        }
    }

    @Test
    void whatCannotBeStoredIsNotAnswered() throws Exception {
        SimulatedCard simulated = open();
        SampleCard card = SampleCard.on(simulated::transmit);
        card.send(SampleApplet.COUNT);
        Path aside = Files.move(file.getParent(), folder.resolve("aside"));
        CardFileException e = assertThrows(CardFileException.class, () -> card.send(SampleApplet.COUNT));
        assertEquals(Reason.INACCESSIBLE, e.reason());
        Files.move(aside, file.getParent());
        try (SimulatedCard again = open()) {
            assertEquals(1, SampleCard.on(again::transmit).count());
        }
    }

    private SimulatedCard open() throws Exception {
        return SimulatedCard.open(file, SampleCard.installation());
    }

    private CardFileException assertRefused(Reason reason, AppletInstallation installation) {
        CardFileException e = assertThrows(CardFileException.class, () -> SimulatedCard.open(file, installation)
                .close());
        assertEquals(reason, e.reason(), e.getMessage());
        return e;
    }

    private Object inode() throws IOException {
        return Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file);
    }

    /** The sample applet with one field more. */
    public static final class OtherFields extends SampleApplet {
        private byte more;

        private OtherFields(byte[] data, short offset, byte length) {
            super(data, offset, length);
            more = 1;
        }

        public static void install(byte[] data, short offset, byte length) {
            new OtherFields(data, offset, (byte) 0).register(data, (short) (offset + 1), data[offset]);
        }

        @Override
        public boolean select() {
            return more == 1;
        }
    }

    /** The sample applet with another array length. */
    public static final class OtherLengths extends SampleApplet {
        private OtherLengths(byte[] data, short offset, byte length) {
            super(data, offset, length);
            part.halves = new short[3];
        }

        public static void install(byte[] data, short offset, byte length) {
            new OtherLengths(data, offset, (byte) 0).register(data, (short) (offset + 1), data[offset]);
        }
    }
}
