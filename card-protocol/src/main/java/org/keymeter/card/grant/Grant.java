package org.keymeter.card.grant;

import java.util.HexFormat;
import java.util.List;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

/** A certificate that carries a grant, read strictly. Whether a card would accept it {@link GrantJudge} says. */
public final class Grant {
    private static final String WHAT = "grant";

    private final ParsedCertificate certificate;
    private final GrantTerms terms;

    private Grant(ParsedCertificate certificate, GrantTerms terms) {
        this.certificate = certificate;
        this.terms = terms;
    }

    /**
     * @param file PEM or DER, one certificate
     * @throws InvalidFileException when it is no certificate, or carries no grant
     */
    public static Grant parse(byte[] file) throws InvalidFileException {
        return of(new ParsedCertificate(PemFile.readOne(file, "grant certificate", "CERTIFICATE", "X509 CERTIFICATE")));
    }

    static Grant of(ParsedCertificate certificate) throws InvalidFileException {
        ExtensionList.Entry entry = certificate
                .extensions()
                .find(Oids.GRANT)
                .orElseThrow(() -> new InvalidFileException(
                        "This certificate is no grant: it lacks the grant extension.",
                        "The CA dropped it: issue the grant again by the recipe."));
        return new Grant(certificate, GrantTerms.parse(WHAT, entry.value()));
    }

    ParsedCertificate certificate() {
        return certificate;
    }

    /** X.509. */
    public ByteString der() {
        return ByteString.of(certificate.der());
    }

    /** What is granted. */
    public GrantTerms terms() {
        return terms;
    }

    /** SubjectPublicKeyInfo of the card that it is for, DER. */
    public ByteString subjectKey() {
        return ByteString.of(certificate.spki());
    }

    /** The issuer's name in words. */
    public String issuer() {
        return DistinguishedName.describe(certificate.issuer());
    }

    /** Hexadecimal. */
    public String serial() {
        return HexFormat.of().formatHex(certificate.serial());
    }

    public CardDate notBefore() {
        return certificate.notBefore();
    }

    public CardDate notAfter() {
        return certificate.notAfter();
    }

    /** Every extension in words, the grant itself left out. */
    public List<String> extensions() {
        ExtensionList extensions = certificate.extensions();
        return extensions.entries().stream()
                .filter(entry -> !entry.oid().equals(Oids.GRANT))
                .map(entry -> ExtensionWords.describe(entry, extensions))
                .toList();
    }
}
