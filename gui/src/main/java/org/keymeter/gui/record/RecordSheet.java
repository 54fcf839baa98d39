package org.keymeter.gui.record;

import java.util.List;

/**
 * A record sheet in words, ready to be laid out.
 *
 * @param title at its top
 * @param sections in order
 */
record RecordSheet(String title, List<Section> sections) {
    RecordSheet {
        sections = List.copyOf(sections);
    }

    record Section(String heading, List<Part> parts) {
        Section {
            parts = List.copyOf(parts);
        }
    }

    /** What a section is made of. */
    sealed interface Part {}

    /** Text that is wrapped. */
    record Paragraph(String text) implements Part {}

    /** Text that nobody must overlook. */
    record Warning(String text) implements Part {}

    record Field(String name, String value) implements Part {}

    /** Lines as they are, such as PEM. */
    record Block(List<String> lines) implements Part {
        Block {
            lines = List.copyOf(lines);
        }
    }
}
