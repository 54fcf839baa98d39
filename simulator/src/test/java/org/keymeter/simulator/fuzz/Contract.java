package org.keymeter.simulator.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keymeter.protocol.Event;

/**
 * What docs/PROTOCOL.md says, read from it: per command its condition, its records and its status words. Of a command's status words some stand in its
 * own paragraph and some follow from sections 1 and 4.
 */
final class Contract {
    private static final Path DOCUMENT = Path.of("..", "docs", "PROTOCOL.md");
    private static final Pattern WORD = Pattern.compile("\\b(9000|6[0-9A-F]{3}|98[0-9A-F]{2}|63Cx|61xx)\\b");
    private static final Pattern RANGE = Pattern.compile("(98[0-9A-F]{2})–(98[0-9A-F]{2})");

    /** Records that always find room: the ends of what began, an acknowledgement, the first of a new log (section 8). */
    private static final Set<Byte> ALWAYS_FITS =
            Set.of(Event.USES_RETURNED, Event.REWRAP_ENDED, Event.LOG_ACKNOWLEDGED, Event.INITIALIZED);

    /** What a row of section 4 says. */
    record Row(String condition, Set<Byte> events) {}

    private final String text;
    private final Map<Integer, Row> rows = new HashMap<>();
    private final Map<Integer, Set<Integer>> words = new HashMap<>();
    private final Set<Integer> slotted = new HashSet<>();
    private final Set<Integer> order;

    Contract() {
        try {
            text = Files.readString(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        order = wordsIn(between("A command is judged in this order", "What fails changes nothing"));
        readRows();
        readParagraphs();
        for (int command : rows.keySet()) {
            if (!words.containsKey(command)) {
                throw new IllegalStateException(String.format("%04X has no paragraph", command));
            }
        }
    }

    private String between(String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }

    private static int key(int cla, int ins) {
        return cla << 8 | ins;
    }

    private void readRows() {
        Matcher row = Pattern.compile(
                        "(?m)^\\| [A-Z][^|]* \\| (00|80) ([0-9A-F]{2}) [^|]* \\| ([^|]*) \\| [^|]* \\| ([^|]*) \\|")
                .matcher(between("## 4.", "## 5."));
        while (row.find()) {
            rows.put(
                    key(Integer.parseInt(row.group(1), 16), Integer.parseInt(row.group(2), 16)),
                    new Row(row.group(3), events(row.group(4))));
        }
    }

    private static Set<Byte> events(String column) {
        Set<Byte> events = new HashSet<>();
        for (var field : Event.class.getFields()) {
            String name = field.getName();
            if (column.contains("EVENT_" + name + "`")
                    || column.contains("`…") && name.endsWith(column.replaceAll("(?s).*`…(\\w+)`.*", "$1"))) {
                try {
                    events.add(field.getByte(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return events;
    }

    private void readParagraphs() {
        Matcher heading = Pattern.compile("(?m)^### [^\\n]*?— `(00|80) ([0-9A-F]{2})(?:\\|([0-9A-F]{2}))? [^\\n]*$")
                .matcher(text);
        while (heading.find()) {
            int end = text.indexOf("\n##", heading.end());
            Set<Integer> found = wordsIn(text.substring(heading.end(), end));
            found.add(0x9000);
            int cla = Integer.parseInt(heading.group(1), 16);
            for (int i = 2; i <= 3; i++) {
                if (heading.group(i) != null) {
                    int command = key(cla, Integer.parseInt(heading.group(i), 16));
                    words.put(command, found);
                    if (heading.group().contains(" slot")) {
                        slotted.add(command);
                    }
                }
            }
        }
    }

    private static Set<Integer> wordsIn(String paragraph) {
        Set<Integer> found = new HashSet<>();
        Matcher word = WORD.matcher(paragraph);
        while (word.find()) {
            String hex = word.group(1);
            if (hex.endsWith("x")) {
                for (int x = 0; x <= (hex.startsWith("61") ? 0xFF : 0xF); x++) {
                    found.add(hex.startsWith("61") ? 0x6100 | x : 0x63C0 | x);
                }
            } else {
                found.add(Integer.parseInt(hex, 16));
            }
        }
        Matcher range = RANGE.matcher(paragraph);
        while (range.find()) {
            for (int i = Integer.parseInt(range.group(1), 16); i <= Integer.parseInt(range.group(2), 16); i++) {
                found.add(i);
            }
        }
        return found;
    }

    /** The row of a command of the channel, null if there is none. */
    Row row(int cla, int ins) {
        return rows.get(key(cla, ins));
    }

    boolean isKnown(int cla, int ins) {
        return words.containsKey(key(cla, ins));
    }

    /** Whether a command in the channel may be answered so; 61xx is below the channel and not asked for here. */
    boolean allowsInChannel(int cla, int ins, int status) {
        Row row = row(cla, ins);
        if (row == null) {
            return status == 0x6D00 || status == 0x6E00;
        }
        if (words.get(key(cla, ins)).contains(status)) {
            return true;
        }
        return switch (status) {
            case 0x6D00, 0x6E00 -> false;
            case 0x6982 -> !row.condition().equals("any");
            // Section 4: an empty slot, and a record that finds no room.
            case 0x6A88 -> slotted.contains(key(cla, ins));
            case 0x9840 -> !ALWAYS_FITS.containsAll(row.events());
            default -> order.contains(status);
        };
    }

    /** Whether a plain command that opens nothing more may be answered so. */
    boolean allowsPlain(int cla, int ins, int status) {
        boolean isPlain = row(cla, ins) == null && isKnown(cla, ins);
        return switch (status) {
            case 0x6700, 0x6881, 0x6883 -> true;
            case 0x6985 -> !isPlain;
            case 0x6E00 -> !isKnown(cla, ins);
            case 0x6D00 -> !isKnown(cla, ins) || words.get(key(cla, ins)).contains(status);
            default -> isPlain && (words.get(key(cla, ins)).contains(status) || order.contains(status));
        };
    }
}
