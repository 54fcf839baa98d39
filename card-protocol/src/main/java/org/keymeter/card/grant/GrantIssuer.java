package org.keymeter.card.grant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.RuntimeOperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/**
 * The approver's side: answers requests of known cards with grants. A grant is built from fields, never by copying what
 * the request asks for.
 */
public final class GrantIssuer {
    /** The alternative name in every grant: it replaces any that a swapped request may ask for. */
    public static final String ALTERNATIVE_NAME = "urn:keymeter:grant";

    /** What every card takes in one command, with the default buffer. */
    public static final int LENGTH_MAXIMUM = Limit.BUFFER_DEFAULT - Limit.BUFFER_OVERHEAD;

    private static final int SERIAL_LENGTH = 16;
    private static final int KEY_IDENTIFIER_LENGTH = 8;

    private final CaCertificate ca;
    private final CaKey key;
    private final SecureRandom random = new SecureRandom();

    /** @throws InvalidFileException when the key is not that of the certificate */
    public GrantIssuer(CaCertificate ca, CaKey key) throws InvalidFileException {
        this.ca = ca;
        this.key = key;
        byte[] probe = {1};
        if (!isRightKind() || !ca.issuerKey().verifies(algorithm(), probe, sign(probe))) {
            throw new InvalidFileException(
                    "The private key is not that of the CA certificate.", "Give the pair that belongs together.");
        }
    }

    /**
     * @param request of a card
     * @param known the device key of the card from the custodian's record sheet, never from the request
     * @param uses 1 to what the request asks
     * @param from when the grant becomes valid
     * @param validity how long the CA vouches for it; a card has no clock, so that it stays redeemable until it is answered or replaced
     * @return X.509, DER, at most {@link #LENGTH_MAXIMUM} bytes
     * @throws ForeignDeviceException when another card, or nobody's, made the request
     * @throws InvalidFileException when the uses are not right, or the CA's name makes the grant too long
     */
    public byte[] issue(GrantRequest request, DeviceKey known, long uses, Instant from, Duration validity)
            throws InvalidFileException {
        if (!request.deviceKey().equals(known)) {
            throw new ForeignDeviceException(request);
        }
        if (uses < 1 || uses > request.terms().uses()) {
            throw new InvalidFileException(
                    "The request asks for " + request.terms().uses() + " uses; " + uses + " cannot be granted.",
                    "Grant at least 1 and at most as many as are asked.");
        }
        byte[] certificate = build(request, request.terms().withUses(uses), from, validity);
        if (certificate.length > LENGTH_MAXIMUM) {
            throw new InvalidFileException(
                    "The grant would have " + certificate.length + " bytes; cards take " + LENGTH_MAXIMUM + ".",
                    "Use a CA with a shorter name or a P-256 key.");
        }
        return certificate;
    }

    private byte[] build(GrantRequest request, GrantTerms terms, Instant from, Duration validity)
            throws InvalidFileException {
        Instant start = from.truncatedTo(ChronoUnit.SECONDS);
        byte[] spki = request.deviceKey().spki().toByteArray();
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    X500Name.getInstance(ca.subject().toByteArray()),
                    randomSerial(),
                    Date.from(start),
                    Date.from(start.plus(validity)),
                    X500Name.getInstance(DistinguishedName.ofCard(terms.deviceId())),
                    SubjectPublicKeyInfo.getInstance(spki));
            builder.addExtension(Oids.GRANT, true, terms.encode());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.getInstance(Oids.GRANT_USAGE)));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, ALTERNATIVE_NAME)));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(shortIdentifier(spki)));
            Optional<byte[]> issuerIdentifier = ca.keyIdentifier();
            if (issuerIdentifier.isPresent()) {
                builder.addExtension(
                        Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(issuerIdentifier.get()));
            }
            return builder.build(signer()).getEncoded();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private BigInteger randomSerial() {
        byte[] serial = new byte[SERIAL_LENGTH];
        random.nextBytes(serial);
        serial[0] = (byte) (serial[0] & 0x3F | 0x40);
        return new BigInteger(1, serial);
    }

    /** SPEC: RFC 5280, 4.2.1.2: any unique value will do; 8 bytes leave room for a longer name. */
    private static byte[] shortIdentifier(byte[] spki) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(spki), KEY_IDENTIFIER_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean isRightKind() {
        return key.privateKey().getAlgorithm().equals(ca.kind() == AnchorInfo.Kind.RSA_2048 ? "RSA" : "EC");
    }

    /** SHA-256 with P-384 too: a card with P-384 may lack SHA-384. */
    private SignatureAlgorithm algorithm() {
        return ca.kind() == AnchorInfo.Kind.RSA_2048
                ? SignatureAlgorithm.RSA_SHA_256
                : SignatureAlgorithm.ECDSA_SHA_256;
    }

    private ContentSigner signer() throws InvalidFileException {
        try {
            return new JcaContentSignerBuilder(algorithm().jcaName()).build(key.privateKey());
        } catch (OperatorCreationException unusable) {
            throw new InvalidFileException("The CA's private key cannot sign.", "", unusable);
        }
    }

    private byte[] sign(byte[] message) throws InvalidFileException {
        ContentSigner signer = signer();
        try {
            signer.getOutputStream().write(message);
            return signer.getSignature();
        } catch (RuntimeOperatorException damaged) {
            throw new InvalidFileException("The CA's private key cannot sign.", "", damaged);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
