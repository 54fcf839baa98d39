package org.keymeter.card;

/** Numbers of things, in words. */
public final class Count {
    private Count() {}

    /** @param noun in the singular, with a regular plural: "use", "wrong PIN", "try" */
    public static String of(long number, String noun) {
        if (number == 1) {
            return "1 " + noun;
        }
        boolean isWithY = noun.matches(".*[^aeiou]y");
        return number + " " + (isWithY ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
    }
}
