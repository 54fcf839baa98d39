package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.InstallationException;

/** Where PINs come from, and what becomes of wrong ones. */
class PinTest {
    private TestBench bench;

    @BeforeEach
    void makeCard(@TempDir Path folder) throws InstallationException, IOException {
        bench = TestBench.withCard(folder);
        Files.writeString(bench.file("new.pin"), "new user pin\n");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void forgetPins() {
        bench.environment().clear();
    }

    @SuppressWarnings("unchecked")
    private Object triesLeft(String pin) {
        Map<String, Object> tries = (Map<String, Object>)
                bench.run("card", "status", "--json").json().get(pin);
        return tries.get("left");
    }

    @Test
    void takesAFileBeforeTheEnvironmentBeforeAPerson() throws IOException {
        bench.environment().put("KEYMETER_PIN", "wrong one");
        ScriptedTerminal person = bench.answer("unused answer");
        Files.writeString(bench.file("user.pin"), TestBench.USER_PIN + "\r\nanything else\n");
        bench.run("audit", "ack", "--pin-file", "user.pin");
        assertEquals(1, person.unused());

        bench.run(ExitCode.PIN_REFUSED, "audit", "ack");
        assertEquals(1, person.unused());

        forgetPins();
        ScriptedTerminal other = bench.answer(TestBench.USER_PIN);
        bench.run("audit", "ack");
        assertEquals(List.of("User PIN: "), other.questions());
    }

    @Test
    void saysWhatIsMissingWhereThereIsNobodyToAsk() {
        forgetPins();
        CommandLineRun run = bench.run(ExitCode.USAGE, "audit", "ack");
        assertTrue(run.errors().contains("--pin-file"), run::toString);
        assertTrue(run.errors().contains("KEYMETER_PIN"), run::toString);
        CommandLineRun admin =
                bench.run(ExitCode.USAGE, "key", "create", "--label", "k", "--ceiling", "1", "--anchors", "none");
        assertTrue(admin.errors().contains("--admin-pin-file"), admin::toString);
    }

    @Test
    void countsTriesUntilItIsBlocked() {
        bench.environment().put("KEYMETER_PIN", "wrong one");
        for (int left = 4; left > 0; left--) {
            CommandLineRun run = bench.run(ExitCode.PIN_REFUSED, "audit", "ack");
            assertTrue(run.errors().contains(left == 1 ? "1 try left" : left + " tries left"), run::toString);
        }
        assertTrue(bench.run(ExitCode.PIN_REFUSED, "audit", "ack").errors().contains("blocked now"));
        assertEquals(0L, triesLeft("userPin"));

        bench.environment().put("KEYMETER_PIN", TestBench.USER_PIN);
        bench.run("key", "create", "--label", "k", "--ceiling", "5", "--anchors", "none", "--initial-uses", "5");
        bench.run("volume", "create", "--key", "k", "--size", "1M", "--segment-size", "4K", "--out", "a.subkeys");
        CommandLineRun blocked = bench.run(ExitCode.PIN_REFUSED, "volume", "unlock", "a.subkeys", "--segments", "0");
        assertTrue(blocked.errors().contains("keymeter pin unblock"), blocked::toString);

        bench.run("pin", "unblock", "--yes", "--new-pin-file", "new.pin");
        bench.run("volume", "unlock", "a.subkeys", "--segments", "0", "--pin-file", "new.pin");
    }

    @Test
    void spendsNoTryOnAnImpossiblePin() {
        bench.environment().put("KEYMETER_PIN", "short");
        bench.run(ExitCode.PIN_REFUSED, "audit", "ack");
        bench.environment().put("KEYMETER_PIN", "a".repeat(17));
        bench.run(ExitCode.PIN_REFUSED, "audit", "ack");
        assertEquals(5L, triesLeft("userPin"));
    }

    @Test
    void changesPins() throws IOException {
        bench.run("pin", "change", "user", "--new-pin-file", "new.pin");
        bench.run(ExitCode.PIN_REFUSED, "audit", "ack");
        bench.run("audit", "ack", "--pin-file", "new.pin");

        ScriptedTerminal person = bench.answer("the same again", "the same again");
        bench.run("pin", "change", "admin");
        assertEquals(2, person.questions().size());
        bench.environment().put("KEYMETER_ADMIN_PIN", "the same again");
        bench.run("key", "create", "--label", "k", "--ceiling", "5", "--anchors", "none");

        bench.answer("one entry", "another entry");
        bench.run(ExitCode.USAGE, "pin", "change", "admin");
        bench.answer("short", "short");
        bench.run(ExitCode.USAGE, "pin", "change", "admin");
        assertEquals(5L, triesLeft("adminPin"));
    }

    @Test
    void listsTheUsesThatUnblockingCosts() {
        new OpenSsl(bench.file("x").getParent()).makeCa("ca", "ec -pkeyopt ec_paramgen_curve:P-256");
        bench.run("trust", "import", "ca.pem");
        bench.run("key", "create", "--label", "refillable", "--ceiling", "5", "--initial-uses", "5");
        bench.run("key", "create", "--label", "without-pin", "--ceiling", "6", "--initial-uses", "6", "--no-pin");
        bench.run("key", "create", "--label", "once", "--ceiling", "7", "--initial-uses", "7", "--anchors", "none");

        CommandLineRun unasked = bench.run(ExitCode.USAGE, "pin", "unblock", "--new-pin-file", "new.pin");
        assertTrue(unasked.errors().contains("--yes"), unasked::toString);
        assertTrue(unasked.errors().contains("'refillable' loses 5 uses"), unasked::toString);

        ScriptedTerminal person = bench.answer("no");
        bench.run(ExitCode.FAILED, "pin", "unblock", "--new-pin-file", "new.pin");
        String question = person.questions().get(0);
        assertTrue(question.contains("'refillable' loses 5 uses"), question);
        assertFalse(question.contains("without-pin"), question);
        assertFalse(question.contains("once"), question);

        bench.answer("yes");
        CommandLineRun done = bench.run("pin", "unblock", "--new-pin-file", "new.pin", "--json");
        assertEquals(
                List.of(Map.of("slot", 0L, "label", "refillable", "uses", 5L)),
                done.json().get("lost"));
        assertEquals(0L, bench.run("key", "show", "refillable", "--json").json().get("remaining"));
        assertEquals(
                6L, bench.run("key", "show", "without-pin", "--json").json().get("remaining"));
        assertEquals(7L, bench.run("key", "show", "once", "--json").json().get("remaining"));
    }
}
