package org.keymeter.simulator.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** What the host keeps of the card's answers: blobs that it wrapped, requests that it made. */
final class Notes {
    static final int AUTHORITIES = 12;
    private static final Authority[] ALL = new Authority[AUTHORITIES];

    static {
        Arrays.setAll(ALL, i -> new Authority("authority " + i % (AUTHORITIES - 2)));
    }

    private final Batch[] batches = new Batch[Limit.KEY_SLOTS];
    private final Request[] requests = new Request[Limit.KEY_SLOTS];

    /** Blobs of one WRAP. */
    record Batch(int generation, byte[] prefix, byte[][] suffixes, byte[][] blobs) {
        int count() {
            return blobs.length;
        }

        /** Data of UNWRAP and REWRAP for the first blobs. */
        byte[] unwrapping(int count, int generation) {
            ByteBuffer data = ByteBuffer.allocate(4096)
                    .putShort((short) generation)
                    .put((byte) suffixes[0].length)
                    .put((byte) prefix.length)
                    .put((byte) blobs[0].length)
                    .put(prefix);
            for (int i = 0; i < count && data.position() + suffixes[i].length + blobs[i].length <= 1023; i++) {
                data.put(suffixes[i]).put(blobs[i]);
            }
            return Arrays.copyOf(data.array(), data.position());
        }
    }

    /** @param nonceAndUses as the card keeps them */
    record Request(byte[] der, byte[] nonceAndUses) {
        long asked() {
            return ByteBuffer.wrap(nonceAndUses).getInt(Limit.ID_LENGTH) & 0xFFFFFFFFL;
        }
    }

    Authority authority(int number) {
        return ALL[number];
    }

    Batch batch(int slot) {
        return batches[slot];
    }

    Request request(int slot) {
        return requests[slot];
    }

    /** @param card after the command */
    void take(Exchange exchange, Snapshot card) {
        if (!exchange.isSuccess() || exchange.answer() == null) {
            return;
        }
        if (exchange.is(0x80, Ins.REQUEST_GRANT)) {
            int slot = exchange.command().p1();
            requests[slot] = new Request(exchange.answer(), card.request(slot));
        } else if (exchange.is(0x80, Ins.WRAP)) {
            batches[exchange.command().p1()] = batch(exchange.command().data(), exchange.answer());
        }
    }

    private static Batch batch(byte[] data, byte[] answer) {
        int suffix = data[0] & 0xFF;
        int prefix = data[1] & 0xFF;
        int subkey = data[2] & 0xFF;
        int blob = Limit.SIV_LENGTH + subkey;
        int count = (answer.length - 2) / blob;
        byte[][] suffixes = new byte[count][];
        byte[][] blobs = new byte[count][];
        for (int i = 0; i < count; i++) {
            int at = 3 + prefix + i * (suffix + subkey);
            suffixes[i] = Arrays.copyOfRange(data, at, at + suffix);
            blobs[i] = Arrays.copyOfRange(answer, 2 + i * blob, 2 + (i + 1) * blob);
        }
        return new Batch(ByteBuffer.wrap(answer).getShort(), Arrays.copyOfRange(data, 3, 3 + prefix), suffixes, blobs);
    }
}
