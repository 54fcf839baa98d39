package org.keymeter.card.grant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The ways in which bytes come damaged. */
public final class Damage {
    private Damage() {}

    /** Every single bit flipped. */
    public static List<byte[]> flips(byte[] good) {
        List<byte[]> damaged = new ArrayList<>();
        for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
            byte[] copy = good.clone();
            copy[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            damaged.add(copy);
        }
        return damaged;
    }

    /** One bit of every byte flipped, another one in each: for what takes long to judge. */
    public static List<byte[]> someFlips(byte[] good) {
        List<byte[]> all = flips(good);
        List<byte[]> some = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            some.add(all.get(i * Byte.SIZE + i % Byte.SIZE));
        }
        return some;
    }

    /** Every shorter beginning, and one byte more. */
    public static List<byte[]> lengths(byte[] good) {
        List<byte[]> damaged = new ArrayList<>();
        for (int length = 0; length < good.length; length++) {
            damaged.add(Arrays.copyOf(good, length));
        }
        damaged.add(Arrays.copyOf(good, good.length + 1));
        return damaged;
    }

    /** Each byte replaced by those that make long lengths, and a few bytes at random; the seed names the run. */
    public static List<byte[]> hostile(byte[] good, long seed) {
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            for (int value : new int[] {0x80, 0x84, 0xFF}) {
                byte[] copy = good.clone();
                copy[i] = (byte) value;
                damaged.add(copy);
            }
        }
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] copy = good.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                copy[random.nextInt(copy.length)] = (byte) random.nextInt();
            }
            damaged.add(copy);
        }
        damaged.removeIf(copy -> Arrays.equals(copy, good));
        return damaged;
    }
}
