package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.InstallationException;

/** The log: archived and acknowledged in time, full, exported, tampered with. */
class AuditTest {
    private static final String NONCE = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @TempDir
    private Path folder;

    private TestBench bench(String acknowledger) throws InstallationException {
        TestBench bench = new TestBench(folder);
        bench.run("card", "init", "--label", "Test", "--ack", acknowledger);
        bench.run("card", "device-key", "--out", "device-key.pem");
        return bench;
    }

    /** Opens so many segments, 16 to 18 of them with one record. */
    private static void fill(TestBench bench, int segments, String... options) {
        List<String> create = new ArrayList<>(List.of(
                "key", "create", "--label", "k", "--ceiling", "10000", "--initial-uses", "10000", "--anchors", "none"));
        create.addAll(List.of(options));
        bench.run(create.toArray(String[]::new));
        bench.run("volume", "create", "--key", "k", "--size", "100M", "--segment-size", "4K", "--out", "a.subkeys");
        bench.run("volume", "unlock", "a.subkeys", "--segments", "0-" + (segments - 1));
        bench.execute("volume", "unlock", "a.subkeys", "--segments", "0-" + (segments - 1));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> log(TestBench bench) {
        return (Map<String, Object>)
                bench.run("card", "status", "--json").json().get("log");
    }

    @Test
    void tellsAnotherFileFromAChangedOne() throws InstallationException {
        try (TestBench bench = bench("user")) {
            CommandLineRun other = bench.run(
                    ExitCode.VERIFICATION_FAILED,
                    "audit",
                    "verify",
                    "--device-key",
                    "device-key.pem",
                    "device-key.pem");
            assertTrue(
                    other.errors().contains("Give the file that 'keymeter audit export --out' wrote."),
                    other::toString);
        }
    }

    /** Pins, archive and locks. */
    @Test
    void keepsTheDataFolderToItsOwner() throws InstallationException, IOException {
        Need.require(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "who may read the data folder is not tested; this system has no POSIX permissions");
        try (TestBench bench = bench("user")) {
            bench.run("audit", "show");
            try (Stream<Path> all = Files.walk(bench.file("data"))) {
                for (Path path : all.toList()) {
                    String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
                    assertEquals(
                            expected,
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
                            path::toString);
                }
            }
        }
    }

    @Test
    void keepsRoomByItselfWhileItWorks() throws InstallationException {
        try (TestBench bench = bench("user")) {
            fill(bench, 5000);
            assertTrue((long) log(bench).get("outstanding") < 192);
            assertEquals("user", log(bench).get("acknowledgedBy"));
            bench.run("audit", "export", "--out", "audit.log");
            CommandLineRun verified =
                    bench.run("audit", "verify", "--device-key", "device-key.pem", "audit.log", "--json");
            assertTrue((long) verified.json().get("records") > 250, verified::toString);
        }
    }

    @Test
    void keepsRoomForKeysWithoutPinWhereNobodyHasToBeAsked() throws InstallationException {
        try (TestBench bench = bench("user")) {
            fill(bench, 3400, "--no-pin");
            assertTrue((long) log(bench).get("outstanding") >= 190);
            bench.environment().remove("KEYMETER_PIN");
            bench.run("volume", "unlock", "a.subkeys", "--segments", "0");
            assertTrue((long) log(bench).get("outstanding") >= 190);
            bench.environment().put("KEYMETER_PIN", TestBench.USER_PIN);
            bench.run("volume", "unlock", "a.subkeys", "--segments", "0");
            assertTrue((long) log(bench).get("outstanding") < 10);
        }
    }

    @Test
    void saysWhoMustAcknowledgeAFullLog() throws InstallationException {
        try (TestBench bench = bench("admin")) {
            fill(bench, 5000);
            CommandLineRun full = bench.run(ExitCode.LOG_FULL, "volume", "unlock", "a.subkeys", "--segments", "0");
            assertTrue(full.errors().contains("Let the admin"), full::toString);
            assertTrue((long) log(bench).get("outstanding") > 240);

            bench.environment().remove("KEYMETER_ADMIN_PIN");
            bench.run(ExitCode.USAGE, "audit", "ack");
            bench.environment().put("KEYMETER_ADMIN_PIN", TestBench.ADMIN_PIN);
            bench.run("audit", "ack", "--up-to", "100");
            bench.run("volume", "unlock", "a.subkeys", "--segments", "0");
            assertEquals(true, bench.run("audit", "ack", "--json").json().get("acknowledged"));
            assertEquals(false, bench.run("audit", "ack", "--json").json().get("acknowledged"));
            assertEquals(1L, log(bench).get("outstanding"));
        }
    }

    @Test
    void findsEveryChangeToAnExport() throws InstallationException, IOException {
        try (TestBench bench = bench("user")) {
            bench.run("audit", "ack");
            bench.run("pin", "change", "admin", "--new-pin-file", pinFile(bench));
            bench.run("audit", "export", "--nonce", NONCE, "--out", "audit.log");
            bench.run("audit", "verify", "--device-key", "device-key.pem", "--nonce", NONCE, "audit.log");
            refuseExport(bench, "audit.log", "--nonce", NONCE.replace('0', '1'));

            List<String> lines = Files.readAllLines(bench.file("audit.log"));
            for (int i = 0; i < lines.size(); i++) {
                List<String> dropped = new ArrayList<>(lines);
                dropped.remove(i);
                Files.write(bench.file("tampered.log"), dropped);
                refuseExport(bench, "tampered.log");
                Files.write(bench.file("tampered.log"), flip(lines, i));
                refuseExport(bench, "tampered.log");
            }
            CommandLineRun json =
                    bench.execute("audit", "verify", "--device-key", "device-key.pem", "tampered.log", "--json");
            assertEquals(ExitCode.VERIFICATION_FAILED.value(), json.exit());
            assertEquals(6L, Json.parse(json.errors()).get("exit"));
        }
    }

    private static String pinFile(TestBench bench) throws IOException {
        Files.writeString(bench.file("new.pin"), "another pin");
        return "new.pin";
    }

    private static List<String> flip(List<String> lines, int index) {
        List<String> changed = new ArrayList<>(lines);
        char[] line = changed.get(index).toCharArray();
        line[line.length - 1] = line[line.length - 1] == '0' ? '1' : '0';
        changed.set(index, new String(line));
        return changed;
    }

    private static void refuseExport(TestBench bench, String file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("audit", "verify", "--device-key", "device-key.pem", file));
        arguments.addAll(List.of(options));
        CommandLineRun run = bench.run(ExitCode.VERIFICATION_FAILED, arguments.toArray(String[]::new));
        assertFalse(run.text().contains("good: every"), run::toString);
    }

