package org.keymeter.card.file;

/**
 * Text from strangers, made safe to print on a terminal: control, format and unassigned characters (escape sequences,
 * direction overrides, line breaks) become backslash escapes.
 */
public final class PrintableText {
    private static final int MAXIMUM = 512;

    private PrintableText() {}

    /** At most 512 characters of the text, then an ellipsis. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(MAXIMUM).forEach(c -> {
            if (isPrintable(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u{%X}", c));
            }
        });
        return text.codePointCount(0, text.length()) > MAXIMUM ? out.append('…').toString() : out.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
