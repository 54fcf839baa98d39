package org.keymeter.gui.keys;

import java.util.function.Function;
import javafx.util.StringConverter;

/** Words for things that are chosen from a list, never typed. */
final class Shown<T> extends StringConverter<T> {
    private final Function<T, String> words;

    Shown(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(T thing) {
        return thing == null ? "" : words.apply(thing);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("it is chosen, not typed");
    }
}
