package org.keymeter.card;

import java.security.interfaces.ECPublicKey;

/** A card's public device key on P-256, which signs what the card says of itself. Immutable. */
public final class DeviceKey {
    private final ECPublicKey key;
    private final ByteString point;

    private DeviceKey(ECPublicKey key, ByteString point) {
        this.key = key;
        this.point = point;
    }

    /**
     * @param point uncompressed, 65 bytes
     * @throws MalformedResponseException if it is no point of P-256
     */
    public static DeviceKey ofPoint(ByteString point) throws MalformedResponseException {
        throw new UnsupportedOperationException();
    }

    /**
     * @param pem SubjectPublicKeyInfo between "BEGIN PUBLIC KEY" and "END PUBLIC KEY"; what stands around is ignored
     * @throws MalformedResponseException if there is no P-256 key in it
     */
    public static DeviceKey ofPem(String pem) throws MalformedResponseException {
        throw new UnsupportedOperationException();
    }

    /** Lines of 64 characters, ends with a newline. */
    public String toPem() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    public ECPublicKey publicKey() {
        return key;
    }

    /** Whether the signature (ECDSA with SHA-256, DER) over the message is this key's; any bytes are allowed. */
    public boolean verifies(byte[] message, byte[] signature) {
        throw new UnsupportedOperationException();
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