    @Test
    void verifiesReports() throws InstallationException, IOException {
        try (TestBench bench = bench("user")) {
            bench.run(ExitCode.USAGE, "card", "report", "--nonce", "00ff", "--out", "report.bin");
            bench.run("card", "report", "--nonce", NONCE, "--out", "report.bin");
            bench.run("report", "verify", "--device-key", "device-key.pem", "report.bin");
            bench.run("report", "verify", "--device-key", "device-key.pem", "--nonce", NONCE, "report.bin");
            bench.run(
                    ExitCode.VERIFICATION_FAILED,
                    "report",
                    "verify",
                    "--device-key",
                    "device-key.pem",
                    "--nonce",
                    NONCE.replace('0', '1'),
                    "report.bin");

            byte[] report = Files.readAllBytes(bench.file("report.bin"));
            for (int position : new int[] {0, 20, 200, 399, report.length - 1}) {
                byte[] changed = report.clone();
                changed[position] ^= 1;
                Files.write(bench.file("changed.bin"), changed);
                bench.run(
                        ExitCode.VERIFICATION_FAILED,
                        "report",
                        "verify",
                        "--device-key",
                        "device-key.pem",
                        "changed.bin");
            }
            Files.write(bench.file("changed.bin"), "no report".getBytes(StandardCharsets.UTF_8));
            bench.run(
                    ExitCode.VERIFICATION_FAILED, "report", "verify", "--device-key", "device-key.pem", "changed.bin");
        }
    }
}
