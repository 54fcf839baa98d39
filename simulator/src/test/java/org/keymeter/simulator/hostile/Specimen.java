package org.keymeter.simulator.hostile;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A certificate in the making, open to every change before and after it is signed. Fields that a change took away raise NoSuchElementException. */
final class Specimen {
    static final String BASIC_CONSTRAINTS = "2.5.29.19";
    static final String KEY_USAGE = "2.5.29.15";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    static final String GRANT = "1.3.6.1.4.1.32473.7.1";
    static final String GRANT_USAGE = "1.3.6.1.4.1.32473.7.3";

    private static final int EXTENSIONS = 0xA3;
    private static final int PARTS = 7;

    /** tbsCertificate. */
    final Der signed;

    Signer signer;
    /** Signs what this was before it was changed, as somebody without the CA's key would have to. */
    boolean isStale;
    /** Applied to the bytes that are signed; with {@link #isStale}, after they were. */
    UnaryOperator<byte[]> signedChange = UnaryOperator.identity();
    /** Applied to the signature. */
    UnaryOperator<byte[]> signatureChange = UnaryOperator.identity();
    /** Applied to the SEQUENCE of what is signed, algorithm and signature. */
    UnaryOperator<Der> outsideChange = UnaryOperator.identity();
    /** Applied last. */
    UnaryOperator<byte[]> bytesChange = UnaryOperator.identity();

    private final byte[] original;

    Specimen(Der signed, Signer signer) {
        this.signed = signed;
        this.signer = signer;
        original = signed.encode();
    }

    byte[] encode() {
        byte[] asSigned = isStale ? original : signedChange.apply(signed.encode());
        byte[] shown = signedChange.apply(signed.encode());
        byte[] signature = signatureChange.apply(signer.sign(asSigned));
        Der outside = new Der(
                Der.SEQUENCE, new byte[0], outerAlgorithm(), new Der(Der.BIT_STRING, Bytes.prepend(0, signature)));
        outside.value = shown;
        return bytesChange.apply(outsideChange.apply(outside).encode());
    }

    private Der outerAlgorithm() {
        try {
            return algorithm().copy();
        } catch (NoSuchElementException gone) {
            return signer.algorithmId().copy();
        }
    }

    Der version() {
        return signed.child(0);
    }

    Der serial() {
        return signed.child(1);
    }

    Der algorithm() {
        return signed.child(2);
    }

    Der issuer() {
        return signed.child(3);
    }

    Der validity() {
        return signed.child(4);
    }

    Der subject() {
        return signed.child(5);
    }

    Der spki() {
        return signed.child(6);
    }

    /** The list of extensions. */
    Der extensions() {
        Der explicit = signed.child(PARTS);
        if (explicit.tag != EXTENSIONS) {
            throw new NoSuchElementException("no extensions");
        }
        return explicit.child(0);
    }

    Optional<Der> find(String oid) {
        byte[] wanted = Der.oid(oid).encode();
        return extensions().children.stream()
                .filter(extension -> !extension.children.isEmpty()
                        && Arrays.equals(extension.child(0).encode(), wanted))
                .findFirst();
    }

    Der extension(String oid) {
        return find(oid).orElseThrow();
    }

    /** What stands inside an extension's OCTET STRING. */
    Der extensionValue(String oid) {
        Der extension = extension(oid);
        return extension.child(extension.children.size() - 1).child(0);
    }

    /** The fields of keymeterGrant. */
    Der terms() {
        return extensionValue(GRANT);
    }

    /** Puts an extension in place of the one of its name, or at the end. */
    void setExtension(String oid, boolean isCritical, Der value) {
        Der fresh = newExtension(oid, isCritical, value);
        Optional<Der> old = find(oid);
        if (old.isPresent()) {
            extensions().children.replaceAll(extension -> extension == old.get() ? fresh : extension);
        } else {
            extensions().children.add(fresh);
        }
    }

    static Der newExtension(String oid, boolean isCritical, Der value) {
        Der extension = new Der(Der.SEQUENCE, Der.oid(oid));
        if (isCritical) {
            extension.children.add(new Der(Der.BOOLEAN, new byte[] {(byte) 0xFF}));
        }
        extension.children.add(new Der(Der.OCTET_STRING, value));
        return extension;
    }

    void replace(Der old, Der fresh) {
        for (Der parent : signed.all()) {
            parent.children.replaceAll(child -> child == old ? fresh : child);
        }
    }
}
