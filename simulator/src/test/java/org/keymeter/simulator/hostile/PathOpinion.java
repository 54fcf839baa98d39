package org.keymeter.simulator.hostile;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

/** What BouncyCastle's own path validation (RFC 5280, section 6) says of a chain. */
final class PathOpinion {
    /** What it judges even where it is not critical, as the card need not. */
    private static final Set<String> JUDGED = Set.of(
            Extension.nameConstraints.getId(),
            Extension.policyConstraints.getId(),
            Extension.certificatePolicies.getId(),
            Extension.policyMappings.getId(),
            Extension.inhibitAnyPolicy.getId());

    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private PathOpinion() {}

    /**
     * @param path from the anchor downwards
     * @param moment 14 digits
     * @return why it refuses; empty if it does not
     */
    static Optional<String> objection(byte[] anchorName, PublicKey anchorKey, List<byte[]> path, String moment) {
        try {
            List<Certificate> certificates = new ArrayList<>();
            for (byte[] der : path) {
                X509CertificateHolder holder = new X509CertificateHolder(der);
                certificates.add(
                        0,
                        new JcaX509CertificateConverter().setProvider(Signer.BC).getCertificate(holder));
            }
            if (certificates.stream().anyMatch(PathOpinion::hasOddContents)) {
                return Optional.empty();
            }
            TrustAnchor anchor = new TrustAnchor(new X500Principal(anchorName), anchorKey, null);
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(LocalDateTime.parse(moment, DIGITS).toInstant(ZoneOffset.UTC)));
            parameters.addCertPathChecker(new KnowsGrants());
            CertPathValidator.getInstance("PKIX", Signer.BC)
                    .validate(
                            CertificateFactory.getInstance("X.509", Signer.BC).generateCertPath(certificates),
                            parameters);
            return Optional.empty();
        } catch (ArithmeticException tooLong) {
            // It cannot count a path length above 2^31, which is as good as none.
            return Optional.empty();
        } catch (GeneralSecurityException | IOException | RuntimeException refused) {
            return hasOddNames(path) ? Optional.empty() : Optional.of(refused.toString());
        }
    }

    private static boolean hasOddContents(Certificate certificate) {
        Set<String> lax = ((X509Certificate) certificate).getNonCriticalExtensionOIDs();
        return lax != null && lax.stream().anyMatch(JUDGED::contains);
    }

    /** Whether a Name is no Name, or not in DER, inside: a card does not look, and BouncyCastle signs what it would have written. */
    private static boolean hasOddNames(List<byte[]> path) {
        for (byte[] der : path) {
            try {
                byte[] name = new Reading(der).subject;
                new X500Principal(name);
                if (!Arrays.equals(X500Name.getInstance(name).getEncoded("DER"), name)) {
                    return true;
                }
            } catch (Element.NotDer | IOException | RuntimeException odd) {
                return true;
            }
        }
        return false;
    }

    /** Takes what Keymeter knows off the list of critical extensions. */
    private static final class KnowsGrants extends PKIXCertPathChecker {
        private static final Set<String> KNOWN = Set.of(Specimen.GRANT, Specimen.EXTENDED_KEY_USAGE);

        @Override
        public void init(boolean isForward) {
            // Keeps nothing.
        }

        @Override
        public boolean isForwardCheckingSupported() {
            return true;
        }

        @Override
        public Set<String> getSupportedExtensions() {
            return KNOWN;
        }

        @Override
        public void check(Certificate certificate, Collection<String> unresolved) throws CertPathValidatorException {
            unresolved.removeAll(KNOWN);
        }
    }
}
