package org.keymeter.gui;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the console, from {@code messages.properties}. */
public final class Messages {
    /** For FXML, which names a text as {@code %key}. */
    public static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.keymeter.gui.messages", Locale.ENGLISH);

    private Messages() {}

    /**
     * @param arguments take the places {0}, {1} … of the text
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String text(String key, Object... arguments) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ENGLISH).format(arguments);
    }
}
