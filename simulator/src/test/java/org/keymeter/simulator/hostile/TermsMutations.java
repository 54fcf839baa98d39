package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a grant says: version, device id, instance, key identity, generation, nonce, uses. */
final class TermsMutations {
    static final List<Mutation> ALL = new MutationTheme("Terms")
            .add("OTHER_VERSION", (s, r) -> number(s, 0, BigInteger.valueOf(r.nextBoolean() ? 0 : 2 + r.nextInt(100))))
            .add("LONG_VERSION", (s, r) -> number(s, 0, BigInteger.valueOf(0x0101)))
            .add("OTHER_DEVICE", (s, r) -> flip(s.terms().child(1), r))
            .add("OTHER_INSTANCE", (s, r) -> number(s, 2, BigInteger.valueOf(r.nextInt(Integer.MAX_VALUE))))
            .add("INSTANCE_OF_FIVE_BYTES", (s, r) -> number(s, 2, value(s, 2).add(BigInteger.ONE.shiftLeft(32))))
            .add("OTHER_IDENTITY", (s, r) -> flip(s.terms().child(3), r))
            .add("OTHER_GENERATION", (s, r) -> number(s, 4, value(s, 4).add(BigInteger.ONE)))
            .add("GENERATION_PLUS_65536", (s, r) -> number(s, 4, value(s, 4).add(BigInteger.ONE.shiftLeft(16))))
            .add("GENERATION_OF_FIVE_BYTES", (s, r) -> number(s, 4, value(s, 4).add(BigInteger.ONE.shiftLeft(32))))
            .add("OTHER_NONCE", (s, r) -> flip(s.terms().child(5), r))
            .add("SHORT_NONCE", (s, r) -> resize(s.terms().child(5), -1))
            .add("LONG_NONCE", (s, r) -> resize(s.terms().child(5), 1))
            .add("EMPTY_NONCE", (s, r) -> resize(s.terms().child(5), -16))
            .add("SHORT_DEVICE", (s, r) -> resize(s.terms().child(1), -1))
            .add("LONG_IDENTITY", (s, r) -> resize(s.terms().child(3), 1))
            .addHarmless(
                    "FEWER_USES",
                    (s, r) -> number(
                            s, 6, BigInteger.valueOf(1L + r.nextInt(value(s, 6).intValue()))))
            .add("NO_USES", (s, r) -> number(s, 6, BigInteger.ZERO))
            .add("ONE_USE_MORE", (s, r) -> number(s, 6, value(s, 6).add(BigInteger.ONE)))
            .add("USES_ABOVE_CEILING", (s, r) -> number(s, 6, BigInteger.valueOf(CardUnderTest.CEILING + 1)))
            .add("MOST_USES", (s, r) -> number(s, 6, BigInteger.valueOf(0xFFFFFFFFL)))
            .add("USES_OF_FIVE_BYTES", (s, r) -> number(s, 6, value(s, 6).add(BigInteger.ONE.shiftLeft(32))))
            .add("NEGATIVE_USES", (s, r) -> number(s, 6, value(s, 6).negate()))
            .add("PADDED_USES", (s, r) -> {
                s.terms()
                        .child(6)
                        .setContents(Bytes.prepend(0, s.terms().child(6).contents()));
            })
            .add("FIELD_MISSING", (s, r) -> s.terms().children.remove(s.terms().child(r.nextInt(7))))
            .add("FIELD_MORE", (s, r) -> s.terms().children.add(r.nextInt(8), Der.integer(r.nextInt(300))))
            .add("FIELD_TWICE", (s, r) -> {
                int which = r.nextInt(7);
                s.terms().children.add(which, s.terms().child(which).copy());
            })
            .add("FIELDS_SWAPPED", (s, r) -> {
                int which = r.nextInt(6);
                s.terms().child(which + 1);
                Collections.swap(s.terms().children, which, which + 1);
            })
            .add("IDENTITY_FOR_DEVICE", (s, r) -> {
                s.terms().child(3);
                Collections.swap(s.terms().children, 1, 3);
            })
            .add("FIELD_OF_OTHER_KIND", (s, r) -> s.terms().child(r.nextInt(7)).tag = Der.UTF8_STRING)
            .add("SET_OF_FIELDS", (s, r) -> s.terms().tag = Der.SET)
            .list();

    private TermsMutations() {}

    private static BigInteger value(Specimen specimen, int field) {
        byte[] contents = specimen.terms().child(field).contents();
        return contents.length == 0 ? BigInteger.ONE : new BigInteger(contents);
    }

    private static void number(Specimen specimen, int field, BigInteger value) {
        specimen.terms().child(field).setContents(value.toByteArray());
    }

    private static void flip(Der field, Random random) {
        field.setContents(Bytes.flip(field.contents(), random));
    }

    private static void resize(Der field, int by) {
        byte[] contents = field.contents();
        field.setContents(Arrays.copyOf(contents, Math.max(0, contents.length + by)));
    }
}
