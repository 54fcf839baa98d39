package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.licel.jcardsim.base.Simulator;
import java.util.Arrays;
import javacard.security.ECKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Code;

class EnginesTest {
    /** What jCardSim has: all but transient EC keys. */
    private static final short ALL =
            Code.CAPABILITY_CMAC | Code.CAPABILITY_P384 | Code.CAPABILITY_RSA_2048 | Code.CAPABILITY_ECDSA_SHA_384;

    private final Simulator simulator = new Simulator();

    @ParameterizedTest
    @ValueSource(shorts = {0, 1, 2, 4, 8, 16, 31})
    void whatIsWithheldIsNotUsed(short withheld) {
        Engines engines = new Engines(new byte[130], withheld);
        assertEquals(ALL & ~withheld, engines.capabilities);
        assertEquals((withheld & 2) != 0, engines.p384 == null);
        assertEquals((withheld & 4) != 0, engines.rsaSha256 == null);
        assertEquals((withheld & 8) != 0, engines.ecdsaSha384 == null);
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, 256", "secp384r1, 384"})
    void curvesAreTheirStandards(String name, short bits) {
        X9ECParameters curve = SECNamedCurves.getByName(name);
        ECPublicKey key = (ECPublicKey) KeyBuilder.buildKey(KeyBuilder.TYPE_EC_FP_PUBLIC, bits, false);
        if (bits == 256) {
            Curve.setP256((ECKey) key);
        } else {
            Curve.setP384((ECKey) key);
        }
        int length = bits / 8;
        byte[] value = new byte[2 * length + 1];
        assertParameter(
                curve.getCurve().getField().getCharacteristic().toByteArray(), value, key.getField(value, (short) 0));
        assertParameter(curve.getCurve().getA().getEncoded(), value, key.getA(value, (short) 0));
        assertParameter(curve.getCurve().getB().getEncoded(), value, key.getB(value, (short) 0));
        assertParameter(curve.getN().toByteArray(), value, key.getR(value, (short) 0));
        assertParameter(curve.getG().getEncoded(false), value, key.getG(value, (short) 0));
        assertEquals(curve.getH().intValueExact(), key.getK());
    }

    private static void assertParameter(byte[] expected, byte[] value, short length) {
        byte[] unsigned = expected[0] == 0 ? Arrays.copyOfRange(expected, 1, expected.length) : expected;
        byte[] actual = Arrays.copyOf(value, length);
        assertArrayEquals(unsigned, actual[0] == 0 ? Arrays.copyOfRange(actual, 1, length) : actual);
    }

    @Test
    void generatorIsCopiedWhole() {
        byte[] point = new byte[65];
        Curve.copyGenerator(point, (short) 0);
        assertArrayEquals(SECNamedCurves.getByName("secp256r1").getG().getEncoded(false), point);
    }
}
