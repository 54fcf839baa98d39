package org.keymeter.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keymeter.card.file.PrintableText;

/** Columns of text; a column whose heading starts with '#' is aligned to the right, for numbers. */
public final class Table {
    private static final String GAP = "  ";
    private static final String NUMBERS = "#";

    private final boolean[] isNumber;
    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headings) {
        isNumber = new boolean[headings.length];
        String[] first = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            isNumber[i] = headings[i].startsWith(NUMBERS);
            first[i] = isNumber[i] ? headings[i].substring(1) : headings[i];
        }
        rows.add(first);
    }

    /** @param cells one per heading */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> PrintableText.of(String.valueOf(cell)))
                .toArray(String[]::new));
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[isNumber.length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(isNumber[i] ? space + row[i] : row[i] + space).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
