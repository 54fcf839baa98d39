package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.InstallationException;

/** Subkeys of one's own behind a quota. */
class WrapTest {
    private TestBench bench;

    @BeforeEach
    void makeKey(@TempDir Path folder) throws InstallationException {
        bench = TestBench.withCard(folder);
        bench.run("key", "create", "--label", "k", "--ceiling", "9", "--initial-uses", "4", "--anchors", "none");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private byte[] wrap(byte[] subkey, String context) {
        bench.input(subkey);
        byte[] blob = bench.run("wrap", "k", "--context", context).output();
        bench.input(blob);
        return blob;
    }

    private Object remaining() {
        return bench.run("key", "show", "k", "--json").json().get("remaining");
    }

    @Test
    void opensWhatItWrappedAndCounts() {
        byte[] subkey = "a subkey of 26 bytes......".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        wrap(subkey, "disk 1");
        assertEquals(4L, remaining());
        assertArrayEquals(
                subkey, bench.run("unwrap", "0", "--context", "disk 1").output());
        assertArrayEquals(
                subkey,
                bench.run("unwrap", "k", "--context", "hex:6469736b2031").output());
        assertEquals(2L, remaining());

        CommandLineRun moved = bench.run(ExitCode.VERIFICATION_FAILED, "unwrap", "k", "--context", "disk 2");
        assertEquals(0, moved.output().length);
        assertTrue(moved.errors().contains("Give the context it was wrapped with"), moved::toString);
        assertEquals(1L, remaining());
        bench.run("unwrap", "k", "--context", "disk 1");
        CommandLineRun spent = bench.run(ExitCode.QUOTA_SPENT, "unwrap", "k", "--context", "disk 1");
        assertEquals(0, spent.output().length);
    }

    @Test
    void takes16To64Bytes() {
        for (int length : new int[] {0, 15, 65, 1000}) {
            bench.input(new byte[length]);
            bench.run(ExitCode.USAGE, "wrap", "k", "--context", "c");
        }
        for (int length : new int[] {16, 64}) {
            byte[] subkey = new byte[length];
            subkey[3] = 7;
            wrap(subkey, "c");
            assertArrayEquals(subkey, bench.run("unwrap", "k", "--context", "c").output());
        }
    }

    @Test
    void refusesWhatCannotOpenBeforeAUseIsSpent() {
        wrap(new byte[32], "c");
        bench.run("key", "create", "--label", "other", "--ceiling", "9", "--initial-uses", "4", "--anchors", "none");
        CommandLineRun otherKey = bench.run(ExitCode.FAILED, "unwrap", "other", "--context", "c");
        assertTrue(otherKey.errors().contains("No use was spent"), otherKey::toString);
        bench.run(ExitCode.USAGE, "unwrap", "k", "--context", "");
        bench.run(ExitCode.USAGE, "unwrap", "k", "--context", "hex:0");
        bench.run(ExitCode.USAGE, "unwrap", "k", "--context", "c", "--json");
        bench.input(new byte[0]);
        bench.run(ExitCode.FAILED, "unwrap", "k", "--context", "c");
        bench.input(new byte[100_000]);
        bench.run(ExitCode.FAILED, "unwrap", "k", "--context", "c");
        assertEquals(4L, remaining());
        assertEquals(4L, bench.run("key", "show", "other", "--json").json().get("remaining"));
    }
}
