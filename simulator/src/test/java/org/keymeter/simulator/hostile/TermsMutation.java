package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/** What a grant says: version, device id, instance, key identity, generation, nonce, uses. */
enum TermsMutation implements Mutation {
    OTHER_VERSION((s, r) -> number(s, 0, BigInteger.valueOf(r.nextBoolean() ? 0 : 2 + r.nextInt(100)))),
    LONG_VERSION((s, r) -> number(s, 0, BigInteger.valueOf(0x0101))),
    OTHER_DEVICE((s, r) -> flip(s.terms().child(1), r)),
    OTHER_INSTANCE((s, r) -> number(s, 2, BigInteger.valueOf(r.nextInt(Integer.MAX_VALUE)))),
    INSTANCE_OF_FIVE_BYTES((s, r) -> number(s, 2, value(s, 2).add(BigInteger.ONE.shiftLeft(32)))),
    OTHER_IDENTITY((s, r) -> flip(s.terms().child(3), r)),
    OTHER_GENERATION((s, r) -> number(s, 4, value(s, 4).add(BigInteger.ONE))),
    GENERATION_PLUS_65536((s, r) -> number(s, 4, value(s, 4).add(BigInteger.ONE.shiftLeft(16)))),
    GENERATION_OF_FIVE_BYTES((s, r) -> number(s, 4, value(s, 4).add(BigInteger.ONE.shiftLeft(32)))),
    OTHER_NONCE((s, r) -> flip(s.terms().child(5), r)),
    SHORT_NONCE((s, r) -> resize(s.terms().child(5), -1)),
    LONG_NONCE((s, r) -> resize(s.terms().child(5), 1)),
    EMPTY_NONCE((s, r) -> resize(s.terms().child(5), -16)),
    SHORT_DEVICE((s, r) -> resize(s.terms().child(1), -1)),
    LONG_IDENTITY((s, r) -> resize(s.terms().child(3), 1)),
    FEWER_USES(
            (s, r) -> number(s, 6, BigInteger.valueOf(1L + r.nextInt(value(s, 6).intValue()))), true),
    NO_USES((s, r) -> number(s, 6, BigInteger.ZERO)),
    ONE_USE_MORE((s, r) -> number(s, 6, value(s, 6).add(BigInteger.ONE))),
    USES_ABOVE_CEILING((s, r) -> number(s, 6, BigInteger.valueOf(CardUnderTest.CEILING + 1))),
    MOST_USES((s, r) -> number(s, 6, BigInteger.valueOf(0xFFFFFFFFL))),
    USES_OF_FIVE_BYTES((s, r) -> number(s, 6, value(s, 6).add(BigInteger.ONE.shiftLeft(32)))),
    NEGATIVE_USES((s, r) -> number(s, 6, value(s, 6).negate())),
    PADDED_USES((s, r) -> {
        byte[] old = s.terms().child(6).contents();
        byte[] padded = new byte[old.length + 1];
        System.arraycopy(old, 0, padded, 1, old.length);
        s.terms().child(6).setContents(padded);
    }),
    FIELD_MISSING((s, r) -> s.terms().children.remove(s.terms().child(r.nextInt(7)))),
    FIELD_MORE((s, r) -> s.terms().children.add(r.nextInt(8), Der.integer(r.nextInt(300)))),
    FIELD_TWICE((s, r) -> {
        int which = r.nextInt(7);
        s.terms().children.add(which, s.terms().child(which).copy());
    }),
    FIELDS_SWAPPED((s, r) -> {
        int which = r.nextInt(6);
        s.terms().child(which + 1);
        Collections.swap(s.terms().children, which, which + 1);
    }),
    IDENTITY_FOR_DEVICE((s, r) -> {
        s.terms().child(3);
        Collections.swap(s.terms().children, 1, 3);
    }),
    FIELD_OF_OTHER_KIND((s, r) -> s.terms().child(r.nextInt(7)).tag = Der.UTF8_STRING),
    SET_OF_FIELDS((s, r) -> s.terms().tag = Der.SET);

    private final Change change;
    private final boolean isHarmless;

    TermsMutation(Change change) {
        this(change, false);
    }

    TermsMutation(Change change, boolean isHarmless) {
        this.change = change;
        this.isHarmless = isHarmless;
    }

    private static BigInteger value(Specimen specimen, int field) {
        byte[] contents = specimen.terms().child(field).contents();
        return contents.length == 0 ? BigInteger.ONE : new BigInteger(contents);
    }

    private static void number(Specimen specimen, int field, BigInteger value) {
        specimen.terms().child(field).setContents(value.toByteArray());
    }

    private static void flip(Der field, Random random) {
        byte[] contents = field.contents();
        if (contents.length > 0) {
            contents[random.nextInt(contents.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            field.setContents(contents);
        }
    }

    private static void resize(Der field, int by) {
        byte[] contents = field.contents();
        field.setContents(Arrays.copyOf(contents, Math.max(0, contents.length + by)));
    }

    @Override
    public void apply(Specimen specimen, Random random) {
        change.apply(specimen, random);
    }

    @Override
    public boolean isHarmless() {
        return isHarmless;
    }
}
