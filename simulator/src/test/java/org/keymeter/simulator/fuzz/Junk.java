package org.keymeter.simulator.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.keymeter.protocol.Ins;

/** APDUs outside the channel: random, truncated, chained, extended, with odd classes and lengths. */
final class Junk {
    static final byte[] SELECT = HexFormat.of().parseHex("00A404000AF04B45594D455445520100");
    static final byte[] GET_STATUS = HexFormat.of().parseHex("80F2000000");
    static final byte[] GET_RESPONSE = HexFormat.of().parseHex("00C0000000");

    private static final byte[] INSTRUCTIONS = instructions();

    private final Random random;

    Junk(Random random) {
        this.random = random;
    }

    private static byte[] instructions() {
        return Command.join(Arrays.stream(Ins.class.getFields())
                .map(field -> {
                    try {
                        return (int) field.getByte(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray());
    }

    /** One APDU, or the links of a chain. */
    List<byte[]> next() {
        return switch (random.below(20)) {
            case 0 -> List.of(random.bytes(random.below(12)));
            case 1 -> List.of(random.bytes(random.below(400)));
            case 2, 3 -> chain();
            case 4, 5 -> List.of(extended(random.below(random.inHundred(5) ? 3000 : 60)));
            case 6 -> List.of(SELECT);
            case 7 -> List.of(GET_STATUS);
            case 8 -> List.of(GET_RESPONSE);
            case 9 -> List.of(opening());
            case 10 -> List.of(mangled(extended(random.below(40))));
            case 11, 12 -> List.of(mangled(plain(random.below(60))));
            default -> List.of(plain(random.below(random.inHundred(10) ? 256 : 40)));
        };
    }

    private byte[] header() {
        int cla = random.inHundred(85)
                ? random.oneOf(0, 0, 0, 0x80, 0x80, 0x80, 0x04, 0x84, 0x90, 0x10, 0x94)
                : random.below(256);
        int ins = random.inHundred(85) ? INSTRUCTIONS[random.below(INSTRUCTIONS.length)] : random.below(256);
        boolean isSelect = (ins & 0xFF) == (Ins.SELECT & 0xFF) && cla == 0;
        // A SELECT by name of something else would only take the fuzzer away from the applet.
        return new byte[] {(byte) cla, (byte) ins, (byte) (isSelect ? 0 : random.edge()), (byte) random.edge()};
    }

    private byte[] plain(int length) {
        byte[] header = header();
        if (length == 0) {
            return random.inHundred(50) ? header : Command.join(header, random.edge());
        }
        byte[] le = random.inHundred(50) ? Command.NO_DATA : new byte[] {(byte) random.edge()};
        return Command.join(header, length, random.bytes(length), le);
    }

    private byte[] extended(int length) {
        byte[] le = random.inHundred(50) ? Command.NO_DATA : Command.u16(random.oneOf(0, 1, 255, 256, 0x7FFF, 0xFFFF));
        byte[] header = header();
        return length == 0
                ? Command.join(header, 0, Command.u16(random.below(1 << 16)))
                : Command.join(header, 0, Command.u16(length), random.bytes(length), le);
    }

    /** Its length bytes no longer say what follows. */
    private byte[] mangled(byte[] apdu) {
        byte[] changed = apdu.clone();
        switch (random.below(3)) {
            case 0 -> changed = Arrays.copyOf(apdu, random.below(apdu.length + 1));
            case 1 -> changed = Arrays.copyOf(apdu, apdu.length + 1 + random.below(5));
            default -> {
                if (apdu.length > 4) {
                    changed[4 + random.below(Math.min(3, apdu.length - 4))] = (byte) random.edge();
                }
            }
        }
        return changed;
    }

    /** A voucher or a handshake that is not quite one; seldom a whole one, for it costs a signature. */
    private byte[] opening() {
        if (random.inHundred(5)) {
            return Command.join(0x00, 0x88, 0, 0, 32, random.bytes(32), 0);
        }
        byte[] request = HostChannel.request();
        if (random.inHundred(5)) {
            // A point that is not on the curve, and some that are not even numbers of its field.
            byte[] coordinate = random.inHundred(50) ? random.bytes(32) : new byte[32];
            Arrays.fill(request, request.length - 64, request.length, random.oneOf((byte) 0, (byte) 0xFF, (byte) 1));
            System.arraycopy(coordinate, 0, request, request.length - 32 * (1 + random.below(2)), 32);
        } else {
            request = Arrays.copyOf(request, 17);
            request[random.below(request.length)] ^= (byte) (1 << random.below(8));
        }
        return Command.join(0x80, 0x88, 0x01, 0x13, request.length, request, 0);
    }

    private List<byte[]> chain() {
        byte[] header = header();
        header[0] = (byte) (header[0] & ~0x43 | 0x10);
        List<byte[]> links = new ArrayList<>();
        int count = random.inHundred(3) ? 8 : 1 + random.below(4);
        for (int i = 0; i < count; i++) {
            int length = 1 + random.below(count == 8 ? 255 : 30);
            links.add(Command.join(header, length, random.bytes(length)));
            if (random.inHundred(10)) {
                links.add(random.inHundred(50) ? GET_STATUS : plain(random.below(5)));
            }
        }
        header[0] &= (byte) ~0x10;
        links.add(Command.join(header, 1, random.bytes(1)));
        return links;
    }
}
