package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void isWipedWhenClosed() {
        byte[] bytes = {1, 2, 3};
        Secret secret = Secret.take(bytes);
        secret.close();
        secret.close();
        assertArrayEquals(new byte[3], bytes);
        assertThrows(IllegalStateException.class, secret::expose);
    }

    @Test
    void takesCharactersAsUtf8AndWipesThem() {
        char[] characters = "12\u00e934".toCharArray();
        try (Secret secret = Secret.take(characters)) {
            assertArrayEquals(new byte[] {'1', '2', (byte) 0xC3, (byte) 0xA9, '3', '4'}, secret.expose());
            assertArrayEquals(new char[5], characters);
            assertFalse(secret.toString().contains("1"));
            assertTrue(secret.isSameAs(Secret.take(secret.expose().clone())));
            assertFalse(secret.isSameAs(Secret.take(new byte[6])));
        }
    }
}
