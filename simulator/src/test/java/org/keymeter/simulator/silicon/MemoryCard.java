package org.keymeter.simulator.silicon;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.TornCard;
import org.keymeter.simulator.silicon.canary.MemoryApplet;

/** A card with the canary in it, and what can be seen of the canary's memory. */
final class MemoryCard {
    private static final byte[] AID = HexFormat.of().parseHex("F043414E415259");
    private static final int DONE = 0x9000;

    private final TornCard card;
    private final byte[] fresh;

    /** @param bytes of its memory */
    record Memory(String bytes, int field, int tries, boolean isTransientKeyThere) {}

    MemoryCard(Silicon silicon) throws InstallationException {
        card = TornCard.install(new AppletInstallation(MemoryApplet.class, AID, new byte[0]), silicon);
        fresh = card.image();
        select();
    }

    TornCard card() {
        return card;
    }

    private void select() {
        byte[] command = ByteBuffer.allocate(6 + AID.length)
                .put(new byte[] {0, (byte) 0xA4, 4, 0, (byte) AID.length})
                .put(AID)
                .array();
        card.transmit(command);
    }

    private byte[] transmit(int ins, int p1) {
        return card.transmit(new byte[] {0, (byte) ins, (byte) p1, 0, 0});
    }

    int status(int ins, int p1) {
        byte[] answer = transmit(ins, p1);
        return ByteBuffer.wrap(answer).getShort(answer.length - 2) & 0xFFFF;
    }

    private byte[] answer(int ins) {
        byte[] answer = transmit(ins, 0);
        return Arrays.copyOf(answer, answer.length - 2);
    }

    /** Runs what must succeed. */
    MemoryCard run(int ins) {
        int status = status(ins, 0);
        if (status != DONE) {
            throw new IllegalStateException("instruction %02X: %04X".formatted(ins, status));
        }
        return this;
    }

    /** Runs it with the power cut before a write; powers up and selects. */
    MemoryCard runCut(int ins, long write, long seed) {
        card.supply().cutBefore(write, seed);
        try {
            transmit(ins, 0);
            throw new IllegalStateException("there is no write " + write);
        } catch (PowerCut expected) {
            loosePower();
        }
        return this;
    }

    MemoryCard loosePower() {
        card.reset();
        select();
        return this;
    }

    /** As it was when it was made. */
    MemoryCard renew() {
        try {
            card.restore(fresh);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        select();
        return this;
    }

    /** Persistent writes of a command. */
    long writes(int ins) {
        card.supply().count();
        run(ins);
        return card.supply().writes();
    }

    Memory read() {
        ByteBuffer memory = ByteBuffer.wrap(answer(MemoryApplet.READ));
        byte[] bytes = new byte[MemoryApplet.LENGTH];
        memory.get(bytes);
        return new Memory(HexFormat.of().formatHex(bytes), memory.getShort(), memory.get(), memory.get() != 0);
    }

    /** In hexadecimal: what READ_KEY or READ_PAIR answers. */
    String secret(int ins) {
        return HexFormat.of().formatHex(answer(ins));
    }

    /** What a command leaves behind when power is cut before its write, with many seeds. */
    Set<String> torn(int ins, long write, int read) {
        Set<String> left = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            renew().runCut(ins, write, seed);
            left.add(read == MemoryApplet.READ ? read().bytes() : secret(read));
        }
        return left;
    }
}
