package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A public key that may issue: P-256, P-384 (named curve, both coordinates) or RSA-2048 with e = 65537, as BouncyCastle reads it. */
record IssuingKey(PublicKey key) {
    /** AlgorithmIdentifiers in full, and what Java calls them. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            "300a06082a8648ce3d040302", "SHA256withECDSA",
            "300a06082a8648ce3d040303", "SHA384withECDSA",
            "300d06092a864886f70d01010b0500", "SHA256withRSA");

    /** Object identifiers of the curves, where they stand in a SubjectPublicKeyInfo. */
    private static final List<String> EC_BEGINNINGS = List.of(
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004",
            "3076301006072a8648ce3d020106052b8104002203620004");

    private static final String RSA_BEGINNING = "30820122300d06092a864886f70d01010105000382010f00";

    /** A modulus of 2,048 bits, and 65537. */
    private static final String RSA_2048 = RSA_BEGINNING + "3082010a0282010100[89a-f][0-9a-f]{511}0203010001";

    private static final int RSA_BITS = 2048;
    private static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65537);

    static Optional<String> algorithm(byte[] algorithmId) {
        return Optional.ofNullable(ALGORITHMS.get(HexFormat.of().formatHex(algorithmId)));
    }

    /** Empty for a key that may not. */
    static Optional<IssuingKey> of(byte[] spki) {
        String hex = HexFormat.of().formatHex(spki);
        boolean isEc = EC_BEGINNINGS.stream().anyMatch(hex::startsWith);
        try {
            PublicKey key =
                    KeyFactory.getInstance(isEc ? "EC" : "RSA", Signer.BC).generatePublic(new X509EncodedKeySpec(spki));
            boolean isGood = isEc
                    || hex.startsWith(RSA_BEGINNING)
                            && key instanceof RSAPublicKey rsa
                            && rsa.getModulus().bitLength() == RSA_BITS
                            && rsa.getPublicExponent().equals(RSA_EXPONENT);
            return isGood && Arrays.equals(key.getEncoded(), spki)
                    ? Optional.of(new IssuingKey(key))
                    : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException foreign) {
            return Optional.empty();
        }
    }

    /**
     * Whether it has the form of a key that may issue, though its point may be on no curve, or its modulus have small factors: the card leaves that to
     * its engines, and BouncyCastle verifies nothing under such a key.
     */
    static boolean isWritten(byte[] spki) {
        String hex = HexFormat.of().formatHex(spki);
        boolean isEc = EC_BEGINNINGS.stream()
                .anyMatch(beginning -> hex.startsWith(beginning) && spki.length == (spki[1] & 0xFF) + 2);
        return isEc || hex.matches(RSA_2048);
    }

    boolean fits(String algorithm) {
        return algorithm.endsWith("RSA") == key instanceof RSAPublicKey;
    }

    boolean verifies(String algorithm, byte[] message, byte[] signature) {
        try {
            Signature engine = Signature.getInstance(algorithm, Signer.BC);
            engine.initVerify(key);
            engine.update(message);
            return engine.verify(signature) && (!(key instanceof ECPublicKey ec) || isStrict(signature, ec));
        } catch (GeneralSecurityException damaged) {
            return false;
        }
    }

    /** Two numbers from 1 to the order less 1, in DER. */
    private static boolean isStrict(byte[] signature, ECPublicKey key) {
        try {
            List<Element> numbers = Element.one(signature).children(0x30);
            Element.demand(numbers.size() == 2, "not two numbers");
            for (Element number : numbers) {
                BigInteger value = number.integer();
                Element.demand(
                        value.signum() > 0 && value.compareTo(key.getParams().getOrder()) < 0, "out of range");
            }
            return true;
        } catch (Element.NotDer damaged) {
            return false;
        }
    }
}
