package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.licel.jcardsim.base.Simulator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javacard.framework.ISOException;
import javacard.security.ECKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.MessageDigest;
import javacard.security.Signature;
import javacardx.crypto.Cipher;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Sw;

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

    /** A card is refused for the first that it lacks, in the order of the protocol's section 11. */
    @Test
    void cardWithoutTheFloorIsRefusedWithTheReason() throws Exception {
        Map<Short, List<String>> lacking = new LinkedHashMap<>();
        lacking.put(Sw.LACKS_AES_256, List.of("Cipher " + Cipher.ALG_AES_BLOCK_128_ECB_NOPAD));
        lacking.put(Sw.LACKS_AES_CBC, List.of("Cipher " + Cipher.ALG_AES_BLOCK_128_CBC_NOPAD));
        lacking.put(Sw.LACKS_AES_MAC, List.of("Signature 49", "Signature " + Signature.ALG_AES_MAC_128_NOPAD));
        lacking.put(Sw.LACKS_SHA_256, List.of("MessageDigest " + MessageDigest.ALG_SHA_256));
        lacking.put(Sw.LACKS_ECDSA, List.of("Signature " + Signature.ALG_ECDSA_SHA_256));
        lacking.put(Sw.LACKS_P256, List.of("Key " + KeyBuilder.TYPE_EC_FP_PRIVATE + " 256"));
        lacking.put(Sw.LACKS_ECDH, List.of("KeyAgreement " + KeyAgreement.ALG_EC_SVDP_DH_PLAIN));
        lacking.put(Sw.LACKS_RANDOM, List.of("RandomData 2"));
        Set<String> all = lacking.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        for (Map.Entry<Short, List<String>> entry : lacking.entrySet()) {
            assertRefused(entry.getKey(), Set.copyOf(entry.getValue()));
            assertRefused(entry.getKey(), all);
            all.removeAll(entry.getValue());
        }
        assertRefused(Sw.LACKS_AES_256, Set.of("Key " + KeyBuilder.TYPE_AES + " 256"));
        LackingCard.install(Set.of());
    }

    @Test
    void whatIsOptionalMayBeAbsent() throws Exception {
        LackingCard.install(Set.of(
                "Signature 49",
                "Signature " + Signature.ALG_ECDSA_SHA_384,
                "Signature " + Signature.ALG_RSA_SHA_256_PKCS1,
                "Key " + KeyBuilder.TYPE_EC_FP_PUBLIC + " 384",
                "Key " + KeyBuilder.TYPE_RSA_PUBLIC + " 2048"));
        LackingCard.install(Set.of("Signature " + Signature.ALG_AES_MAC_128_NOPAD));
    }

    private static void assertRefused(short reason, Set<String> lacking) {
        ISOException thrown = assertThrows(ISOException.class, () -> LackingCard.install(lacking), lacking::toString);
        assertEquals(Integer.toHexString(reason), Integer.toHexString(thrown.getReason()), lacking::toString);
    }
}
