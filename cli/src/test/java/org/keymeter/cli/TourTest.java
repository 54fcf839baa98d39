package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.InstallationException;

/** The main job from a blank card to a verified log, against the real openssl. */
class TourTest {
    private static final String P256 = "ec -pkeyopt ec_paramgen_curve:P-256";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ec -pkeyopt ec_paramgen_curve:P-256, false",
        "ec -pkeyopt ec_paramgen_curve:P-256, true",
        "ec -pkeyopt ec_paramgen_curve:P-384, false",
        "ec -pkeyopt ec_paramgen_curve:P-384, true",
        "rsa:2048, false",
        "rsa:2048, true"
    })
    void refillsASpentQuota(String algorithm, boolean hasIntermediate) throws InstallationException {
        OpenSsl openSsl = new OpenSsl(folder);
        openSsl.makeCa("ca", algorithm);
        if (hasIntermediate) {
            openSsl.makeIntermediate("middle", P256, "ca");
        }
        try (TestBench bench = TestBench.withCard(folder)) {
            setUp(bench, hasIntermediate);
            spendAll(bench);
            refill(bench, openSsl, hasIntermediate);
            rotate(bench);
            audit(bench);
        }
    }

    private static void setUp(TestBench bench, boolean hasIntermediate) {
        bench.run("card", "device-key", "--out", "device-key.pem");
        bench.run("trust", "import", "ca.pem");
        bench.run(
                "key",
                "create",
                "--label",
                "archive",
                "--ceiling",
                "10",
                "--initial-uses",
                "5",
                "--intermediates",
                hasIntermediate ? "1" : "0");
        bench.run("volume", "create", "--key", "archive", "--size", "1G", "--segment-size", "1M", "--out", "a.subkeys");
        CommandLineRun fresh = bench.run("volume", "unlock", "a.subkeys", "--segments", "0-19", "--json");
        assertEquals(20L, fresh.json().get("created"));
        assertEquals(0L, fresh.json().get("usesSpent"));
    }

    /** N uses open N, and not one more. */
    private static void spendAll(TestBench bench) {
        unlock(bench, "0-2", 3, 2);
        unlock(bench, "3,4", 2, 0);
        refuseUnlock(bench);
    }

    private static void unlock(TestBench bench, String segments, long spent, long left) {
        CommandLineRun run = bench.run("volume", "unlock", "a.subkeys", "--segments", segments, "--json");
        assertEquals(spent, run.json().get("opened"));
        assertEquals(spent, run.json().get("usesSpent"));
        assertEquals(left, run.json().get("remaining"));
    }

    private static void refuseUnlock(TestBench bench) {
        CommandLineRun refused = bench.run(ExitCode.QUOTA_SPENT, "volume", "unlock", "a.subkeys", "--segments", "5");
        assertTrue(refused.errors().contains("keymeter grant request"), refused::toString);
    }

    private static void refill(TestBench bench, OpenSsl openSsl, boolean hasIntermediate) {
        bench.run("grant", "request", "archive", "--uses", "7", "--out", "grant.csr");
        assertTrue(openSsl.run("openssl req -in grant.csr -noout -verify -text").contains("verify OK"));
        openSsl.issue("grant.csr", hasIntermediate ? "middle" : "ca", "grant.pem");
        String[] redeem = hasIntermediate
                ? new String[] {"grant", "redeem", "grant.pem", "--chain", "middle.pem", "--json"}
                : new String[] {"grant", "redeem", "grant.pem", "--json"};
        assertEquals(7L, bench.run(redeem).json().get("remaining"));
        bench.run(ExitCode.GRANT_REFUSED, redeem);
        unlock(bench, "5-11", 7, 0);
        refuseUnlock(bench);
    }

    private static void rotate(TestBench bench) {
        CommandLineRun rotated = bench.run("key", "rotate", "archive", "--table", "a.subkeys", "--retire", "--json");
        assertEquals(20L, rotated.json().get("rewrapped"));
        assertEquals(2L, rotated.json().get("generation"));
        assertEquals(true, rotated.json().get("retired"));
        refuseUnlock(bench);
    }

    private static void audit(TestBench bench) {
        bench.run("audit", "export", "--out", "audit.log");
        CommandLineRun verified = bench.run("audit", "verify", "--device-key", "device-key.pem", "audit.log", "--json");
        assertEquals(true, verified.json().get("good"));
        assertEquals(List.of(), verified.json().get("findings"));
        bench.run("audit", "ack");
    }
}
