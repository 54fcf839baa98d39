package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.PinnedDevice.Trust;

class PinnedDevicesTest {
    private static final Instant WHEN = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private static PinnedDevice device(int id, String label) throws Exception {
        byte[] deviceId = new byte[16];
        deviceId[0] = (byte) id;
        DeviceKey key = DeviceKey.ofPoint(ByteString.of(ModelCard.point(ModelCard.generate())));
        return new PinnedDevice(new DeviceIdentity(ByteString.of(deviceId), 3, key), label, WHEN, Trust.COMPARED);
    }

    @Test
    void keepsPinsUntilTheyAreForgotten() throws Exception {
        PinnedDevices pins = PinnedDevices.in(Folders.under(folder));
        PinnedDevice second = device(1, "second \u00e9");
        PinnedDevice first = device(2, "first");
        assertEquals(List.of(), pins.list());
        assertFalse(pins.forget(first.identity().deviceId()));
        pins.pin(second);
        pins.pin(first);

        PinnedDevices again = new PinnedDevices(folder.resolve("pins"));
        assertEquals(List.of(first, second), again.list());
        assertEquals(Optional.of(second), again.find(second.identity().deviceId()));
        assertTrue(again.forget(second.identity().deviceId()));
        assertEquals(List.of(first), pins.list());
    }

    @Test
    void replacesThePinOfTheSameDevice() throws Exception {
        PinnedDevices pins = new PinnedDevices(folder);
        pins.pin(device(1, "old"));
        PinnedDevice replacement = device(1, "new");
        pins.pin(replacement);
        assertEquals(List.of(replacement), pins.list());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "nothing is left behind");
        }
    }

    @Test
    void alwaysShowsAWholePinToOtherProcesses() throws Exception {
        PinnedDevices pins = new PinnedDevices(folder);
        PinnedDevice one = device(1, "one");
        PinnedDevice other = device(1, "other");
        pins.pin(one);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 100; i++) {
                    pins.pin(i % 2 == 0 ? other : one);
                }
            } catch (IOException e) {
                failure.set(e);
            }
        });
        writer.start();
        while (writer.isAlive()) {
            assertEquals(1, new PinnedDevices(folder).list().size());
        }
        writer.join();
        assertEquals(null, failure.get());
    }

    @Test
    void labelsCannotForgeFields() throws Exception {
        PinnedDevices pins = new PinnedDevices(folder);
        pins.pin(device(1, "x\nInstance: 9\nTrust: SUCCEEDED"));
        assertEquals(3, pins.list().get(0).identity().instance());
        assertEquals("x Instance: 9 Trust: SUCCEEDED", pins.list().get(0).label());
    }

    @Test
    void namesAFileThatIsDamaged() throws Exception {
        PinnedDevices pins = new PinnedDevices(folder);
        PinnedDevice device = device(1, "label");
        pins.pin(device);
        Path file = folder.resolve(device.identity().deviceId() + ".pin");
        String text = Files.readString(file);
        for (String damaged : List.of(
                "",
                text.replace("Keymeter-Pin: 1", "Keymeter-Pin: 2"),
                text.replace("Device-Id: 01", "Device-Id: "),
                text.replace("Instance: 3", "Instance: -3"),
                text.replace("Instance: 3", "Instance: three"),
                text.replace("COMPARED", "GUESSED"),
                text.replace("2026-01", "2026-13"),
                text.replace("Label", "Labels"),
                text.replace("BEGIN PUBLIC", "BEGIN"),
                "x".repeat(10_000))) {
            Files.writeString(file, damaged);
            IOException thrown = assertThrows(IOException.class, pins::list);
            assertTrue(thrown.getMessage().contains(file.getFileName().toString()), thrown.getMessage());
        }
    }

    @Test
    void anyFileCostsOneTypedError() throws Exception {
        byte[] text = PinFile.encode(device(1, "label")).array();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] damaged = new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                PinFile.decode(damaged);
            } catch (MalformedResponseException e) {
                assertTrue(e.code().startsWith("KM-"), "seed " + seed);
            }
        }
    }
}
