package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself on a pseudo terminal, which python3 provides. */
class PseudoTerminalTest {
    /**
     * Starts the command on a terminal of its own, gives an answer for each question as it comes, and writes what was on
     * the screen. Arguments: file for the screen, seconds, then pairs of question and answer, "--", the command.
     */
    private static final String DRIVER = """
            import os, pty, select, signal, sys, time
            screen_file, seconds = sys.argv[1], int(sys.argv[2])
            split = sys.argv.index('--')
            pairs = sys.argv[3:split]
            child, terminal = pty.fork()
            if child == 0:
                # Who runs tests in the background ignores it, and that is inherited.
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                os.execvp(sys.argv[split + 1], sys.argv[split + 1:])
            screen, end, position = b'', time.time() + seconds, 0
            while time.time() < end:
                if select.select([terminal], [], [], 0.2)[0]:
                    try:
                        read = os.read(terminal, 4096)
                    except OSError:
                        break
                    if not read:
                        break
                    screen += read
                if pairs and pairs[0].encode() in screen[position:]:
                    position = screen.index(pairs[0].encode(), position) + len(pairs[0])
                    os.write(terminal, b'\\x03' if pairs[1] == '^C' else pairs[1].encode() + b'\\n')
                    pairs = pairs[2:]
            with open(screen_file, 'wb') as out:
                out.write(screen)
            status = os.waitpid(child, 0)[1]
            sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
            """;

    private static final int SECONDS = 120;

    @TempDir
    private Path folder;

    @BeforeEach
    void needPython() throws IOException {
        boolean isThere;
        try {
            isThere = new ProcessBuilder("python3", "-c", "import pty").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            isThere = false;
        }
        Need.require(isThere, "prompts on a real terminal are not tested; install python3");
        Files.writeString(folder.resolve("driver.py"), DRIVER);
    }

    private record Dialogue(int exit, String screen) {}

    private Dialogue talk(String command, String... pairs) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"));
        String keymeter =
                "'" + java + "' -XX:TieredStopAtLevel=1 -cp '" + classPath + "' org.keymeter.cli.KeymeterCommand";
        Path screen = folder.resolve("screen");
        List<String> line = new ArrayList<>(List.of("python3", "driver.py", screen.toString(), "" + SECONDS));
        line.addAll(List.of(pairs));
        line.addAll(List.of("--", "sh", "-c", command.replace("keymeter", keymeter)));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).inheritIO();
        builder.environment().put("HOME", folder.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYMETER") || name.startsWith("XDG"));
        Process process = builder.start();
        assertTrue(process.waitFor(2 * SECONDS, TimeUnit.SECONDS));
        return new Dialogue(process.exitValue(), Files.readString(screen, StandardCharsets.UTF_8));
    }

    @Test
    void asksForPinsWithoutEchoAlsoWhileBytesFlow() throws IOException, InterruptedException {
        Dialogue made = talk(
                "keymeter card init --label Test",
                "New user PIN",
                "secret user",
                "The same again",
                "secret user",
                "New admin PIN",
                "secret admin",
                "The same again",
                "secret admin");
        assertEquals(0, made.exit(), made.screen());
        assertFalse(made.screen().contains("secret"), made.screen());

        Dialogue key = talk(
                "keymeter key create --label k --ceiling 9 --initial-uses 9 --anchors none",
                "Admin PIN:",
                "secret admin");
        assertEquals(0, key.exit(), key.screen());

        Files.writeString(folder.resolve("subkey"), "a subkey of 26 bytes......");
        Dialogue wrapped = talk("keymeter wrap k --context c <subkey >blob", "User PIN:", "secret user");
        assertEquals(0, wrapped.exit(), wrapped.screen());
        Dialogue opened = talk("keymeter unwrap k --context c <blob >opened; stty -a", "User PIN:", "secret user");
        assertFalse(opened.screen().contains("secret"), opened.screen());
        assertTrue(opened.screen().contains(" echo "), "the terminal echoes again: " + opened.screen());
        assertEquals(Files.readString(folder.resolve("subkey")), Files.readString(folder.resolve("opened")));
    }

    @Test
    void givesTheTerminalBackWhenItIsStoppedAtAQuestion() throws IOException, InterruptedException {
        Dialogue stopped =
                talk("trap : INT; keymeter card init --label Test; echo exit $?; stty -a", "New user PIN", "^C");
        assertTrue(stopped.screen().contains("exit 130"), stopped.screen());
        assertTrue(stopped.screen().contains(" echo "), stopped.screen());
    }

    @Test
    void stopsARotationThatCanThenGoOn() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("pin"), "12345678");
        String pins = " --pin-file pin --admin-pin-file pin";
        Dialogue made = talk("keymeter card init --label Test" + pins
                + " && keymeter key create --label k --ceiling 9 --anchors none" + pins
                + " && keymeter volume create --key k --size 1G --segment-size 64K --out table"
                + " && keymeter volume unlock table --segments 0-4999" + pins);
        assertEquals(0, made.exit(), made.screen());

        String rotate = "keymeter key rotate k --table table --retire" + pins;
        Dialogue stopped = talk("trap : INT; " + rotate + "; echo exit $?", "subkeys moved", "^C");
        assertTrue(stopped.screen().contains("It was stopped."), stopped.screen());
        assertTrue(stopped.screen().contains("exit 130"), stopped.screen());
        assertFalse(stopped.screen().contains("destroyed"), stopped.screen());
        Dialogue finished = talk(rotate + " && keymeter volume info table");
        assertEquals(0, finished.exit(), finished.screen());
        assertTrue(finished.screen().contains("destroyed"), finished.screen());
        assertTrue(finished.screen().contains("5000 subkeys under generation 2"), finished.screen());
    }
}
