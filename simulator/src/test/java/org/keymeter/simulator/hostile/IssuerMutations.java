package org.keymeter.simulator.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Who signed, by which algorithm, and who is said to have; and whom it is about. */
final class IssuerMutations {
    static final List<Mutation> ALL = new MutationTheme("Issuer")
            .add("BY_THE_TWIN", (s, r) -> s.signer = signed(s, Authorities.TWIN))
            .add("BY_A_STRANGER", (s, r) -> s.signer = signed(s, Authorities.STRANGER))
            .add("BY_A_STRANGER_OF_ITS_NAME", (s, r) -> {
                s.signer = signed(s, Authorities.STRANGER);
                s.replace(s.issuer(), Authorities.STRANGER.name().copy());
            })
            .add("BY_NOBODY", (s, r) -> {
                s.signer = signed(s, Authorities.NOBODY);
                s.replace(s.issuer(), Authorities.NOBODY.name().copy());
            })
            .add("BY_NOBODY_IN_ANOTHERS_NAME", (s, r) -> s.signer = signed(s, Authorities.NOBODY))
            .add("BY_ITSELF", (s, r) -> {
                s.signer = signed(s, Authorities.NOBODY);
                s.replace(s.issuer(), s.subject().copy());
            })
            .add(
                    "BY_ANOTHER_ANCHOR",
                    (s, r) -> s.signer = signed(
                            s,
                            List.of(Authorities.P256, Authorities.P384, Authorities.RSA)
                                    .get(r.nextInt(3))))
            .add(
                    "NAME_OF_ANOTHER_ANCHOR",
                    (s, r) -> s.replace(s.issuer(), Authorities.P384.name().copy()))
            .add("NAME_IN_CAPITALS", (s, r) -> {
                Der text = text(s.issuer());
                text.value = new String(text.value, StandardCharsets.ISO_8859_1)
                        .toUpperCase(Locale.ROOT)
                        .getBytes(StandardCharsets.ISO_8859_1);
            })
            .add("NAME_OF_ANOTHER_STRING_KIND", (s, r) -> text(s.issuer()).tag = 0x13)
            .add(
                    "NAME_LONGER",
                    (s, r) -> s.issuer().children.add(Signer.commonName("more").child(0)))
            .add("NAME_EMPTY", (s, r) -> s.issuer().children.clear())
            .addHarmless("SUBJECT_EMPTY", (s, r) -> s.subject().children.clear())
            .addHarmless("SUBJECT_LONG", (s, r) -> s.subject()
                    .children
                    .addAll(Collections.nCopies(
                            4, Signer.commonName("twelve bytes").child(0))))
            .addHarmless(
                    "SUBJECT_OF_THE_ISSUER",
                    (s, r) -> s.replace(s.subject(), s.issuer().copy()))
            .addHarmless("SUBJECT_OF_ANY_BYTES", (s, r) -> {
                byte[] bytes = new byte[r.nextInt(30)];
                r.nextBytes(bytes);
                s.subject().setContents(bytes);
            })
            .add("ALGORITHM_INSIDE", (s, r) -> s.replace(s.algorithm(), otherAlgorithm(s, r)))
            .add("ALGORITHM_INSIDE_ONLY", (s, r) -> {
                Der outer = s.algorithm().copy();
                s.replace(s.algorithm(), otherAlgorithm(s, r));
                outer(s, outer);
            })
            .add("ALGORITHM_OUTSIDE", (s, r) -> outer(s, otherAlgorithm(s, r)))
            .addHarmless("SHA_384", (s, r) -> {
                if (s.signer.algorithm().endsWith("ECDSA")) {
                    s.signer = s.signer.signing("SHA384withECDSA", Signer.ecdsa(Signer.ECDSA_SHA_384));
                    s.replace(s.algorithm(), Signer.ecdsa(Signer.ECDSA_SHA_384));
                }
            })
            .add("SHA_512", (s, r) -> {
                String kind =
                        s.signer.algorithm().substring(s.signer.algorithm().indexOf("with"));
                Der id = kind.endsWith("RSA") ? rsa("1.2.840.113549.1.1.13") : Signer.ecdsa("1.2.840.10045.4.3.4");
                s.signer = s.signer.signing("SHA512" + kind, id);
                s.replace(s.algorithm(), id.copy());
            })
            .add("SHA_1", (s, r) -> {
                String kind =
                        s.signer.algorithm().substring(s.signer.algorithm().indexOf("with"));
                Der id = kind.endsWith("RSA") ? rsa("1.2.840.113549.1.1.5") : Signer.ecdsa("1.2.840.10045.4.1");
                s.signer = s.signer.signing("SHA1" + kind, id);
                s.replace(s.algorithm(), id.copy());
            })
            .add("PARAMETERS_ADDED", (s, r) -> s.algorithm().children.add(new Der(Der.NULL)))
            .add(
                    "PARAMETERS_REMOVED",
                    (s, r) -> s.algorithm().children.remove(s.algorithm().child(1)))
            .list();

    private IssuerMutations() {}

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
}
