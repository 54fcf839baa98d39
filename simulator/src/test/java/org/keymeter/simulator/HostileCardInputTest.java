package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a card file holds, it opens, or there is one typed error; under a right checksum too. */
class HostileCardInputTest {
    /** Opening installs an applet, which takes long. */
    private static final int COUNT = Integer.getInteger("keymeter.hostile.inputs", 10_000) / 50;

    private static final long SEED = Long.getLong("keymeter.hostile.seed", 20260101);

    /** Bytes that one opening may allocate beside installing. */
    private static final long ALLOCATION_MAXIMUM = 64 << 20;

    private static final byte[][] LIES = {{-1, -1, -1, -1}, {0x7F, -1, -1, -1}, {0, 0, 0, 0}, {0, 16, 0, 0}, {-128}, {1}
    };

    @TempDir
    private Path folder;

    private Path file;
    private byte[] good;

    @BeforeEach
    void makeCard() throws Exception {
        file = folder.resolve("card");
        SimulatedCard.open(file, AppletInstallation.keymeter()).close();
        good = Files.readAllBytes(file);
    }

    @Test
    void spoiltFiles() throws Exception {
        Random random = new Random(SEED);
        for (int run = 0; run < COUNT; run++) {
            open(spoil(good, random), run);
        }
    }

    @Test
    void spoiltImagesUnderARightChecksum() throws Exception {
        Random random = new Random(SEED);
        CardFileContent content = CardFileContent.decode(good, file);
        for (int run = 0; run < COUNT; run++) {
            byte[] image = spoil(content.image(), random);
            open(new CardFileContent(content.fingerprint(), content.parameters(), image).encode(), run);
        }
    }

    private void open(byte[] bytes, int run) throws Exception {
        Files.write(file, bytes);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        try {
            SimulatedCard.open(file, AppletInstallation.keymeter()).close();
        } catch (CardFileException typed) {
            assertTrue(!typed.getMessage().isBlank());
        } catch (Exception | StackOverflowError | OutOfMemoryError other) {
            fail("seed " + SEED + ", run " + run, other);
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(
                allocated <= ALLOCATION_MAXIMUM, () -> allocated + " bytes allocated, seed " + SEED + ", run " + run);
    }

    private static byte[] spoil(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            byte[] lie = LIES[random.nextInt(LIES.length)];
            int at = random.nextInt((random.nextBoolean() ? bytes.length : 600) - lie.length);
            System.arraycopy(lie, 0, bytes, at, lie.length);
        }
        return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(2 * bytes.length)) : bytes;
    }
}
