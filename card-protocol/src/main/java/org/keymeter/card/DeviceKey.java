package org.keymeter.card;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keymeter.card.channel.P256;

/** A card's public device key on P-256, which signs what the card says of itself. Immutable. */
public final class DeviceKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*+)-----END PUBLIC KEY-----");
    private static final int LINE_LENGTH = 64;
    private static final String STEP = "a device key";

    private final ECPublicKey key;
    private final ByteString point;

    private DeviceKey(ECPublicKey key) {
        this.key = key;
        point = ByteString.of(P256.encode(key));
    }

    /**
     * @param point uncompressed, 65 bytes
     * @throws MalformedResponseException if it is no point of P-256
     */
    public static DeviceKey ofPoint(ByteString point) throws MalformedResponseException {
        try {
            return new DeviceKey(P256.decode(point.toByteArray()));
        } catch (InvalidKeyException e) {
            throw new MalformedResponseException(STEP, "is no point of P-256");
        }
    }

    /**
     * @param pem SubjectPublicKeyInfo between "BEGIN PUBLIC KEY" and "END PUBLIC KEY"; what stands around is ignored
     * @throws MalformedResponseException if there is no P-256 key in it
     */
    public static DeviceKey ofPem(String pem) throws MalformedResponseException {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find()) {
            throw new MalformedResponseException(STEP, "has no PEM block of a public key");
        }
        try {
            byte[] spki = Base64.getMimeDecoder().decode(matcher.group(1));
            if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki)) instanceof ECPublicKey key
                    && P256.isKey(key)) {
                return new DeviceKey(P256.decode(P256.encode(key)));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MalformedResponseException(STEP, "is damaged, or of another kind than P-256");
        }
        throw new MalformedResponseException(STEP, "is not on P-256");
    }

    /** Lines of 64 characters, ends with a newline. */
    public String toPem() {
        String lines = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }

    /** DER SubjectPublicKeyInfo, 91 bytes. */
    public ByteString spki() {
        return ByteString.of(key.getEncoded());
    }

    /** Uncompressed, 65 bytes. */
    public ByteString point() {
        return point;
    }

    /** SHA-256 of the SubjectPublicKeyInfo. */
    public ByteString fingerprint() {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }

    /** Whether the signature (ECDSA with SHA-256, DER) over the message is this key's; any bytes are allowed. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks ECDSA on P-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey that && point.equals(that.point);
    }

    @Override
    public int hashCode() {
        return point.hashCode();
    }

    /** The fingerprint in groups of four. */
    @Override
    public String toString() {
        return fingerprint().toGroups();
    }
}
