package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.simulator.InstallationException;

/** Values out of their range, names that nothing has, and work that is stopped. */
class UsageTest {
    private TestBench bench;

    @BeforeEach
    void makeKey(@TempDir Path folder) throws InstallationException {
        bench = TestBench.withCard(folder);
        bench.run(
                "key",
                "create",
                "--label",
                "k",
                "--ceiling",
                "9",
                "--initial-uses",
                "9",
                "--anchors",
                "none",
                "--no-pin");
        bench.run("volume", "create", "--key", "k", "--size", "1M", "--segment-size", "4K", "--out", "a.subkeys");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant request k --uses 0 --out x.csr",
                "grant request k --uses 99999999999 --out x.csr",
                "trust remove 9",
                "trust remove -1",
                "audit ack --up-to 0",
                "audit ack --up-to 999",
                "key create --label x --ceiling 0 --anchors none",
                "key create --label x --ceiling 9 --burst 99999 --anchors none",
                "key create --label x --ceiling 9 --burst 3 --no-pin --anchors none",
                "key create --label x --ceiling 9 --initial-uses 10 --anchors none",
                "key create --label x --ceiling 9 --intermediates 3 --anchors none",
                "key create --label x --ceiling 9 --lease 0 --anchors none",
                "key create --label x --ceiling 9",
                "key create --label a-name-that-is-longer-than-a-card-takes --ceiling 9 --anchors none",
                "grant request k --uses 10 --out x.csr",
                "volume unlock a.subkeys --segments 256",
                "volume unlock a.subkeys --segments 3-1",
                "volume create --key k --size 1 --segment-size 4K --out b.subkeys",
                "volume create --key k --size 1M --segment-size big --out b.subkeys",
                "card report --nonce 00 --out r.bin",
                "pin change somebody"
            })
    void refusesTheCommandLine(String line) {
        CommandLineRun run = bench.run(ExitCode.USAGE, line.split(" "));
        assertTrue(run.errors().contains("what to do:"), run::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key show 7",
                "key show nobody",
                "key create --label k --ceiling 9 --anchors none",
                "trust remove 3",
                "key create --label x --ceiling 9 --anchors 0",
                "volume info none.subkeys",
                "trust import none.pem",
                "card device-key --out /nowhere/at/all",
                "card status --reader sim:/nowhere/at/all",
                "volume info /",
                "grant show /",
                "audit verify --device-key / /"
            })
    void saysWhatIsNotThere(String line) {
        CommandLineRun run = bench.run(ExitCode.FAILED, line.split(" "));
        assertTrue(run.errors().contains("what to do:"), run::toString);
    }

    /** What is wrong with the line itself is told without a card. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            card inti                                   | has no command 'inti'               | Did you mean 'init'?
            crad status                                 | has no command 'crad'               | Did you mean 'card'?
            key create --lable x --ceiling 9            | has no option '--lable'             | Did you mean '--label'?
            key list --jsno                             | has no option '--jsno'              | Did you mean '--json'?
            key list --xyz                              | has no option '--xyz'               | See 'keymeter key list --help'
            demo                                        | has no option '--json'              | demo --help
            generate-completion                         | has no option '--json'              | generate-completion --help
            --reader sim demo                           | has no option                       | demo --help
            grant show x.csr --pin-file p               | has no option '--pin-file'          | grant show --help
            volume --reader sim info x.subkeys          | has no option '--reader'            | volume info --help
            key show a b                                | 'b' is one argument too many        | key show --help
            card                                        | init, status, device-key            | card --help
            key create --label x --ceiling many         | --ceiling: 'many' is not a whole    | key create --help
            key create --label x --ceiling 99999999999999999999 | too large a number          | key create --help
            trust remove x                              | 'x' is not a whole number           | trust remove --help
            card init --label x --ack me                | 'me' is none of user, admin         | card init --help
            card report --nonce 00 --out r.bin          | nonce                               | openssl rand
            key create --label x --ceiling 9 --lease 0  | lease                               | Correct
            key rotate k --table t --give-up-damaged    | --give-up-damaged                   | --retire
            """)
    void saysWhatIsMistypedBeforeTheCardIsTouched(String line, String happened, String remedy, @TempDir Path elsewhere)
            throws InstallationException {
        try (TestBench none = new TestBench(elsewhere)) {
            CommandLineRun run = none.run(ExitCode.USAGE, (line + " --json").split(" "));
            Map<String, Object> error = Json.parse(run.errors());
            assertTrue(error.get("happened").toString().contains(happened), run::toString);
            assertTrue((error.get("happened") + "" + error.get("remedy")).contains(remedy), run::toString);
        }
    }

    /** Also what is wrong with the file to write. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            volume create --key k --size 1M --segment-size 4K --out a.subkeys     | exists already | delete the file if you are sure
            volume create --key k --size 1M --segment-size 4K --out /nowhere/at/a | no folder      | make the folder first
            volume create --key k --size 1M --segment-size 4K --out /             | is a folder    | Name a file
            grant request k --uses 5 --out a.subkeys                              | is there already | --force
            grant request k --uses 5 --force --out /                              | is a folder    | Name a file
            """)
    void saysWhatCannotBeWrittenBeforeTheCardIsTouched(String line, String happened, String remedy) {
        bench.removeCard();
        CommandLineRun run = bench.run(ExitCode.FAILED, (line + " --json").split(" "));
        Map<String, Object> error = Json.parse(run.errors());
        assertTrue(error.get("happened").toString().contains(happened), run::toString);
        assertTrue(error.get("remedy").toString().contains(remedy), run::toString);
    }

    @Test
    void tellsASlotFromALabelThatIsANumber() {
        bench.run("key", "create", "--label", "0", "--ceiling", "5", "--anchors", "none");
        bench.run(ExitCode.USAGE, "key", "show", "0");
        assertEquals("0", bench.run("key", "show", "1", "--json").json().get("label"));
        assertEquals("k", bench.run("key", "show", "k", "--json").json().get("label"));
    }

    /** What a key will not protect against is said when it is made. */
    @ParameterizedTest
    @CsvSource({
        "'--anchors none --no-pin', true, true, false",
        "'--anchors none', false, true, true",
        "'--anchors 0 --no-pin', true, false, false"
    })
    void warnsOfKeysThatAnybodyCanSpendOrNobodyRefill(
            String options, boolean isOpen, boolean isFinite, boolean isAdmins, @TempDir Path folder) {
        importCa(folder);
        CommandLineRun made = bench.run(("key create --label warned --ceiling 9 " + options).split(" "));
        assertEquals(isOpen, made.errors().contains("Anybody who has the card can spend"), made::toString);
        assertEquals(isFinite, made.errors().contains("It can never be refilled"), made::toString);
        assertEquals(isAdmins, made.errors().contains("Whoever has the admin PIN"), made::toString);
    }

    @Test
    void asksBeforeKeysAreStranded(@TempDir Path folder) {
        importCa(folder);
        bench.run("key", "create", "--label", "stranded", "--ceiling", "9");
        CommandLineRun unasked = bench.run(ExitCode.USAGE, "trust", "remove", "0");
        assertTrue(unasked.errors().contains("'stranded' in slot 1"), unasked::toString);
        assertFalse(unasked.errors().contains("'k'"), unasked::toString);
        bench.answer("no");
        bench.run(ExitCode.FAILED, "trust", "remove", "0");
        ScriptedTerminal person = bench.answer("yes");
        assertTrue(bench.run("trust", "remove", "0").text().contains("can no longer be refilled"));
        assertTrue(person.questions().get(0).contains("'stranded' in slot 1"));
        bench.removeTerminal();
        bench.run("trust", "import", folder.resolve("ca.pem").toString());
        bench.run("trust", "remove", "0", "--yes");
    }

    private void importCa(Path folder) {
        new OpenSsl(folder).makeCa("ca", "ec -pkeyopt ec_paramgen_curve:P-256");
        bench.run("trust", "import", folder.resolve("ca.pem").toString());
    }

    @Test
    void stopsBetweenTwoCommandsAndReturnsTheLease() {
        bench.run(
                "key",
                "create",
                "--label",
                "leasing",
                "--ceiling",
                "99",
                "--initial-uses",
                "99",
                "--lease",
                "50",
                "--anchors",
                "none");
        bench.run("volume", "create", "--key", "leasing", "--size", "1M", "--segment-size", "4K", "--out", "b.subkeys");
        bench.run("volume", "unlock", "b.subkeys", "--segments", "0-9");
        CommandLineRun some = bench.run("volume", "unlock", "b.subkeys", "--segments", "0-9", "--json");
        assertEquals(89L, some.json().get("remaining"));

        Interruption interruption = new Interruption();
        interruption.request();
        bench.interruption(interruption);
        CommandLineRun stopped =
                bench.run(ExitCode.STOPPED, "volume", "unlock", "b.subkeys", "--segments", "0-9", "--json");
        assertEquals(0L, stopped.json().get("usesSpent"));
        assertEquals(89L, stopped.json().get("remaining"));
        Map<String, Object> error = Json.parse(stopped.errors());
        assertEquals("It was stopped.", error.get("happened"));
        assertNull(error.get("exit"), "the signal decides it");
    }

    @Test
    void saysItsVersion() {
        assertTrue(bench.run("--version").text().matches("(?s)keymeter \\d+\\.\\d+.*"));
    }
}
