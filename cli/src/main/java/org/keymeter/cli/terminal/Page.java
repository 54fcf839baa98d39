package org.keymeter.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.file.PrintableText;

/** Plain text in the making: lines, fields in a column, tables. Text from strangers is made safe to print. */
public final class Page {
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();
    private final List<String[]> fields = new ArrayList<>();

    /** A name and its value; those that follow one another are aligned. */
    public Page field(String name, Object value) {
        fields.add(new String[] {name, PrintableText.of(String.valueOf(value))});
        return this;
    }

    public Page line(String line) {
        flushFields();
        text.append(PrintableText.of(line)).append('\n');
        return this;
    }

    /** An empty line. */
    public Page gap() {
        return line("");
    }

    /** Several lines as they are, such as a PEM file of our own making. */
    public Page block(String lines) {
        flushFields();
        text.append(lines);
        return this;
    }

    public Page table(Table table) {
        flushFields();
        text.append(table);
        return this;
    }

    private void flushFields() {
        int width = fields.stream().mapToInt(field -> field[0].length()).max().orElse(0);
        for (String[] field : fields) {
            text.append(field[0])
                    .append(" ".repeat(width - field[0].length()))
                    .append(GAP)
                    .append(field[1])
                    .append('\n');
        }
        fields.clear();
    }

    @Override
    public String toString() {
        flushFields();
        return text.toString();
    }
}
