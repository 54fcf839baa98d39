package org.keymeter.gui.pins;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.keymeter.card.Secret;
import org.keymeter.protocol.Limit;

/** What is to be said of a PIN. Only the length is enforced: the card blocks a PIN after a few wrong tries. */
enum PinStrength {
    EMPTY,
    TOO_SHORT,
    TOO_LONG,
    WEAK,
    FAIR,
    STRONG;

    private static final List<String> COMMON = List.of(
            "112233",
            "123321",
            "147258",
            "159753",
            "159357",
            "147852",
            "789456",
            "258456",
            "135790",
            "135791",
            "102030",
            "007007",
            "131313",
            "696969",
            "qwerty",
            "qwertz",
            "asdfgh",
            "yxcvbn",
            "zxcvbn",
            "password",
            "passwort",
            "letmein",
            "geheim",
            "hallo123",
            "iloveyou",
            "monkey",
            "dragon",
            "keymeter",
            "admin1",
            "admin123",
            "changeme",
            "secret");
    private static final int FEW = 2;
    private static final int LONG_ENOUGH = 8;

    /** Whether a card takes it. */
    boolean isAllowed() {
        return this == WEAK || this == FAIR || this == STRONG;
    }

    /** For a bar, from 0 to 1. */
    double level() {
        return switch (this) {
            case EMPTY, TOO_LONG -> 0;
            case TOO_SHORT -> 0.1;
            case WEAK -> 0.33;
            case FAIR -> 0.66;
            case STRONG -> 1;
        };
    }

    /** Of its text. */
    String key() {
        return "strength." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static PinStrength of(Secret pin) {
        if (pin.length() == 0) {
            return EMPTY;
        } else if (pin.length() < Limit.PIN_MINIMUM) {
            return TOO_SHORT;
        } else if (pin.length() > Limit.PIN_MAXIMUM) {
            return TOO_LONG;
        }
        byte[] bytes = pin.expose();
        if (isSequence(bytes) || isRepeated(bytes) || distinct(bytes) <= FEW || isCommon(bytes)) {
            return WEAK;
        }
        return bytes.length >= LONG_ENOUGH && (!isDigits(bytes) || bytes.length > LONG_ENOUGH) ? STRONG : FAIR;
    }

    /** Such as 234567, 987654 or 246802: the same step each time, round the ten digits too. */
    private static boolean isSequence(byte[] pin) {
        int step = pin[1] - pin[0];
        boolean isWrapping = isDigits(pin);
        for (int i = 2; i < pin.length; i++) {
            int difference = pin[i] - pin[i - 1] - step;
            if (difference != 0 && !(isWrapping && difference % 10 == 0)) {
                return false;
            }
        }
        return true;
    }

    /** Such as 121212 or abcabc. */
    private static boolean isRepeated(byte[] pin) {
        for (int period = 1; period <= pin.length / 2; period++) {
            boolean isPeriod = pin.length % period == 0;
            for (int i = period; isPeriod && i < pin.length; i++) {
                isPeriod = pin[i] == pin[i - period];
            }
            if (isPeriod) {
                return true;
            }
        }
        return false;
    }

    private static long distinct(byte[] pin) {
        boolean[] seen = new boolean[256];
        int count = 0;
        for (byte b : pin) {
            count += seen[b & 0xFF] ? 0 : 1;
            seen[b & 0xFF] = true;
        }
        return count;
    }

    private static boolean isDigits(byte[] pin) {
        for (byte b : pin) {
            if (b < '0' || b > '9') {
                return false;
            }
        }
        return true;
    }

    /** SECURITY: compares bytes, so that no text of the PIN is left in memory. */
    private static boolean isCommon(byte[] pin) {
        return COMMON.stream().anyMatch(word -> {
            byte[] common = word.getBytes(StandardCharsets.US_ASCII);
            int same = 0;
            for (int i = 0; i < common.length && common.length == pin.length; i++) {
                int lower = pin[i] >= 'A' && pin[i] <= 'Z' ? pin[i] + ('a' - 'A') : pin[i];
                same += lower == common[i] ? 1 : 0;
            }
            return same == common.length;
        });
    }
}
