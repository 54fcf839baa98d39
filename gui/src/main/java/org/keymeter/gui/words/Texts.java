package org.keymeter.gui.words;

import java.text.MessageFormat;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of one package in one language: its {@code messages}, and after them those that all packages share. */
public final class Texts {
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    Texts(Class<?> ofPackage, Locale locale) {
        this.locale = locale;
        bundle = new Layered(load(ofPackage, locale), load(Texts.class, locale));
    }

    private static ResourceBundle load(Class<?> ofPackage, Locale locale) {
        String name = ofPackage.getPackageName() + ".messages";
        return ResourceBundle.getBundle(name, locale, ofPackage.getClassLoader(), EXACT);
    }

    /**
     * @param arguments take the places {0}, {1} … of the text
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** Whether there is such a text. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** For FXML, which names a text as {@code %key}: formatted like any other, with no argument. */
    public ResourceBundle bundle() {
        return new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                return has(key) ? text(key) : null;
            }

            @Override
            public boolean containsKey(String key) {
                return has(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return bundle.getKeys();
            }
        };
    }

    public Locale locale() {
        return locale;
    }

    private static final class Layered extends ResourceBundle {
        private final ResourceBundle own;

        Layered(ResourceBundle own, ResourceBundle shared) {
            this.own = own;
            setParent(shared);
        }

        @Override
        protected Object handleGetObject(String key) {
            return own.containsKey(key) ? own.getObject(key) : null;
        }

        @Override
        public Enumeration<String> getKeys() {
            return own.getKeys();
        }
    }
}
