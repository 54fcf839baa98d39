package org.keymeter.card.grant;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.Capability;

/** The algorithms by which a CA may sign what a card is to verify, each known by the DER of its AlgorithmIdentifier. */
enum SignatureAlgorithm {
    ECDSA_SHA_256("SHA256withECDSA", "300a06082a8648ce3d040302"),
    ECDSA_SHA_384("SHA384withECDSA", "300a06082a8648ce3d040303"),
    RSA_SHA_256("SHA256withRSA", "300d06092a864886f70d01010b0500");

    private final String jcaName;
    private final byte[] identifier;

    SignatureAlgorithm(String jcaName, String identifier) {
        this.jcaName = jcaName;
        this.identifier = HexFormat.of().parseHex(identifier);
    }

    static Optional<SignatureAlgorithm> of(byte[] identifier) {
        return Arrays.stream(values())
                .filter(algorithm -> Arrays.equals(algorithm.identifier, identifier))
                .findFirst();
    }

    String jcaName() {
        return jcaName;
    }

    boolean fits(AnchorInfo.Kind kind) {
        return (this == RSA_SHA_256) == (kind == AnchorInfo.Kind.RSA_2048);
    }

    boolean isOn(Set<Capability> capabilities) {
        return switch (this) {
            case ECDSA_SHA_256 -> true;
            case ECDSA_SHA_384 -> capabilities.contains(Capability.ECDSA_SHA_384);
            case RSA_SHA_256 -> capabilities.contains(Capability.RSA_2048);
        };
    }
}
