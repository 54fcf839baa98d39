package org.keymeter.gui.controls;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TextFormatter;
import javafx.util.StringConverter;

/** A whole number within a range, typed or stepped; takes nothing but digits. */
public final class NumberSpinner extends Spinner<Integer> {
    private static final int DIGITS_MAXIMUM = 10;

    private final IntegerSpinnerValueFactory range = new IntegerSpinnerValueFactory(1, 1);
    private final ReadOnlyLongWrapper number = new ReadOnlyLongWrapper(1);

    public NumberSpinner() {
        range.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer value) {
                return String.valueOf(value);
            }

            @Override
            public Integer fromString(String text) {
                return nearest(text);
            }
        });
        setValueFactory(range);
        setEditable(true);
        getEditor()
                .setTextFormatter(new TextFormatter<>(change ->
                        change.getControlNewText().matches("[0-9]{0," + DIGITS_MAXIMUM + "}") ? change : null));
        getEditor().textProperty().addListener((property, before, now) -> number.set(nearest(now)));
    }

    /** @param value within the range, to begin with */
    public void setRange(int minimum, int maximum, int value) {
        range.setMax(maximum);
        range.setMin(minimum);
        range.setValue(value);
        getEditor().setText(String.valueOf(value));
    }

    /** What is typed, moved into the range. */
    public ReadOnlyLongProperty numberProperty() {
        return number.getReadOnlyProperty();
    }

    private int nearest(String text) {
        long typed = text.isEmpty() ? range.getMin() : Long.parseLong(text);
        return (int) Math.max(range.getMin(), Math.min(range.getMax(), typed));
    }
}
