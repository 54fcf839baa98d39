package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;
import org.keymeter.protocol.Tag;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The document, the constants of the library and the applet say the same. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "PROTOCOL.md");
    private static final List<Class<?>> CONSTANTS =
            List.of(Code.class, Event.class, Ins.class, Limit.class, Sw.class, Tag.class);

    private final String text;

    ProtocolDocumentTest() throws Exception {
        text = Files.readString(DOCUMENT);
    }

    private static Map<String, String> constants() throws IllegalAccessException {
        Map<String, String> found = new TreeMap<>();
        for (Class<?> type : CONSTANTS) {
            for (Field field : type.getFields()) {
                boolean isDecimal = type == Limit.class;
                int value = ((Number) field.get(null)).intValue() & (field.getType() == byte.class ? 0xFF : 0xFFFF);
                String format = isDecimal ? "%d" : field.getType() == byte.class ? "%02X" : "%04X";
                found.put(type.getSimpleName() + "." + field.getName(), String.format(Locale.ROOT, format, value));
            }
        }
        return found;
    }

    @Test
    void theListOfConstantsIsTheLibrarys() throws Exception {
        Map<String, String> listed = new TreeMap<>();
        Matcher row =
                Pattern.compile("(?m)^\\| `(\\w+\\.\\w+)` \\| (\\w+) \\|$").matcher(text);
        while (row.find()) {
            listed.put(row.group(1), row.group(2));
        }
        assertEquals(constants(), listed);
    }

    /** Rows of section 4 as "class instruction": what the applet takes inside the channel. */
    @Test
    void theAccessTableIsTheApplets() throws Exception {
        Set<String> documented = new TreeSet<>();
        String section = text.substring(text.indexOf("## 4."), text.indexOf("## 5."));
        Matcher row = Pattern.compile("(?m)^\\| [A-Z][^|]* \\| (00|80) ([0-9A-F]{2}) [^|]* \\| ([^|]*) \\|")
                .matcher(section);
        while (row.find()) {
            documented.add(row.group(1) + " " + row.group(2) + " " + condition(row.group(3)));
        }
        Field field = Access.class.getDeclaredField("TABLE");
        field.setAccessible(true);
        byte[] table = (byte[]) field.get(null);
        Set<String> implemented = new TreeSet<>();
        for (int i = 0; i < table.length; i += 3) {
            implemented.add(String.format(Locale.ROOT, "%02X %02X %d", table[i], table[i + 1], table[i + 2] & 0x3F));
        }
        assertEquals(documented, implemented);
    }

    /** The number that {@link Access} has for a condition of the document; an instruction judged by its own data has none. */
    private static int condition(String words) {
        return switch (words) {
            case "metadata" -> 1;
            case "admin" -> 2;
            case "ack" -> 3;
            case "key" -> 4;
            case "key of the template" -> 5;
            case "any (installed) / admin (initialised)" -> 6;
            default -> 0;
        };
    }

    /** Every status word that an applet's class holds as a number stands in section 7, 10 or 11, alone or in a range. */
    @Test
    void everyStatusWordThatTheAppletCanAnswerIsDocumented() throws Exception {
        Set<Integer> known = new HashSet<>();
        for (Map.Entry<String, String> constant : constants().entrySet()) {
            if (constant.getKey().startsWith("Sw.")) {
                known.add(Integer.parseInt(constant.getValue(), 16));
            }
        }
        for (int word : known) {
            assertTrue(isDocumented(word), () -> String.format("%04X is not documented", word));
        }
        Set<String> unknown = new TreeSet<>();
        for (Path file : classes()) {
            ClassNode node = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(node, 0);
            for (MethodNode method : node.methods) {
                for (AbstractInsnNode instruction : method.instructions) {
                    if (instruction instanceof IntInsnNode push
                            && push.getOpcode() == Opcodes.SIPUSH
                            && looksLikeStatus(push.operand & 0xFFFF)
                            && !known.contains(push.operand & 0xFFFF)) {
                        unknown.add(String.format("%s.%s: %04X", node.name, method.name, push.operand & 0xFFFF));
                    }
                }
            }
        }
        unknown.removeIf(found -> found.endsWith(": 7FFF"));
        assertEquals(Set.of(), unknown);
    }

    private static boolean looksLikeStatus(int value) {
        return value >= 0x6100 && value <= 0x6FFF || value >= 0x9000 && value <= 0x9FFF;
    }

    private boolean isDocumented(int word) {
        String hex = String.format(Locale.ROOT, "%04X", word);
        if (text.contains("| " + hex)
                || text.contains(", " + hex)
                || text.contains("| " + hex.substring(0, 2) + "xx")) {
            return true;
        }
        Matcher range = Pattern.compile("\\| ([0-9A-F]{4})–([0-9A-F]{4})").matcher(text);
        while (range.find()) {
            if (word >= Integer.parseInt(range.group(1), 16) && word <= Integer.parseInt(range.group(2), 16)) {
                return true;
            }
        }
        return text.contains("| " + hex.substring(0, 3) + "x");
    }

    private static List<Path> classes() throws Exception {
        List<Path> found = new ArrayList<>();
        try (var files = Files.walk(Path.of("target", "classes"))) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(found::add);
        }
        assertTrue(found.size() > 20, "the applet is not compiled");
        return found;
    }

    /** The tags that keep the device key's signatures apart never begin a DER structure, and none is a prefix of another. */
    @Test
    void noStatementIsDerAndNoTwoTagsAreAlike() throws Exception {
        Set<String> tags = new HashSet<>();
        for (Field field : Statements.class.getDeclaredFields()) {
            if (field.getName().endsWith("_TAG")) {
                field.setAccessible(true);
                byte[] tag = (byte[]) field.get(null);
                assertEquals(16, tag.length);
                assertTrue(tag[0] != 0x30 && tags.add(new String(tag, StandardCharsets.US_ASCII)));
                assertTrue(text.contains("`" + new String(tag, StandardCharsets.US_ASCII) + "`"));
            }
        }
        assertEquals(4, tags.size());
    }
}
