package org.keymeter.card;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils good bytes, by chance from a seed: flipped, cut, repeated, moved, with lengths that lie; or bytes that never were good. */
final class HostileBytes {
    private static final int MAXIMUM = 65_536;
    private static final byte[][] LIES = {
        {(byte) 0x80},
        {(byte) 0xFF},
        {0x7F},
        {0},
        {(byte) 0x84, 0x7F, -1, -1, -1},
        {(byte) 0x83, -1, -1, -1},
        {0x7F, -1, -1, -1},
        {-1, -1, -1, -1},
        {-128, 0, 0, 0},
        {0, 0, 0, 0},
        {'\n'},
        {'"'},
        {'-'},
        {'9', '9', '9', '9', '9', '9'},
    };
    private static final byte[][] REPEATED = {
        {0x30, (byte) 0x80},
        {0x30, (byte) 0x82, -1, -1},
        {0x24, (byte) 0x80},
        {(byte) 0xA0, (byte) 0x83, 0, -1, -1},
        "-----BEGIN CERTIFICATE-----\n".getBytes(StandardCharsets.US_ASCII),
        "{\"record\":\"".getBytes(StandardCharsets.US_ASCII),
        "\n".getBytes(StandardCharsets.US_ASCII),
        " ".getBytes(StandardCharsets.US_ASCII),
        {0},
        {-1},
    };

    private final List<byte[]> good;
    private final Random random;

    HostileBytes(List<byte[]> good, Random random) {
        this.good = good;
        this.random = random;
    }

    byte[] next() {
        if (random.nextInt(50) == 0) {
            return neverGood();
        }
        byte[] bytes = pick(good).clone();
        do {
            bytes = spoil(bytes);
        } while (random.nextInt(3) == 0);
        return bytes;
    }

    private byte[] pick(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }

    private byte[] neverGood() {
        byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 100 : MAXIMUM)];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] unit = REPEATED[random.nextInt(REPEATED.length)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = unit[i % unit.length];
        }
        return bytes;
    }

    private byte[] spoil(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[1 + random.nextInt(4)];
        }
        int at = random.nextInt(bytes.length);
        int end = at + random.nextInt(Math.min(64, bytes.length - at) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                yield bytes;
            }
            case 1 -> {
                bytes[at] = (byte) random.nextInt();
                yield bytes;
            }
            case 2 ->
                replace(
                        bytes,
                        at,
                        Math.min(bytes.length, at + 1 + random.nextInt(4)),
                        LIES[random.nextInt(LIES.length)]);
            case 3 -> replace(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 4 -> replace(bytes, at, end, new byte[0]);
            case 5 -> Arrays.copyOf(bytes, random.nextInt(4) == 0 ? bytes.length + random.nextInt(300) : at);
            default -> {
                byte[] other = pick(good);
                int from = random.nextInt(other.length);
                yield replace(bytes, at, end, Arrays.copyOfRange(other, from, Math.min(other.length, from + 64)));
            }
        };
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
        byte[] replaced = Arrays.copyOf(bytes, bytes.length - (to - from) + by.length);
        System.arraycopy(by, 0, replaced, from, by.length);
        System.arraycopy(bytes, to, replaced, from + by.length, bytes.length - to);
        return replaced;
    }
}
