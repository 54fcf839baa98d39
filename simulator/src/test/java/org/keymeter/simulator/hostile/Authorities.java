package org.keymeter.simulator.hostile;

import java.util.List;

/** The CAs of these tests, made once: keys cost time. */
final class Authorities {
    // Anchors that the policies name.
    static final Signer P256 = Signer.p256("approver");
    static final Signer P384 = Signer.p384("approver on P-384");
    static final Signer RSA = Signer.rsa2048("approver with RSA");
    /** Has the first one's name, and another key. */
    static final Signer TWIN = Signer.p256("approver");

    /** An anchor that no policy names. */
    static final Signer STRANGER = Signer.p256("stranger");

    /** On no card. */
    static final Signer NOBODY = Signer.p256("nobody");

    // Intermediates.
    static final Signer MIDDLE = Signer.p256("middle");
    static final Signer LOWER = Signer.p256("lower");
    static final Signer LOWEST = Signer.p256("lowest");
    static final Signer MIDDLE_P384 = Signer.p384("middle on P-384");
    static final Signer MIDDLE_RSA = Signer.rsa2048("middle with RSA");

    /** Intermediates whose keys no card takes. */
    static final List<Signer> FOREIGN = List.of(
            Signer.rsa("e = 3", 2048, 3),
            Signer.rsa("1024 bits", 1024, 65537),
            new Signer(
                    Signer.commonName("secp256k1"),
                    Signer.ecKeys("secp256k1"),
                    "SHA256withECDSA",
                    Signer.ecdsa(Signer.ECDSA_SHA_256)),
            new Signer(
                    Signer.commonName("brainpool"),
                    Signer.ecKeys("brainpoolP256r1"),
                    "SHA256withECDSA",
                    Signer.ecdsa(Signer.ECDSA_SHA_256)));

    private Authorities() {}
}
