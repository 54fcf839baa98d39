package com.licel.jcardsim.crypto;

import java.security.SecureRandom;
import javacard.security.RandomData;

/**
 * Stands before jCardSim's class of this name, which starts every card from the same seed unless a system property
 * tells it not to.
 */
public class RandomDataImpl extends RandomData {
    private final byte algorithm;
    private final SecureRandom source = new SecureRandom();

    /**
     * @param algorithm one of RandomData's constants; all are answered from the same secure source
     */
    public RandomDataImpl(byte algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    @SuppressWarnings("deprecation") // what Java Card 3.0.4 applets call
    public void generateData(byte[] buffer, short offset, short length) {
        nextBytes(buffer, offset, length);
    }

    @Override
    public short nextBytes(byte[] buffer, short offset, short length) {
        byte[] bytes = new byte[length];
        source.nextBytes(bytes);
        System.arraycopy(bytes, 0, buffer, offset, length);
        return (short) (offset + length);
    }

    @Override
    public void setSeed(byte[] buffer, short offset, short length) {
        byte[] seed = new byte[length];
        System.arraycopy(buffer, offset, seed, 0, length);
        source.setSeed(seed);
    }

    @Override
    public byte getAlgorithm() {
        return algorithm;
    }
}
