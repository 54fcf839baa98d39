package org.keymeter.simulator.hostile;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;

/** The subject's public key: other keys, curves and parameters, points that are none, RSA too weak to trust. */
final class KeyMutations {
    static final List<Mutation> ALL = new MutationTheme("Key")
            .add("OTHER_KEY", (s, r) -> s.replace(s.spki(), any(Keys.P256, r)))
            .add("OTHER_CURVE", (s, r) -> s.replace(s.spki(), any(Keys.CURVES, r)))
            .add("RSA", (s, r) -> s.replace(s.spki(), any(Keys.RSA, r)))
            .add(
                    "OFF_THE_CURVE",
                    (s, r) -> point(s, point -> {
                        point[point.length - 1] ^= 1;
                        return point;
                    }))
            .add(
                    "COMPRESSED",
                    (s, r) -> point(s, point -> {
                        byte[] half = Arrays.copyOf(point, 1 + (point.length - 1) / 2);
                        half[0] = (byte) (2 + (point[point.length - 1] & 1));
                        return half;
                    }))
            .add(
                    "HYBRID",
                    (s, r) -> point(s, point -> {
                        point[0] = (byte) (6 + (point[point.length - 1] & 1));
                        return point;
                    }))
            .add("INFINITY", (s, r) -> point(s, point -> new byte[1]))
            .add(
                    "ALL_ZERO",
                    (s, r) -> point(s, point -> {
                        Arrays.fill(point, 1, point.length, (byte) 0);
                        return point;
                    }))
            .add(
                    "ABOVE_THE_PRIME",
                    (s, r) -> point(s, point -> {
                        Arrays.fill(point, 1, point.length, (byte) 0xFF);
                        return point;
                    }))
            .add("POINT_TRAILED", (s, r) -> point(s, point -> Arrays.copyOf(point, point.length + 1)))
            .add("POINT_CUT", (s, r) -> point(s, point -> Arrays.copyOf(point, point.length - 1)))
            .add("UNUSED_BITS", (s, r) -> bits(s).setContents(withFirst(bits(s).contents(), 1 + r.nextInt(7))))
            .add("EXPLICIT_PARAMETERS", (s, r) -> parameters(s, Der.parse(explicitP256())))
            .add(
                    "PARAMETERS_MISSING",
                    (s, r) ->
                            s.spki().child(0).children.remove(s.spki().child(0).child(1)))
            .add("PARAMETERS_NULL", (s, r) -> parameters(s, new Der(Der.NULL)))
            .add("PARAMETERS_TWICE", (s, r) -> s.spki()
                    .child(0)
                    .children
                    .add(s.spki().child(0).child(1).copy()))
            .add("CURVE_OF_OTHER_NAME", (s, r) -> parameters(s, Der.oid("1.3.132.0.10")))
            .add("KEY_AGREEMENT_ONLY", (s, r) -> s.spki().child(0).children.set(0, Der.oid("1.3.132.1.12")))
            .add("FIELD_MORE", (s, r) -> s.spki().children.add(new Der(Der.NULL)))
            .list();

    private KeyMutations() {}

    /** Made once: making RSA keys is slow. */
    private static final class Keys {
        static final List<Der> P256 = List.of(spki("secp256r1"), spki("secp256r1"));
        static final List<Der> CURVES = List.of(
                spki("secp256k1"), spki("brainpoolP256r1"), spki("secp224r1"), spki("secp384r1"), spki("secp521r1"));
        static final List<Der> RSA = List.of(
                Signer.rsa("e=3", 2048, 3).spki(),
                Signer.rsa("short", 1024, 65537).spki(),
                withExponent(new byte[] {1}),
                withExponent(new byte[] {1, 0, 0}),
                Signer.rsa2048("good").spki());

        private static Der spki(String curve) {
            return Der.parse(Signer.ecKeys(curve).getPublic().getEncoded());
        }

        private static Der withExponent(byte[] exponent) {
            Der spki = Signer.rsa2048("odd").spki();
            spki.child(1).child(0).child(1).setContents(exponent);
            return spki;
        }
    }

    private interface Edit {
        byte[] of(byte[] point);
    }

    private static Der any(List<Der> keys, Random random) {
        return keys.get(random.nextInt(keys.size())).copy();
    }

    private static Der bits(Specimen specimen) {
        return specimen.spki().child(1);
    }

    private static void parameters(Specimen specimen, Der parameters) {
        specimen.spki().child(0).child(1);
        specimen.spki().child(0).children.set(1, parameters);
    }

    private static void point(Specimen specimen, Edit edit) {
        byte[] bits = bits(specimen).contents();
        if (bits.length > 2) {
            byte[] changed = edit.of(Arrays.copyOfRange(bits, 1, bits.length));
            bits(specimen).setContents(Bytes.prepend(0, changed));
        }
    }

    private static byte[] withFirst(byte[] bytes, int first) {
        byte[] changed = Arrays.copyOf(bytes, Math.max(1, bytes.length));
        changed[0] = (byte) first;
        return changed;
    }

    /** P-256 spelled out, as the invitation to put in a generator of one's own (CVE-2020-0601). */
    private static byte[] explicitP256() {
        try {
            X9ECParameters curve = SECNamedCurves.getByName("secp256r1");
            return curve.getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
