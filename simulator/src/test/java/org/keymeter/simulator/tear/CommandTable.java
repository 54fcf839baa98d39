package org.keymeter.simulator.tear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that docs/PROTOCOL.md names: the rows of its access table, and the plain ones. */
final class CommandTable {
    private static final Path DOCUMENT = Path.of("..", "docs", "PROTOCOL.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([A-Z][A-Z :]+[A-Z]) \\| [0-9A-F]{2} ([0-9A-F]{2}) [^|]*\\|[^|]*\\| ([^|]*) \\|");
    private static final Pattern PLAIN =
            Pattern.compile("(?m)^### ([A-Z][A-Z ]+[A-Z])(?: \\([^)]*\\))? — `[08]0 ([0-9A-F]{2}) ");

    /** It has no section of its own. */
    private static final Pattern CONTINUATION = Pattern.compile("(GET RESPONSE) \\(`00 ([0-9A-F]{2}) ");

    /**
     * @param isWriting whether it has a persistent effect
     */
    record Command(byte instruction, boolean isWriting) {}

    private CommandTable() {}

    /** By their names. */
    static Map<String, Command> read() throws IOException {
        String document = Files.readString(DOCUMENT);
        Map<String, Command> commands = new TreeMap<>();
        String plain = document.substring(document.indexOf("## 2. "), document.indexOf("## 3. "));
        for (Matcher heading = PLAIN.matcher(plain); heading.find(); ) {
            // What a plain command writes is the end of a channel, whichever it is.
            commands.put(heading.group(1), new Command(instruction(heading.group(2)), true));
        }
        for (Matcher more = CONTINUATION.matcher(document); more.find(); ) {
            commands.put(more.group(1), new Command(instruction(more.group(2)), true));
        }
        String access = document.substring(document.indexOf("## 4. "), document.indexOf("## 5. "));
        for (Matcher row = ROW.matcher(access); row.find(); ) {
            commands.put(
                    row.group(1),
                    new Command(instruction(row.group(2)), !row.group(3).equals("—")));
        }
        return commands;
    }

    private static byte instruction(String hexadecimal) {
        return (byte) Integer.parseInt(hexadecimal, 16);
    }
}
