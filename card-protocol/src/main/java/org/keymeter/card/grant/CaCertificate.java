package org.keymeter.card.grant;

import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.protocol.Limit;

/**
 * A CA's certificate, to be trusted as an anchor or to issue with. Its own signature is not looked at: a root's proves
 * nothing, and who imports an anchor vouches for it.
 */
public final class CaCertificate {
    private final ParsedCertificate certificate;
    private final IssuerKey key;

    private CaCertificate(ParsedCertificate certificate, IssuerKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * @param file PEM or DER, one certificate
     * @throws InvalidFileException when it is no CA's, or no card takes its key or its name; the remedy says what to do
     */
    public static CaCertificate parse(byte[] file) throws InvalidFileException {
        ParsedCertificate certificate =
                new ParsedCertificate(PemFile.readOne(file, "CA certificate", "CERTIFICATE", "X509 CERTIFICATE"));
        ExtensionList extensions = certificate.extensions();
        if (extensions.hasDuplicates()) {
            throw new InvalidFileException("The CA certificate has an extension twice.");
        }
        if (!extensions.isCa()) {
            throw new InvalidFileException(
                    "This is no CA certificate: it lacks basicConstraints CA:TRUE.",
                    "Give the CA's own certificate, not one that it issued; make it with basicConstraints=critical,CA:TRUE.");
        }
        if (!extensions.maySignCertificates()) {
            throw new InvalidFileException(
                    "This CA may not sign certificates: its keyUsage lacks keyCertSign.",
                    "Give the certificate of a CA with keyUsage=critical,keyCertSign,cRLSign.");
        }
        int nameLength = certificate.subject().length;
        if (nameLength > Limit.SUBJECT_MAXIMUM || nameLength <= 2) {
            throw new InvalidFileException(
                    "The CA's name has " + nameLength + " bytes; cards take up to " + Limit.SUBJECT_MAXIMUM
                            + ", and none that is empty.",
                    "Use a CA with a shorter name.");
        }
        return new CaCertificate(certificate, IssuerKey.ofSpki(certificate.spki()));
    }

    IssuerKey issuerKey() {
        return key;
    }

    /** The identifier of its key that it states itself: what goes into the authorityKeyIdentifier of what it issues. */
    Optional<byte[]> keyIdentifier() throws InvalidFileException {
        Optional<ExtensionList.Entry> entry = certificate.extensions().find(Extension.subjectKeyIdentifier);
        return entry.isEmpty()
                ? Optional.empty()
                : Optional.of(new DerReader("CA certificate", entry.get().value()).contents(DerReader.OCTET_STRING));
    }

    /** X.509. */
    public ByteString der() {
        return ByteString.of(certificate.der());
    }

    /** The CA's name, DER. */
    public ByteString subject() {
        return ByteString.of(certificate.subject());
    }

    /** The CA's name in words. */
    public String name() {
        return DistinguishedName.describe(certificate.subject());
    }

    /** SubjectPublicKeyInfo, DER. */
    public ByteString spki() {
        return ByteString.of(key.spki());
    }

    public AnchorInfo.Kind kind() {
        return key.kind();
    }

    /** SHA-256 of the SubjectPublicKeyInfo: the name by which policies know this CA. */
    public ByteString fingerprint() {
        return key.fingerprint();
    }

    public CardDate notBefore() {
        return certificate.notBefore();
    }

    public CardDate notAfter() {
        return certificate.notAfter();
    }
}
