package org.keymeter.card.grant;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;

/** The public key of a CA, of one of the three kinds that cards take (those with optional silicon take fewer). */
final class IssuerKey {
    private static final int RSA_MODULUS_OFFSET = 33;
    private static final String REMEDY = "Use a CA key on P-256 (every card takes it), P-384, or RSA with 2048 bits.";

    /** DER leaves no choice in a SubjectPublicKeyInfo, so each kind is known by its first bytes, its length and its last. */
    enum Form {
        P256(AnchorInfo.Kind.P256, "P-256", "EC", 91, "3059301306072a8648ce3d020106082a8648ce3d03010703420004", ""),
        P384(AnchorInfo.Kind.P384, "P-384", "EC", 120, "3076301006072a8648ce3d020106052b8104002203620004", ""),
        RSA_2048(
                AnchorInfo.Kind.RSA_2048,
                "RSA-2048",
                "RSA",
                294,
                "30820122300d06092a864886f70d01010105000382010f003082010a0282010100",
                "0203010001");

        private final AnchorInfo.Kind kind;
        private final String title;
        private final String algorithm;
        private final int length;
        private final byte[] prefix;
        private final byte[] suffix;

        Form(AnchorInfo.Kind kind, String title, String algorithm, int length, String prefix, String suffix) {
            this.kind = kind;
            this.title = title;
            this.algorithm = algorithm;
            this.length = length;
            this.prefix = HexFormat.of().parseHex(prefix);
            this.suffix = HexFormat.of().parseHex(suffix);
        }

        private boolean fits(byte[] spki) {
            return spki.length == length
                    && Arrays.equals(spki, 0, prefix.length, prefix, 0, prefix.length)
                    && Arrays.equals(spki, length - suffix.length, length, suffix, 0, suffix.length)
                    && (this != RSA_2048 || spki[RSA_MODULUS_OFFSET] < 0);
        }
    }

    private final Form form;
    private final byte[] spki;
    private final PublicKey key;

    private IssuerKey(Form form, byte[] spki, PublicKey key) {
        this.form = form;
        this.spki = spki;
        this.key = key;
    }

    /**
     * @param spki SubjectPublicKeyInfo, DER
     * @throws InvalidFileException when no card takes such a key; the remedy says what to use instead
     */
    static IssuerKey ofSpki(byte[] spki) throws InvalidFileException {
        for (Form form : Form.values()) {
            if (form.fits(spki)) {
                return new IssuerKey(form, spki.clone(), decode(form, spki));
            }
        }
        throw new InvalidFileException("No card takes this CA's key: " + ForeignKey.describe(spki) + ".", REMEDY);
    }

    private static PublicKey decode(Form form, byte[] spki) throws InvalidFileException {
        try {
            PublicKey key = KeyFactory.getInstance(form.algorithm).generatePublic(new X509EncodedKeySpec(spki));
            if (!(key instanceof ECPublicKey ec) || EcPoint.isOnCurve(ec)) {
                return key;
            }
        } catch (GeneralSecurityException invalid) {
            throw new InvalidFileException("The CA's key is damaged.", "", invalid);
        }
        throw new InvalidFileException("The CA's key is damaged: its point is not on " + form.title + ".");
    }

    AnchorInfo.Kind kind() {
        return form.kind;
    }

    /** SubjectPublicKeyInfo, DER. */
    byte[] spki() {
        return spki.clone();
    }

    /** SHA-256 of the SubjectPublicKeyInfo: how policies and records name this key. */
    ByteString fingerprint() {
        return fingerprint(spki);
    }

    static ByteString fingerprint(byte[] spki) {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(spki));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param algorithm one that goes with this kind of key, see {@link SignatureAlgorithm#fits}
     * @return false also for a signature that is none
     */
    boolean verifies(SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
        try {
            Signature engine = Signature.getInstance(algorithm.jcaName());
            engine.initVerify(key);
            engine.update(message);
            return engine.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
