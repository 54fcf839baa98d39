package org.keymeter.card.grant;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.Capability;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/** One verification of a chain, certificate by certificate from the anchor downwards, in the order of the card's reasons. */
final class ChainWalk {
    private final GrantTarget target;
    private ParsedCertificate issuer;
    private int intermediatesLeft;
    private CardDate validFrom;
    private CardDate validUntil = new CardDate("9".repeat(Limit.DATE_LENGTH));

    ChainWalk(GrantTarget target) {
        this.target = target;
        intermediatesLeft = target.key().policy().intermediates();
    }

    /** @throws Refused with the reason why the card would refuse this one, whatever its role */
    void step(ParsedCertificate certificate) throws Refused {
        checkForm(certificate);
        if (issuer == null) {
            startAtAnchor(certificate);
        } else {
            demand(Arrays.equals(certificate.issuer(), issuer.subject()), GrantRefusal.ISSUER_UNKNOWN, certificate);
            demand(isSignedBy(certificate, issuer.spki()), GrantRefusal.SIGNATURE, certificate);
        }
        validFrom = CardDate.later(validFrom, certificate.notBefore());
        validUntil = CardDate.earlier(validUntil, certificate.notAfter());
        demand(!validFrom.isAfter(validUntil), GrantRefusal.EXPIRED, certificate);
        issuer = certificate;
    }

    /** Lets the certificate just stepped to issue the next. */
    void descend() throws Refused {
        ExtensionList extensions = issuer.extensions();
        demand(extensions.maySignCertificates(), GrantRefusal.ISSUER_NO_CA, issuer);
        demand(extensions.mayGrant(), GrantRefusal.EXTENDED_KEY_USAGE, issuer);
        demand(intermediatesLeft > 0, GrantRefusal.PATH_LENGTH, issuer);
        intermediatesLeft = Math.min(intermediatesLeft - 1, extensions.pathLength());
        try {
            demand(isOnCard(IssuerKey.ofSpki(issuer.spki()).kind()), GrantRefusal.ALGORITHM, issuer);
        } catch (InvalidFileException foreignKey) {
            throw new Refused(GrantRefusal.ALGORITHM, foreignKey.happened());
        }
    }

    private void checkForm(ParsedCertificate certificate) throws Refused {
        int maximum = Math.min(Limit.CERTIFICATE_MAXIMUM, target.device().maxData());
        if (certificate.length() > maximum) {
            throw new Refused(
                    GrantRefusal.MALFORMED,
                    name(certificate) + " has " + certificate.length() + " bytes; this card takes " + maximum + ".");
        }
        demand(certificate.isVersion3(), GrantRefusal.NOT_VERSION_3, certificate);
        demand(!certificate.notBefore().isAfter(certificate.notAfter()), GrantRefusal.VALIDITY, certificate);
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.of(certificate.algorithm());
        demand(
                Arrays.equals(certificate.algorithm(), certificate.outerAlgorithm())
                        && algorithm.isPresent()
                        && algorithm.get().isOn(target.device().capabilities()),
                GrantRefusal.ALGORITHM,
                certificate);
        ExtensionList extensions = certificate.extensions();
        for (ExtensionList.Entry entry : extensions.entries()) {
            if (entry.isCritical() && !ExtensionList.KNOWN.contains(entry.oid())) {
                throw new Refused(
                        GrantRefusal.CRITICAL_EXTENSION,
                        "It is " + ExtensionWords.describe(entry, extensions) + " of " + name(certificate) + ".");
            }
        }
        demand(!extensions.hasDuplicates(), GrantRefusal.CRITICAL_EXTENSION, certificate);
        boolean isCritical =
                extensions.find(Oids.GRANT).map(ExtensionList.Entry::isCritical).orElse(true);
        demand(isCritical, GrantRefusal.NOT_CRITICAL, certificate);
    }

    private void startAtAnchor(ParsedCertificate certificate) throws Refused {
        List<AnchorInfo> named = target.anchorsNamed(certificate.issuer());
        if (named.isEmpty()) {
            throw new Refused(
                    GrantRefusal.ISSUER_UNKNOWN,
                    "The issuer of " + name(certificate) + " is " + DistinguishedName.describe(certificate.issuer())
                            + ".");
        }
        List<AnchorInfo> allowed = named.stream().filter(target::isInPolicy).toList();
        demand(!allowed.isEmpty(), GrantRefusal.ANCHOR_NOT_IN_POLICY, certificate);
        AnchorInfo anchor = allowed.stream()
                .filter(candidate -> isSignedBy(certificate, candidate.spki().toByteArray()))
                .findFirst()
                .orElseThrow(() -> new Refused(GrantRefusal.SIGNATURE, "It is that of " + name(certificate) + "."));
        validFrom = anchor.latest().map(CardDate::of).orElse(CardDate.NONE);
    }

    private boolean isOnCard(AnchorInfo.Kind kind) {
        return switch (kind) {
            case P256 -> true;
            case P384 -> target.device().capabilities().contains(Capability.P384);
            case RSA_2048 -> target.device().capabilities().contains(Capability.RSA_2048);
        };
    }

    static boolean isSignedBy(ParsedCertificate certificate, byte[] issuerSpki) {
        try {
            IssuerKey key = IssuerKey.ofSpki(issuerSpki);
            return SignatureAlgorithm.of(certificate.algorithm())
                    .filter(algorithm -> algorithm.fits(key.kind()))
                    .filter(algorithm -> key.verifies(algorithm, certificate.signed(), certificate.signature()))
                    .isPresent();
        } catch (InvalidFileException foreignKey) {
            return false;
        }
    }

    private static void demand(boolean condition, GrantRefusal refusal, ParsedCertificate certificate) throws Refused {
        if (!condition) {
            throw new Refused(refusal, "It is about " + name(certificate) + ".");
        }
    }

    private static String name(ParsedCertificate certificate) {
        String subject = DistinguishedName.describe(certificate.subject());
        return (certificate.isGrant() ? "the grant " : "the certificate ") + subject;
    }

    /** Ends a walk. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final GrantRefusal refusal;

        Refused(GrantRefusal refusal, String detail) {
            super(detail, null, false, false);
            this.refusal = refusal;
        }

        GrantVerdict verdict() {
            return GrantVerdict.refused(refusal, getMessage());
        }
    }
}
