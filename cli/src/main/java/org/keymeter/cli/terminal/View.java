package org.keymeter.cli.terminal;

/**
 * What a command has to say: a record, whose components are the fields of the JSON output and so part of the documented
 * interface (docs/CLI.md). They hold text, numbers, booleans, {@link org.keymeter.card.ByteString}s, instants, optionals
 * (null in JSON), lists and further records.
 */
public interface View {
    /** Says the same for a person to read. */
    void describe(Page page);

    /** What is written as JSON: this record, unless its fields come from somewhere else. */
    default Object json() {
        return this;
    }
}
