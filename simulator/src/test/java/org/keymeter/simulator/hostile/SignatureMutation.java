package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Random;

/** The signature: numbers that prove nothing, and encodings that only a careless verifier takes. */
enum SignatureMutation implements Mutation {
    R_ZERO((s, r) -> numbers(s, (old, n) -> pair(BigInteger.ZERO, value(old, 1)))),
    S_ZERO((s, r) -> numbers(s, (old, n) -> pair(value(old, 0), BigInteger.ZERO))),
    BOTH_ZERO((s, r) -> numbers(s, (old, n) -> pair(BigInteger.ZERO, BigInteger.ZERO))),
    BOTH_ONE((s, r) -> numbers(s, (old, n) -> pair(BigInteger.ONE, BigInteger.ONE))),
    R_ORDER((s, r) -> numbers(s, (old, n) -> pair(n, value(old, 1)))),
    S_ORDER((s, r) -> numbers(s, (old, n) -> pair(value(old, 0), n))),
    R_ABOVE_ORDER((s, r) -> numbers(s, (old, n) -> pair(value(old, 0).add(n), value(old, 1)))),
    S_ABOVE_ORDER(
            (s, r) -> numbers(s, (old, n) -> pair(value(old, 0), value(old, 1).add(n)))),
    R_MINUS_ORDER((s, r) -> numbers(s, (old, n) -> pair(value(old, 0).subtract(n), value(old, 1)))),
    S_MINUS_ORDER(
            (s, r) -> numbers(s, (old, n) -> pair(value(old, 0), value(old, 1).subtract(n)))),
    R_NEGATIVE((s, r) -> numbers(s, (old, n) -> pair(value(old, 0).negate(), value(old, 1)))),
    S_NEGATIVE(
            (s, r) -> numbers(s, (old, n) -> pair(value(old, 0), value(old, 1).negate()))),
    S_MIRRORED((s, r) -> numbers(s, (old, n) -> pair(value(old, 0), n.subtract(value(old, 1)))), true),
    SWAPPED((s, r) -> numbers(s, (old, n) -> pair(value(old, 1), value(old, 0)))),
    HUGE((s, r) -> numbers(s, (old, n) -> pair(value(old, 0).add(n.shiftLeft(800)), value(old, 1)))),
    PADDED_R((s, r) -> numbers(s, (old, n) -> padded(old, 0))),
    PADDED_S((s, r) -> numbers(s, (old, n) -> padded(old, 1))),
    SIGN_BYTE_MISSING((s, r) -> numbers(s, (old, n) -> {
        for (Der number : old.children) {
            byte[] bytes = number.contents();
            if (bytes[0] == 0) {
                number.setContents(Arrays.copyOfRange(bytes, 1, bytes.length));
            }
        }
        return old;
    })),
    THIRD_NUMBER((s, r) -> numbers(s, (old, n) -> {
        old.children.add(Der.integer(1));
        return old;
    })),
    NUMBER_MISSING((s, r) -> numbers(s, (old, n) -> {
        old.children.remove(old.child(1));
        return old;
    })),
    LONG_LENGTH((s, r) -> numbers(s, (old, n) -> {
        old.all().get(r.nextInt(3)).form = LengthForm.values()[1 + r.nextInt(LengthForm.values().length - 1)];
        return old;
    })),
    OTHER_TAG((s, r) -> numbers(s, (old, n) -> {
        old.all().get(r.nextInt(3)).tag = Der.SET;
        return old;
    })),
    PLAIN_NUMBERS((s, r) -> s.signatureChange = old -> Arrays.copyOfRange(old, Math.min(4, old.length), old.length)),
    TRAILED((s, r) -> s.signatureChange = old -> Arrays.copyOf(old, old.length + 1 + r.nextInt(4))),
    CUT((s, r) -> s.signatureChange = old -> Arrays.copyOf(old, r.nextInt(old.length))),
    EMPTY((s, r) -> s.signatureChange = old -> new byte[0]),
    ZEROS((s, r) -> s.signatureChange = old -> new byte[old.length]),
    FLIPPED((s, r) -> s.signatureChange = old -> {
        byte[] flipped = old.clone();
        flipped[r.nextInt(flipped.length)] ^= (byte) (1 << r.nextInt(Byte.SIZE));
        return flipped;
    }),
    ZERO_IN_FRONT((s, r) -> s.signatureChange = old -> {
        byte[] longer = new byte[old.length + 1];
        System.arraycopy(old, 0, longer, 1, old.length);
        return longer;
    }),
    PLUS_MODULUS((s, r) -> s.signatureChange = old -> plusModulus(s, old)),
    UNUSED_BITS((s, r) -> s.outsideChange = outside -> {
        Der bits = outside.child(1);
        byte[] contents = bits.contents();
        contents[0] = (byte) (1 + r.nextInt(255));
        bits.setContents(contents);
        return outside;
    }),
    NO_BITS((s, r) -> s.outsideChange = outside -> {
        outside.child(1).setContents(new byte[r.nextInt(2)]);
        return outside;
    });

    private final Change change;
    private final boolean isHarmless;

    SignatureMutation(Change change) {
        this(change, false);
    }

    SignatureMutation(Change change, boolean isHarmless) {
        this.change = change;
        this.isHarmless = isHarmless;
    }

    private interface Edit {
        Der of(Der signature, BigInteger order);
    }

    /** Changes a signature of two numbers, and no other. */
    private static void numbers(Specimen specimen, Edit edit) {
        specimen.signatureChange = old -> specimen.signer.keys().getPrivate() instanceof ECPrivateKey key
                ? edit.of(Der.parse(old), key.getParams().getOrder()).encode()
                : old;
    }

    private static BigInteger value(Der pair, int which) {
        return new BigInteger(pair.child(which).contents());
    }

    private static Der pair(BigInteger r, BigInteger s) {
        return new Der(Der.SEQUENCE, new Der(Der.INTEGER, r.toByteArray()), new Der(Der.INTEGER, s.toByteArray()));
    }

    private static Der padded(Der pair, int which) {
        byte[] old = pair.child(which).contents();
        byte[] longer = new byte[old.length + 1];
        System.arraycopy(old, 0, longer, 1, old.length);
        pair.child(which).setContents(longer);
        return pair;
    }

    private static byte[] plusModulus(Specimen specimen, byte[] old) {
        if (specimen.signer.keys().getPublic() instanceof RSAPublicKey key) {
            byte[] sum = new BigInteger(1, old).add(key.getModulus()).toByteArray();
            return sum.length > old.length && sum[0] == 0 ? Arrays.copyOfRange(sum, 1, sum.length) : sum;
        }
        return old;
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
