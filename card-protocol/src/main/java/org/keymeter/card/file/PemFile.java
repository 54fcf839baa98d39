package org.keymeter.card.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PEM (RFC 7468) or bare DER: the objects of the wanted kinds in a file, in their order.
 */
public final class PemFile {
    private static final int OBJECTS_MAXIMUM = 64;
    private static final int SEQUENCE = 0x30;
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,64})-----([^-]*)-----END \\1-----");
    private static final Pattern SPACE = Pattern.compile("\\s");

    private PemFile() {}

    /**
     * The one object of this kind in the file.
     *
     * @param what the file in words, for the error
     * @param labels the PEM labels it may have
     * @throws InvalidFileException when it has none or several
     */
    public static byte[] readOne(byte[] file, String what, String... labels) throws InvalidFileException {
        List<byte[]> all = readAll(file, what, labels);
        if (all.size() != 1) {
            throw new InvalidFileException(
                    "A " + what + " was expected, the file holds " + all.size() + ".", "Give a file with exactly one.");
        }
        return all.get(0);
    }

    /**
     * All objects of this kind in the file, at least one; text and objects of other kinds between them are skipped.
     *
     * @throws InvalidFileException when there is none, or more than 64, or Base64 is damaged
     */
    public static List<byte[]> readAll(byte[] file, String what, String... labels) throws InvalidFileException {
        if (isDer(file)) {
            return List.of(file.clone());
        }
        Set<String> wanted = Set.of(labels);
        List<byte[]> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            if (wanted.contains(block.group(1))) {
                found.add(decode(block.group(2), what));
            }
            if (found.size() > OBJECTS_MAXIMUM) {
                throw new InvalidFileException("The file holds more than " + OBJECTS_MAXIMUM + " PEM objects.");
            }
        }
        if (found.isEmpty()) {
            throw new InvalidFileException("This is no " + what + ": neither PEM (" + labels[0] + ") nor DER.");
        }
        return found;
    }

    /** One PEM object, lines of 64 characters, as OpenSSL writes it. */
    public static String write(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    /** None of our objects is shorter than 128 bytes, so that the length's first byte is no ASCII. */
    private static boolean isDer(byte[] file) {
        return file.length > 1 && file[0] == SEQUENCE && file[1] < 0;
    }

    private static byte[] decode(String base64, String what) throws InvalidFileException {
        try {
            return Base64.getDecoder().decode(SPACE.matcher(base64).replaceAll(""));
        } catch (IllegalArgumentException damaged) {
            throw new InvalidFileException("The " + what + "'s Base64 is damaged.", "", damaged);
        }
    }
}
