package org.keymeter.gui.audit;

import java.util.Optional;

/**
 * Something to choose.
 *
 * @param value empty: no matter which
 */
record Choice<T>(Optional<T> value, String words) {
    static <T> Choice<T> any(String words) {
        return new Choice<>(Optional.empty(), words);
    }

    static <T> Choice<T> of(T value, String words) {
        return new Choice<>(Optional.of(value), words);
    }

    @Override
    public String toString() {
        return words;
    }
}
