package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;
import picocli.CommandLine.Model.OptionSpec;

/** Holds docs/CLI.md and the program together: commands, options, and every field of the JSON output. */
class DocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/CLI.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^### `(?<name>[a-z -]+)`$(?<text>.*?)(?=^##|\\z)");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(?<path>[A-Za-z.\\[\\]]+)` \\| (?<type>\\w+)");
    private static final Pattern SAME =
            Pattern.compile("Fields (of (each )?`(?<prefix>[a-z\\[\\]]+)` )?as of (?<names>`.*?`)\\.");
    private static final Pattern NAME = Pattern.compile("`([a-z -]+)`");
    private static final String NONCE = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @TempDir
    private Path folder;

    private final Map<String, Map<String, String>> seen = new LinkedHashMap<>();
    /** Where nothing can be seen of what the document says is in them. */
    private final Map<String, Set<String>> emptyLists = new LinkedHashMap<>();

    private TestBench bench;

    /** What the document says, by command. */
    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher matcher = SECTION.matcher(Files.readString(DOCUMENT, StandardCharsets.UTF_8));
        while (matcher.find()) {
            sections.put(matcher.group("name"), matcher.group("text"));
        }
        return sections;
    }

    @Test
    void documentsEveryCommandAndOption() throws IOException {
        Map<String, String> sections = sections();
        Set<String> expected = new TreeSet<>();
        CommandLines.walk((name, command) -> {
            if (command.getSubcommands().isEmpty()) {
                expected.add(name);
                for (OptionSpec option : command.getCommandSpec().options()) {
                    boolean isOwn = !HelpLayout.isGlobal(command.getCommandSpec(), option);
                    String text = sections.getOrDefault(name, "");
                    assertTrue(!isOwn || text.contains(option.longestName()), name + " " + option.longestName());
                }
            }
        });
        assertEquals(expected, new TreeSet<>(sections.keySet()));
    }

    @Test
    void documentsEveryField() throws InstallationException, IOException {
        try (TestBench made = new TestBench(folder)) {
            bench = made;
            visitCard();
            visitKeys();
            visitGrants();
            visitVolumes();
            visitPins();
            visitAudit();
            visitEnd();
        }
        Map<String, String> sections = sections();
        Map<String, Map<String, String>> documented = new LinkedHashMap<>();
        for (String name : seen.keySet()) {
            Map<String, String> fields = fields(name, sections);
            fields.keySet()
                    .removeIf(field -> isBelow(emptyLists.getOrDefault(name, Set.of()), field)
                            && !seen.get(name).containsKey(field));
            seen.get(name).replaceAll((field, type) -> type.isEmpty() ? fields.getOrDefault(field, "") : type);
            documented.put(name, fields);
        }
        assertEquals(render(seen), render(documented));
        assertEquals(sections.size() - 4, seen.size(), "wrap, unwrap, demo and completion have no JSON");
    }

    /** Those in the command's own table, and those it has in common with other commands. */
    private static Map<String, String> fields(String name, Map<String, String> sections) {
        Map<String, String> fields = new TreeMap<>();
        String text = sections.getOrDefault(name, "");
        Matcher own = FIELD.matcher(text);
        while (own.find()) {
            fields.put(own.group("path"), own.group("type"));
        }
        Matcher sentence = SAME.matcher(text);
        while (sentence.find()) {
            String prefix = sentence.group("prefix") == null ? "" : sentence.group("prefix") + ".";
            Matcher same = NAME.matcher(sentence.group("names"));
            while (same.find()) {
                fields(same.group(1), sections).forEach((field, type) -> fields.put(prefix + field, type));
            }
        }
        return fields;
    }

    private static boolean isBelow(Set<String> lists, String field) {
        return lists.stream().anyMatch(list -> field.startsWith(list + "[]."));
    }

    private static String render(Map<String, Map<String, String>> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((command, types) -> {
            text.append(command).append('\n');
            types.forEach((field, type) ->
                    text.append("  ").append(field).append(": ").append(type).append('\n'));
        });
        return text.toString();
    }

    private void visit(String name, String... arguments) {
        visit(ExitCode.DONE, name, arguments);
    }

    private void visit(ExitCode expected, String name, String... arguments) {
        String[] words = (name + " --json").split(" ");
        String[] line = new String[words.length + arguments.length];
        System.arraycopy(words, 0, line, 0, words.length);
        System.arraycopy(arguments, 0, line, words.length, arguments.length);
        note(expected, name, bench.run(expected, line));
    }

    /** What the output of a command has in it. */
    private void note(ExitCode expected, String name, CommandLineRun run) {
        Map<String, Object> json = run.json();
        assertTrue(json.remove("notices") instanceof List, run::toString);
        assertTrue(expected != ExitCode.DONE || run.errors().isEmpty(), run::toString);
        Json.collect(
                "",
                json,
                seen.computeIfAbsent(name, unseen -> new TreeMap<>()),
                emptyLists.computeIfAbsent(name, unseen -> new TreeSet<>()));
    }

    private void visitCard() throws InstallationException {
        visit("reader list");
        visit("card init", "--label", "Test");
        visit("card status", "--public");
        visit("card device-key", "--out", "device-key.pem");
        visit("card forget");
        visit("card pin", "--device-key", "device-key.pem");
        visit("card report", "--nonce", NONCE, "--out", "report.bin");
        try (SimulatedCard blank = SimulatedCard.inMemory(AppletInstallation.keymeter())) {
            SimulatedReader own = bench.reader();
            bench.useReader(SimulatedReader.with("sim", blank));
            visit("card status");
            bench.useReader(own);
        }
    }

    private void visitKeys() {
        OpenSsl openSsl = new OpenSsl(folder);
        openSsl.makeCa("ca", "ec -pkeyopt ec_paramgen_curve:P-256");
        openSsl.makeCa("second", "ec -pkeyopt ec_paramgen_curve:P-256");
        visit("trust import", "ca.pem");
        bench.run("trust", "import", "second.pem");
        visit("trust list");
        visit("key create", "--label", "k", "--ceiling", "99", "--initial-uses", "20", "--anchors", "0");
        bench.run("key", "create", "--label", "both", "--ceiling", "9");
        visit("key list");
        visit("key show", "k");
        visit("card status");
        visit("card status", "--public");
        visit("card report", "--nonce", NONCE, "--out", "report.bin", "--force");
        visit("report verify", "--device-key", "device-key.pem", "report.bin");
    }

    private void visitGrants() {
        visit("grant request", "k", "--uses", "50", "--out", "grant.csr");
        visit("grant show", "grant.csr");
        note(
                ExitCode.DONE,
                "grant issue",
                bench.issueGrant(ExitCode.DONE, "ca.key", "device-key.pem", "grant.csr", "grant.pem", "--json"));
        visit("grant show", "grant.pem");
        visit("grant redeem", "grant.pem");
    }

    private void visitVolumes() throws IOException {
        visit("volume create", "--key", "k", "--size", "1M", "--segment-size", "4K", "--out", "a.subkeys");
        bench.run("volume", "unlock", "a.subkeys", "--segments", "0-9");
        visit("volume info", "a.subkeys");
        damageSegments();
        visit(ExitCode.FAILED, "volume unlock", "a.subkeys", "--segments", "0-9");
        Files.copy(bench.file("whole.subkeys"), bench.file("a.subkeys"), StandardCopyOption.REPLACE_EXISTING);
        bench.run("volume", "unlock", "a.subkeys", "--segments", "0");
        visit("key rotate", "k", "--table", "a.subkeys", "--retire");
        bench.run("volume", "create", "--key", "k", "--size", "1M", "--segment-size", "4K", "--out", "b.subkeys");
        visit("volume create", "--key", "k", "--size", "1M", "--segment-size", "4K", "--out", "c.subkeys");
        bench.run("trust", "remove", "0", "--yes");
        bench.run("trust", "import", "ca.pem");
        visit("trust remove", "0", "--yes");
    }

    private void damageSegments() throws IOException {
        Files.copy(bench.file("a.subkeys"), bench.file("whole.subkeys"));
        byte[] table = Files.readAllBytes(bench.file("a.subkeys"));
        for (int i = 8192; i < table.length; i++) {
            table[i] ^= (byte) (table[i] == 0 ? 0 : 1);
        }
        Files.write(bench.file("a.subkeys"), table);
    }

    private void visitPins() throws IOException {
        Files.writeString(bench.file("new.pin"), TestBench.USER_PIN);
        visit("pin change", "user", "--new-pin-file", "new.pin");
        visit("pin unblock", "--yes", "--new-pin-file", "new.pin");
    }

    private void visitAudit() throws IOException {
        visit("audit ack");
        visit("audit export", "--out", "audit.log");
        visit("audit verify", "--device-key", "device-key.pem", "audit.log");
        Files.writeString(
                bench.file("audit.log"),
                Files.readString(bench.file("audit.log")).replaceFirst("(?m)\\n.*\\n", "\n"));
        visit(ExitCode.VERIFICATION_FAILED, "audit verify", "--device-key", "device-key.pem", "audit.log");
    }

    private void visitEnd() {
        visit("key delete", "both", "--yes");
        visit("audit show");
    }
}
