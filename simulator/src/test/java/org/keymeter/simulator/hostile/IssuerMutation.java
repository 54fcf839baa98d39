package org.keymeter.simulator.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Who signed, by which algorithm, and who is said to have; and whom it is about. */
enum IssuerMutation implements Mutation {
    BY_THE_TWIN((s, r) -> s.signer = signed(s, Authorities.TWIN)),
    BY_A_STRANGER((s, r) -> s.signer = signed(s, Authorities.STRANGER)),
    BY_A_STRANGER_OF_ITS_NAME((s, r) -> {
        s.signer = signed(s, Authorities.STRANGER);
        s.replace(s.issuer(), Authorities.STRANGER.name().copy());
    }),
    BY_NOBODY((s, r) -> {
        s.signer = signed(s, Authorities.NOBODY);
        s.replace(s.issuer(), Authorities.NOBODY.name().copy());
    }),
    BY_NOBODY_IN_ANOTHERS_NAME((s, r) -> s.signer = signed(s, Authorities.NOBODY)),
    BY_ITSELF((s, r) -> {
        s.signer = signed(s, Authorities.NOBODY);
        s.replace(s.issuer(), s.subject().copy());
    }),
    BY_ANOTHER_ANCHOR((s, r) -> s.signer = signed(
            s, List.of(Authorities.P256, Authorities.P384, Authorities.RSA).get(r.nextInt(3)))),
    NAME_OF_ANOTHER_ANCHOR(
            (s, r) -> s.replace(s.issuer(), Authorities.P384.name().copy())),
    NAME_IN_CAPITALS((s, r) -> {
        Der text = text(s.issuer());
        text.value = new String(text.value, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT)
                .getBytes(StandardCharsets.ISO_8859_1);
    }),
    NAME_OF_ANOTHER_STRING_KIND((s, r) -> text(s.issuer()).tag = 0x13),
    NAME_LONGER((s, r) -> s.issuer().children.add(Signer.commonName("more").child(0))),
    NAME_EMPTY((s, r) -> s.issuer().children.clear()),
    SUBJECT_EMPTY((s, r) -> s.subject().children.clear(), true),
    SUBJECT_LONG(
            (s, r) -> s.subject()
                    .children
                    .addAll(Collections.nCopies(
                            4, Signer.commonName("twelve bytes").child(0))),
            true),
    SUBJECT_OF_THE_ISSUER((s, r) -> s.replace(s.subject(), s.issuer().copy()), true),
    SUBJECT_OF_ANY_BYTES(
            (s, r) -> {
                byte[] bytes = new byte[r.nextInt(30)];
                r.nextBytes(bytes);
                s.subject().setContents(bytes);
            },
            true),
    ALGORITHM_INSIDE((s, r) -> s.replace(s.algorithm(), otherAlgorithm(s, r))),
    ALGORITHM_INSIDE_ONLY((s, r) -> {
        Der outer = s.algorithm().copy();
        s.replace(s.algorithm(), otherAlgorithm(s, r));
        outer(s, outer);
    }),
    ALGORITHM_OUTSIDE((s, r) -> outer(s, otherAlgorithm(s, r))),
    SHA_384(
            (s, r) -> {
                if (s.signer.algorithm().endsWith("ECDSA")) {
                    s.signer = s.signer.signing("SHA384withECDSA", Signer.ecdsa(Signer.ECDSA_SHA_384));
                    s.replace(s.algorithm(), Signer.ecdsa(Signer.ECDSA_SHA_384));
                }
            },
            true),
    SHA_512((s, r) -> {
        String kind = s.signer.algorithm().substring(s.signer.algorithm().indexOf("with"));
        Der id = kind.endsWith("RSA") ? rsa("1.2.840.113549.1.1.13") : Signer.ecdsa("1.2.840.10045.4.3.4");
        s.signer = s.signer.signing("SHA512" + kind, id);
        s.replace(s.algorithm(), id.copy());
    }),
    SHA_1((s, r) -> {
        String kind = s.signer.algorithm().substring(s.signer.algorithm().indexOf("with"));
        Der id = kind.endsWith("RSA") ? rsa("1.2.840.113549.1.1.5") : Signer.ecdsa("1.2.840.10045.4.1");
        s.signer = s.signer.signing("SHA1" + kind, id);
        s.replace(s.algorithm(), id.copy());
    }),
    PARAMETERS_ADDED((s, r) -> s.algorithm().children.add(new Der(Der.NULL))),
    PARAMETERS_REMOVED((s, r) -> s.algorithm().children.remove(s.algorithm().child(1)));

    private final Change change;
    private final boolean isHarmless;

    IssuerMutation(Change change) {
        this(change, false);
    }

    IssuerMutation(Change change, boolean isHarmless) {
        this.change = change;
        this.isHarmless = isHarmless;
    }

    /** Signs in the other's place, and says truly by which algorithm. */
    private static Signer signed(Specimen specimen, Signer by) {
        specimen.replace(specimen.algorithm(), by.algorithmId().copy());
        return by;
    }

    private static Der text(Der name) {
        return name.child(0).child(0).child(1);
    }

    private static Der rsa(String oid) {
        return new Der(Der.SEQUENCE, Der.oid(oid), new Der(Der.NULL));
    }

    private static void outer(Specimen specimen, Der algorithm) {
        specimen.outsideChange = outside -> {
            outside.children.set(0, algorithm);
            return outside;
        };
    }

    private static Der otherAlgorithm(Specimen specimen, Random random) {
        List<Der> all = List.of(
                Signer.ecdsa(Signer.ECDSA_SHA_256),
                Signer.ecdsa(Signer.ECDSA_SHA_384),
                rsa(Signer.RSA_SHA_256),
                Signer.ecdsa("1.2.840.10045.4.3.4"),
                rsa("1.2.840.113549.1.1.10"),
                Signer.ecdsa("1.3.101.112"));
        return all.get(random.nextInt(all.size()));
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
