package com.licel.jcardsim.crypto;

import java.security.SecureRandom;

/**
 * Stands before jCardSim's class of this name, whose constant seed gives every card the same keys and nonces.
 *
 * <p>It never lets a number begin with a zero byte: a private key made anew in a key object whose last key was longer
 * keeps that key's last byte (ByteContainer.getBigInteger goes by the array, not by the length), so that one pair in 256
 * would not match.
 */
class SecureRandomNullProvider extends SecureRandom {
    private static final long serialVersionUID = 1;

    @Override
    public void nextBytes(byte[] bytes) {
        do {
            super.nextBytes(bytes);
        } while (bytes.length > 0 && bytes[0] == 0);
    }
}
