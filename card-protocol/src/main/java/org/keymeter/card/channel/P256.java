package org.keymeter.card.channel;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.keymeter.protocol.Limit;

/** The curve P-256 (secp256r1) with uncompressed points of 65 bytes. */
public final class P256 {
    private static final int FIELD_LENGTH = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final ECGenParameterSpec NAME = new ECGenParameterSpec("secp256r1");
    private static final ECParameterSpec PARAMETERS = parameters();

    private P256() {}

    static KeyPair generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(NAME);
        return generator.generateKeyPair();
    }

    /** @throws InvalidKeyException if it is no uncompressed point on the curve */
    public static ECPublicKey decode(byte[] point) throws InvalidKeyException {
        if (point.length != Limit.POINT_LENGTH || point[0] != UNCOMPRESSED) {
            throw new InvalidKeyException("not an uncompressed point of P-256");
        }
        ECPoint w = new ECPoint(
                new BigInteger(1, point, 1, FIELD_LENGTH), new BigInteger(1, point, 1 + FIELD_LENGTH, FIELD_LENGTH));
        if (!isOnCurve(w)) {
            throw new InvalidKeyException("not a point of P-256");
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, PARAMETERS));
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyException(e);
        }
    }

    /** Whether a key is on this curve. */
    public static boolean isKey(ECPublicKey key) {
        ECParameterSpec its = key.getParams();
        return its.getCurve().equals(PARAMETERS.getCurve())
                && its.getGenerator().equals(PARAMETERS.getGenerator())
                && isOnCurve(key.getW());
    }

    /** Uncompressed. */
    public static byte[] encode(ECPublicKey key) {
        byte[] point = new byte[Limit.POINT_LENGTH];
        point[0] = UNCOMPRESSED;
        copyRight(key.getW().getAffineX(), point, 1);
        copyRight(key.getW().getAffineY(), point, 1 + FIELD_LENGTH);
        return point;
    }

    /** SECURITY: a point off the curve would let its sender learn the private key it is multiplied by. */
    private static boolean isOnCurve(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger p = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3)
                .add(PARAMETERS.getCurve().getA().multiply(x))
                .add(PARAMETERS.getCurve().getB());
        return x.compareTo(p) < 0
                && y.compareTo(p) < 0
                && y.pow(2).subtract(right).mod(p).signum() == 0;
    }

    private static void copyRight(BigInteger number, byte[] to, int offset) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, FIELD_LENGTH);
        System.arraycopy(bytes, bytes.length - length, to, offset + FIELD_LENGTH - length, length);
        Arrays.fill(to, offset, offset + FIELD_LENGTH - length, (byte) 0);
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(NAME);
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks P-256", e);
        }
    }
}
