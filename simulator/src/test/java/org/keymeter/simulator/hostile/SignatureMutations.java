package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;

/** The signature: numbers that prove nothing, and encodings that only a careless verifier takes. */
final class SignatureMutations {
    static final List<Mutation> ALL = new MutationTheme("Signature")
            .add("R_ZERO", (s, r) -> numbers(s, (old, n) -> pair(BigInteger.ZERO, value(old, 1))))
            .add("S_ZERO", (s, r) -> numbers(s, (old, n) -> pair(value(old, 0), BigInteger.ZERO)))
            .add("BOTH_ZERO", (s, r) -> numbers(s, (old, n) -> pair(BigInteger.ZERO, BigInteger.ZERO)))
            .add("BOTH_ONE", (s, r) -> numbers(s, (old, n) -> pair(BigInteger.ONE, BigInteger.ONE)))
            .add("R_ORDER", (s, r) -> numbers(s, (old, n) -> pair(n, value(old, 1))))
            .add("S_ORDER", (s, r) -> numbers(s, (old, n) -> pair(value(old, 0), n)))
            .add(
                    "R_ABOVE_ORDER",
                    (s, r) -> numbers(s, (old, n) -> pair(value(old, 0).add(n), value(old, 1))))
            .add(
                    "S_ABOVE_ORDER",
                    (s, r) -> numbers(
                            s, (old, n) -> pair(value(old, 0), value(old, 1).add(n))))
            .add(
                    "R_MINUS_ORDER",
                    (s, r) -> numbers(s, (old, n) -> pair(value(old, 0).subtract(n), value(old, 1))))
            .add(
                    "S_MINUS_ORDER",
                    (s, r) -> numbers(
                            s, (old, n) -> pair(value(old, 0), value(old, 1).subtract(n))))
            .add(
                    "R_NEGATIVE",
                    (s, r) -> numbers(s, (old, n) -> pair(value(old, 0).negate(), value(old, 1))))
            .add(
                    "S_NEGATIVE",
                    (s, r) -> numbers(
                            s, (old, n) -> pair(value(old, 0), value(old, 1).negate())))
            .addHarmless("S_MIRRORED", (s, r) -> numbers(s, (old, n) -> pair(value(old, 0), n.subtract(value(old, 1)))))
            .add("SWAPPED", (s, r) -> numbers(s, (old, n) -> pair(value(old, 1), value(old, 0))))
            .add("HUGE", (s, r) -> numbers(s, (old, n) -> pair(value(old, 0).add(n.shiftLeft(800)), value(old, 1))))
            .add("PADDED_R", (s, r) -> numbers(s, (old, n) -> padded(old, 0)))
            .add("PADDED_S", (s, r) -> numbers(s, (old, n) -> padded(old, 1)))
            .add(
                    "SIGN_BYTE_MISSING",
                    (s, r) -> numbers(s, (old, n) -> {
                        for (Der number : old.children) {
                            byte[] bytes = number.contents();
                            if (bytes[0] == 0) {
                                number.setContents(Arrays.copyOfRange(bytes, 1, bytes.length));
                            }
                        }
                        return old;
                    }))
            .add(
                    "THIRD_NUMBER",
                    (s, r) -> numbers(s, (old, n) -> {
                        old.children.add(Der.integer(1));
                        return old;
                    }))
            .add(
                    "NUMBER_MISSING",
                    (s, r) -> numbers(s, (old, n) -> {
                        old.children.remove(old.child(1));
                        return old;
                    }))
            .add(
                    "LONG_LENGTH",
                    (s, r) -> numbers(s, (old, n) -> {
                        old.all().get(r.nextInt(3)).form = LengthForm.wrong(r);
                        return old;
                    }))
            .add(
                    "OTHER_TAG",
                    (s, r) -> numbers(s, (old, n) -> {
                        old.all().get(r.nextInt(3)).tag = Der.SET;
                        return old;
                    }))
            .add(
                    "PLAIN_NUMBERS",
                    (s, r) -> s.signatureChange = old -> Arrays.copyOfRange(old, Math.min(4, old.length), old.length))
            .add("TRAILED", (s, r) -> s.signatureChange = old -> Arrays.copyOf(old, old.length + 1 + r.nextInt(4)))
            .add("CUT", (s, r) -> s.signatureChange = old -> Arrays.copyOf(old, r.nextInt(old.length)))
            .add("EMPTY", (s, r) -> s.signatureChange = old -> new byte[0])
            .add("ZEROS", (s, r) -> s.signatureChange = old -> new byte[old.length])
            .add("FLIPPED", (s, r) -> s.signatureChange = old -> Bytes.flip(old, r))
            .add("ZERO_IN_FRONT", (s, r) -> s.signatureChange = old -> Bytes.prepend(0, old))
            .add("PLUS_MODULUS", (s, r) -> s.signatureChange = old -> plusModulus(s, old))
            .add(
                    "UNUSED_BITS",
                    (s, r) -> s.outsideChange = outside -> {
                        Der bits = outside.child(1);
                        byte[] contents = bits.contents();
                        contents[0] = (byte) (1 + r.nextInt(255));
                        bits.setContents(contents);
                        return outside;
                    })
            .add(
                    "NO_BITS",
                    (s, r) -> s.outsideChange = outside -> {
                        outside.child(1).setContents(new byte[r.nextInt(2)]);
                        return outside;
                    })
            .list();

    private SignatureMutations() {}

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
        pair.child(which).setContents(Bytes.prepend(0, pair.child(which).contents()));
        return pair;
    }

    private static byte[] plusModulus(Specimen specimen, byte[] old) {
        if (specimen.signer.keys().getPublic() instanceof RSAPublicKey key) {
            byte[] sum = new BigInteger(1, old).add(key.getModulus()).toByteArray();
            return sum.length > old.length && sum[0] == 0 ? Arrays.copyOfRange(sum, 1, sum.length) : sum;
        }
        return old;
    }
}
