package org.keymeter.simulator.fuzz;

import java.util.Arrays;

/** Small changes to a command that was right. */
final class Mutation {
    private static final int LONGEST = 1023;

    private Mutation() {}

    /** Another command: other bytes, another length, or another header. */
    static Command of(Command command, Random random) {
        int cla = command.cla();
        int ins = command.ins();
        int p1 = command.p1();
        int p2 = command.p2();
        byte[] data = command.data();
        switch (random.below(8)) {
            case 0 -> p1 = random.edge();
            case 1 -> p2 = random.edge();
            case 2 -> {
                if (random.inHundred(20)) {
                    cla ^= 0x80;
                } else {
                    ins ^= 1 << random.below(8);
                }
            }
            default -> data = of(data, random);
        }
        return new Command(cla, ins, p1, p2, data);
    }

    /** Other bytes, at most as many as a command may have. */
    static byte[] of(byte[] data, Random random) {
        if (data.length == 0) {
            return random.bytes(1 + random.below(40));
        }
        byte[] changed = data.clone();
        int at = random.below(random.inHundred(50) ? Math.min(data.length, 24) : data.length);
        switch (random.below(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.below(8));
            case 1 -> {
                int other = random.edge();
                changed[at] = (byte) (changed[at] == (byte) other ? other + 1 : other);
            }
            case 2 -> changed = Arrays.copyOf(changed, at);
            case 3 -> changed = Arrays.copyOf(changed, Math.min(LONGEST, data.length + 1 + random.below(40)));
            case 4 -> changed = remove(changed, at, 1 + random.below(4));
            default -> changed = insert(changed, at, random.bytes(1 + random.below(4)));
        }
        return changed;
    }

    private static byte[] remove(byte[] data, int at, int count) {
        int end = Math.min(data.length, at + count);
        return Command.join(Arrays.copyOf(data, at), Arrays.copyOfRange(data, end, data.length));
    }

    private static byte[] insert(byte[] data, int at, byte[] more) {
        byte[] longer = Command.join(Arrays.copyOf(data, at), more, Arrays.copyOfRange(data, at, data.length));
        return Arrays.copyOf(longer, Math.min(LONGEST, longer.length));
    }
}
