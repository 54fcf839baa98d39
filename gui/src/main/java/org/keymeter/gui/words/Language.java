package org.keymeter.gui.words;

import java.util.List;
import java.util.Locale;

/**
 * A language that the console speaks, chosen once per window; numbers and dates follow the same locale.
 *
 * @param locale its texts' and its numbers'
 */
public record Language(Locale locale) {
    public static final Language ENGLISH = new Language(Locale.ENGLISH);
    public static final Language GERMAN = new Language(Locale.GERMAN);

    /** All there are. */
    public static final List<Language> ALL = List.of(ENGLISH, GERMAN);

    /** The one nearest to a locale; English if there is none. */
    public static Language near(Locale locale) {
        return ALL.stream()
                .filter(language -> language.locale.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(ENGLISH);
    }

    /** The texts of a package. */
    public Texts texts(Class<?> ofPackage) {
        return new Texts(ofPackage, locale);
    }
}
