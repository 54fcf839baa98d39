package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeviceKeyTest {
    /** Made with "openssl ecparam -name prime256v1 -genkey | openssl ec -pubout". */
    private static final String PEM = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELiO4IgTf/mz/iENcFZb5UgFCC9Rc
            6iIlzo62n3DaHOscuNEaEHYaGVhD0GmymFW6LDTRiwJil8KRAsJlJzcDmw==
            -----END PUBLIC KEY-----
            """;

    @Test
    void readsWhatOpensslWrites() throws Exception {
        DeviceKey key = DeviceKey.ofPem(PEM);
        assertEquals(
                "70f39bc4b6da201ef80ec544f55442505269d8ee052ad28b7580b49a693b4637",
                key.fingerprint().toHex());
        assertEquals(PEM, key.toPem());
        assertEquals(91, key.spki().length());
        assertEquals(key, DeviceKey.ofPoint(key.point()));
        assertEquals(key, DeviceKey.ofPem("Label: text above\n" + PEM.replace("\n", "\r\n") + "and below"));
        assertTrue(key.toString().matches("([0-9A-F]{4} ){15}[0-9A-F]{4}"), key.toString());
    }

    @Test
    void verifiesWhatItsPairSigned() throws Exception {
        KeyPair pair = ModelCard.generate();
        DeviceKey key = DeviceKey.ofPoint(ByteString.of(ModelCard.point(pair)));
        byte[] message = {1, 2, 3};
        byte[] signature = ModelCard.sign(pair, message);
        assertTrue(key.verifies(message, signature));
        assertFalse(key.verifies(new byte[] {1, 2, 4}, signature));
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = new byte[random.nextInt(90)];
            random.nextBytes(damaged);
            assertFalse(key.verifies(message, damaged));
        }
        assertFalse(key.verifies(message, Arrays.copyOf(signature, signature.length - 1)));
    }

    @Test
    void refusesOtherKindsOfKeysAndDamage() throws Exception {
        for (String kind : new String[] {"RSA", "EC"}) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(kind.equals("EC") ? 384 : 2048);
            byte[] spki = generator.generateKeyPair().getPublic().getEncoded();
            assertRefused("-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(spki)
                    + "\n-----END PUBLIC KEY-----");
        }
        assertRefused("");
        assertRefused("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----");
        assertRefused("-----BEGIN PUBLIC KEY-----\n=A==B\n-----END PUBLIC KEY-----");
        assertRefused(PEM.replace("PUBLIC", "PRIVATE"));
        byte[] point = DeviceKey.ofPem(PEM).point().toByteArray();
        point[40] ^= 1;
        assertThrows(MalformedResponseException.class, () -> DeviceKey.ofPoint(ByteString.of(point)));
        byte[] beyondField = new byte[65];
        Arrays.fill(beyondField, (byte) 0xFF);
        beyondField[0] = 4;
        assertThrows(MalformedResponseException.class, () -> DeviceKey.ofPoint(ByteString.of(beyondField)));
        assertThrows(MalformedResponseException.class, () -> DeviceKey.ofPoint(ByteString.EMPTY));
    }

    private static void assertRefused(String pem) {
        assertThrows(MalformedResponseException.class, () -> DeviceKey.ofPem(pem));
    }
}
