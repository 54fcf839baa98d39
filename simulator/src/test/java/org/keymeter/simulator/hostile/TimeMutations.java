package org.keymeter.simulator.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The validity: kinds of time, their forms, days that no calendar has, and order. */
final class TimeMutations {
    static final List<Mutation> ALL = new MutationTheme("Time")
            .add("GENERALIZED_BEFORE_2050", (s, r) -> put(s, r.nextInt(2), Der.GENERALIZED_TIME, "20481231235959Z"))
            .add("GENERALIZED_SAME_MOMENT", (s, r) -> {
                String utc = text(s, 0);
                put(s, 0, Der.GENERALIZED_TIME, "20" + utc);
            })
            .addHarmless("GENERALIZED_END_2050", (s, r) -> put(s, 1, Der.GENERALIZED_TIME, "20500101000000Z"))
            .addHarmless("GENERALIZED_END_9999", (s, r) -> put(s, 1, Der.GENERALIZED_TIME, "99991231235959Z"))
            .addHarmless("GENERALIZED_LEAP_DAY", (s, r) -> put(s, 1, Der.GENERALIZED_TIME, "24000229120000Z"))
            .add("GENERALIZED_NO_LEAP_DAY", (s, r) -> put(s, 1, Der.GENERALIZED_TIME, "21000229120000Z"))
            .add("GENERALIZED_YEAR_0", (s, r) -> put(s, 0, Der.GENERALIZED_TIME, "00000101000000Z"))
            .add("GENERALIZED_OF_12_DIGITS", (s, r) -> put(s, 1, Der.GENERALIZED_TIME, "490101000000Z"))
            .add("UTC_OF_14_DIGITS", (s, r) -> put(s, 1, Der.UTC_TIME, "20490101000000Z"))
            .add("UTC_END_1950", (s, r) -> put(s, 1, Der.UTC_TIME, "500101000000Z"))
            .addHarmless("UTC_START_1950", (s, r) -> put(s, 0, Der.UTC_TIME, "500101000000Z"))
            .addHarmless("UTC_END_2049", (s, r) -> put(s, 1, Der.UTC_TIME, "491231235959Z"))
            .add("NO_SECONDS", (s, r) -> edit(s, r, text -> text.substring(0, 10) + "Z"))
            .add("NO_ZULU", (s, r) -> edit(s, r, text -> text.substring(0, text.length() - 1)))
            .add("OFFSET", (s, r) -> edit(s, r, text -> text.substring(0, text.length() - 1) + "+0000"))
            .add("OFFSET_OF_13_CHARACTERS", (s, r) -> edit(s, r, text -> text.substring(0, 8) + "-0000"))
            .add("FRACTION", (s, r) -> edit(s, r, text -> text.substring(0, text.length() - 1) + ".5Z"))
            .add("SMALL_Z", (s, r) -> edit(s, r, text -> text.replace('Z', 'z')))
            .add("FEBRUARY_30", (s, r) -> put(s, 1, Der.UTC_TIME, "480230000000Z"))
            .add("FEBRUARY_29", (s, r) -> put(s, 1, Der.UTC_TIME, "470229000000Z"))
            .addHarmless("LEAP_DAY", (s, r) -> put(s, 1, Der.UTC_TIME, "480229000000Z"))
            .add("APRIL_31", (s, r) -> put(s, 1, Der.UTC_TIME, "480431000000Z"))
            .add("DAY_0", (s, r) -> put(s, 1, Der.UTC_TIME, "480400000000Z"))
            .add("MONTH_13", (s, r) -> put(s, 1, Der.UTC_TIME, "481301000000Z"))
            .add("MONTH_0", (s, r) -> put(s, 1, Der.UTC_TIME, "480001000000Z"))
            .add("HOUR_24", (s, r) -> put(s, 1, Der.UTC_TIME, "480101240000Z"))
            .add("MINUTE_60", (s, r) -> put(s, 1, Der.UTC_TIME, "480101006000Z"))
            .add("SECOND_60", (s, r) -> put(s, 1, Der.UTC_TIME, "480101000060Z"))
            .add("SPACE_FOR_DIGIT", (s, r) -> edit(s, r, text -> " " + text.substring(1)))
            .add("SIGN_FOR_DIGIT", (s, r) -> edit(s, r, text -> text.substring(0, 2) + "+1" + text.substring(4)))
            .add(
                    "ANY_CHARACTER",
                    (s, r) -> edit(s, r, text -> {
                        int at = r.nextInt(text.length());
                        return text.substring(0, at) + (char) r.nextInt(256) + text.substring(at + 1);
                    }))
            .add("END_BEFORE_START", (s, r) -> {
                s.validity().child(1);
                Collections.swap(s.validity().children, 0, 1);
            })
            .addHarmless("END_AT_START", (s, r) -> put(s, 1, Der.UTC_TIME, text(s, 0)))
            .add("LONG_OVER", (s, r) -> {
                put(s, 0, Der.UTC_TIME, "200101000000Z");
                put(s, 1, Der.UTC_TIME, "210101000000Z");
            })
            .add("OVER_BEFORE_2000", (s, r) -> {
                put(s, 0, Der.UTC_TIME, "500101000000Z");
                put(s, 1, Der.UTC_TIME, "991231235959Z");
            })
            .add("FROM_THE_FUTURE", (s, r) -> put(s, 0, Der.UTC_TIME, "450101000000Z"))
            .add("OTHER_KIND", (s, r) -> s.validity().child(r.nextInt(2)).tag = Der.UTF8_STRING)
            .add("NO_START", (s, r) -> s.validity().children.remove(s.validity().child(0)))
            .add(
                    "THIRD_TIME",
                    (s, r) -> s.validity().children.add(s.validity().child(1).copy()))
            .add("EMPTY_TIME", (s, r) -> s.validity().child(r.nextInt(2)).setContents(new byte[0]))
            .list();

    private TimeMutations() {}

    private interface Edit {
        String of(String text);
    }

    private static String text(Specimen specimen, int which) {
        return new String(specimen.validity().child(which).contents(), StandardCharsets.ISO_8859_1);
    }

    private static void put(Specimen specimen, int which, int tag, String text) {
        specimen.validity().child(which).tag = tag;
        specimen.validity().child(which).setContents(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void edit(Specimen specimen, Random random, Edit edit) {
        int which = random.nextInt(2);
        String old = text(specimen, which);
        if (old.length() > 12) {
            put(specimen, which, specimen.validity().child(which).tag, edit.of(old));
        }
    }
}
