package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.InstallationException;
import picocli.CommandLine;

/** Help that teaches, for every command. */
class HelpTest {
    private static final Set<String> WITHOUT_CARD = Set.of(
            "reader",
            "reader list",
            "report",
            "report verify",
            "grant show",
            "grant issue",
            "volume info",
            "audit verify",
            "demo");

    /** What else these commands need. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "report verify", " --device-key k f",
            "grant show", " f",
            "grant issue", " --ca c --ca-key c --device-key k --out o f",
            "volume info", " f",
            "audit verify", " --device-key k f");

    @TempDir
    private Path folder;

    /** All command lines that have a help of their own, such as "card init". */
    static List<String> commands() {
        List<String> names = new ArrayList<>();
        CommandLines.walk((name, command) -> names.add(name));
        return names;
    }

    static Stream<String> ownCommands() {
        return commands().stream().filter(name -> !name.equals("generate-completion"));
    }

    @ParameterizedTest
    @MethodSource("ownCommands")
    void explainsAndGivesAnExample(String name) throws InstallationException {
        try (TestBench bench = new TestBench(folder)) {
            String help = bench.run((name + " --help").strip().split(" ")).text();
            assertTrue(help.startsWith("Usage: keymeter " + name), help);
            String examples = help.substring(help.indexOf("Examples:"));
            assertTrue(examples.contains("keymeter " + name), help);
            assertTrue(help.lines().allMatch(line -> line.length() <= 120), help);
            assertEquals(help.indexOf("--trust-first-use"), help.lastIndexOf("--trust-first-use"), help);
            assertEquals(usesCard(name), help.contains("--trust-first-use"), help);
            assertEquals(!name.equals("demo"), help.contains("--json"), help);
        }
    }

    private static boolean usesCard(String name) {
        return !WITHOUT_CARD.contains(name);
    }

    static Stream<Arguments> cardOptionsOfCommandsWithoutCard() {
        return WITHOUT_CARD.stream()
                .flatMap(name -> Stream.of("--reader=sim", "--trust-first-use", "--pin-file=p", "--admin-pin-file=p")
                        .map(option -> Arguments.of(name, option)));
    }

    @ParameterizedTest
    @MethodSource("cardOptionsOfCommandsWithoutCard")
    void refusesCardOptionsWhereNoCardIsUsed(String name, String option) throws InstallationException {
        try (TestBench bench = new TestBench(folder)) {
            String refused = "has no option '" + option.replaceFirst("=.*", "");
            CommandLineRun behind = bench.run(ExitCode.USAGE, (name + " " + option).split(" "));
            assertTrue(behind.errors().contains(refused), behind::toString);
            String arguments = ARGUMENTS.getOrDefault(name, "");
            CommandLineRun before = bench.run(ExitCode.USAGE, (option + " " + name + arguments).split(" "));
            assertTrue(before.errors().contains(refused) || name.matches("report|reader"), before::toString);
        }
    }

    /** The examples are command lines that parse. */
    @ParameterizedTest
    @MethodSource("ownCommands")
    void givesExamplesThatParse(String name) {
        CommandLine command = CommandLines.find(name);
        String footer =
                String.join("\n", command.getCommandSpec().usageMessage().footer());
        for (String line : footer.replaceAll("\\\\\\n *", "").split("\n")) {
            for (String part : line.strip().split("[|;]")) {
                if (part.strip().startsWith("keymeter ")) {
                    parse(part.strip());
                }
            }
        }
    }

    private static void parse(String example) {
        String line =
                example.replaceFirst("^keymeter ", "").replaceAll("   +.*", "").replaceAll("[<>]\\S+", "");
        List<String> words = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("'([^']*)'|\\$\\([^)]*\\)|(\\S+)")
                .matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group());
        }
        CommandLines.root().parseArgs(words.toArray(String[]::new));
    }

    @Test
    void hasTheCommandsAndOptionsOfTheInterface() {
        assertEquals(
                "[, reader, reader list, card, card init, card status, card device-key, card pin, card forget, card report,"
                        + " report, report verify, pin, pin change, pin unblock, trust, trust import, trust list,"
                        + " trust remove, key, key create, key list, key show, key rotate, key delete, grant,"
                        + " grant request, grant show, grant redeem, grant issue, wrap, unwrap, volume, volume create,"
                        + " volume info, volume unlock, audit, audit show, audit export, audit ack, audit verify, demo,"
                        + " generate-completion]",
                commands().toString());
    }

    @Test
    void refusesWhatIsNoCommand() throws InstallationException {
        try (TestBench bench = new TestBench(folder)) {
            assertTrue(bench.run(ExitCode.USAGE, "card", "inti").errors().contains("keymeter card --help"));
            bench.run(ExitCode.USAGE, "card");
            bench.run(ExitCode.USAGE);
            bench.run(ExitCode.USAGE, "key", "create", "--label", "k");
            bench.run(ExitCode.USAGE, "key", "create", "--label", "k", "--ceiling", "many");
            CommandLineRun json = bench.run(ExitCode.USAGE, "--json", "card", "inti");
            assertEquals("KM-L1", Json.parse(json.errors()).get("code"));
        }
    }

    @Test
    void generatesACompletionThatBashTakes() throws InstallationException, IOException {
        try (TestBench bench = new TestBench(folder)) {
            Files.write(
                    folder.resolve("completion"),
                    bench.run("generate-completion").output());
            String asked = """
                    source ./completion
                    COMP_WORDS=(keymeter card '') COMP_CWORD=2 COMP_LINE='keymeter card ' COMP_POINT=14
                    _complete_keymeter 2>/dev/null
                    echo "${COMPREPLY[*]}"
                    """;
            Files.writeString(folder.resolve("ask"), asked);
            String offered = new OpenSsl(folder).run("bash ./ask");
            assertTrue(offered.contains("init") && offered.contains("device-key"), offered);
        }
    }
}
