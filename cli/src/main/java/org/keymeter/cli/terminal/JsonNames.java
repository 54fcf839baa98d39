package org.keymeter.cli.terminal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Constants as JSON has them. */
public final class JsonNames {
    private static final Pattern UNDERSCORE = Pattern.compile("_(.)");

    private JsonNames() {}

    /** NOT_WRAPPED becomes notWrapped. */
    public static String of(Enum<?> constant) {
        return UNDERSCORE.matcher(constant.name().toLowerCase(Locale.ROOT)).replaceAll(match -> match.group(1)
                .toUpperCase(Locale.ROOT));
    }
}
