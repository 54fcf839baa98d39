package org.keymeter.simulator.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Which CAs stand between an anchor and the grant. */
enum Shape {
    DIRECT(Authorities.P256),
    DIRECT_TWIN(Authorities.TWIN),
    DIRECT_P384(Authorities.P384),
    DIRECT_RSA(Authorities.RSA),
    ONE(Authorities.P256, Authorities.MIDDLE),
    TWO(Authorities.P256, Authorities.MIDDLE, Authorities.LOWER),
    THREE(Authorities.P256, Authorities.MIDDLE, Authorities.LOWER, Authorities.LOWEST),
    FROM_RSA(Authorities.RSA, Authorities.MIDDLE),
    OVER_RSA(Authorities.P256, Authorities.MIDDLE_RSA),
    OVER_P384(Authorities.P256, Authorities.MIDDLE_P384, Authorities.LOWER),
    OVER_FOREIGN(Authorities.P256, Authorities.MIDDLE);

    private static final int UTC_CENTURY = 2;
    private static final String END = "480601000000Z";

    private final List<Signer> signers;

    Shape(Signer... signers) {
        this.signers = List.of(signers);
    }

    /** As good a chain as can be for the request that waits. */
    List<Specimen> build(CardState state, Random random) {
        List<Signer> chosen = new ArrayList<>(signers);
        if (this == OVER_FOREIGN) {
            chosen.set(1, Authorities.FOREIGN.get(random.nextInt(Authorities.FOREIGN.size())));
        }
        String start = state.anchors().stream()
                        .map(CardState.Anchor::latest)
                        .reduce("20260101000000", (a, b) -> a.compareTo(b) > 0 ? a : b)
                        .substring(UTC_CENTURY)
                + "Z";
        List<Specimen> chain = new ArrayList<>();
        for (int i = 1; i < chosen.size(); i++) {
            chain.add(intermediate(chosen.get(i - 1), chosen.get(i), start));
        }
        chain.add(grant(chosen.get(chosen.size() - 1), state, start));
        return chain;
    }

    private static Specimen intermediate(Signer issuer, Signer subject, String start) {
        Der signed = certificate(issuer, subject.name().copy(), subject.spki(), start);
        Specimen specimen = new Specimen(signed, issuer);
        specimen.setExtension(
                Specimen.BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, new Der(Der.BOOLEAN, new byte[] {-1})));
        specimen.setExtension(Specimen.KEY_USAGE, true, new Der(Der.BIT_STRING, new byte[] {1, 0x06}));
        return new Specimen(signed, issuer);
    }

    private static Specimen grant(Signer issuer, CardState state, String start) {
        Der signed = certificate(issuer, Signer.commonName("keymeter"), Der.parse(state.deviceKey()), start);
        Specimen specimen = new Specimen(signed, issuer);
        specimen.setExtension(Specimen.BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE));
        specimen.setExtension(Specimen.KEY_USAGE, true, new Der(Der.BIT_STRING, new byte[] {7, (byte) 0x80}));
        specimen.setExtension(Specimen.EXTENDED_KEY_USAGE, false, new Der(Der.SEQUENCE, Der.oid(Specimen.GRANT_USAGE)));
        specimen.setExtension(
                Specimen.GRANT,
                true,
                new Der(
                        Der.SEQUENCE,
                        Der.integer(1),
                        new Der(Der.OCTET_STRING, state.deviceId()),
                        Der.integer(state.instance()),
                        new Der(Der.OCTET_STRING, state.identity()),
                        Der.integer(state.generation()),
                        new Der(Der.OCTET_STRING, state.nonce()),
                        Der.integer(state.asked())));
        return new Specimen(signed, issuer);
    }

    private static Der certificate(Signer issuer, Der subject, Der spki, String start) {
        return new Der(
                Der.SEQUENCE,
                new Der(0xA0, Der.integer(2)),
                Der.integer(0x1234567),
                issuer.algorithmId().copy(),
                issuer.name().copy(),
                new Der(Der.SEQUENCE, Der.text(Der.UTC_TIME, start), Der.text(Der.UTC_TIME, END)),
                subject,
                spki,
                new Der(0xA3, new Der(Der.SEQUENCE)));
    }
}
