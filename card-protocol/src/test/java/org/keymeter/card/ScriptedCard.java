package org.keymeter.card;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.apdu.ByteWriter;

/** A {@link ModelCard} that says of itself what a test wants, and answers each instruction by the test's script. */
final class ScriptedCard {
    static final byte[] IDENTITY = new byte[16];

    /** Answers the data of a command. */
    @FunctionalInterface
    interface Answer {
        /** @return data, then status word */
        byte[] to(byte[] data);
    }

    final ModelCard card = new ModelCard(true, this::answer);
    /** Instructions that came through the channel, in order. */
    final List<Integer> seen = new ArrayList<>();

    int state = 1;
    int options = 1;
    int setup;
    int userTries = 5;
    boolean isUserVerified;
    boolean isRequestPending = true;
    int remaining = 7;
    byte[] succession = {};
    /** Answered to everything once it is set. */
    byte[] last;

    private final Map<Integer, Answer> answers = new HashMap<>();

    void on(int ins, Answer answer) {
        answers.put(ins, answer);
    }

    void on(int ins, int status) {
        answers.put(ins, data -> ModelCard.status(status));
    }

    PinnedDevice pinned() throws CardException {
        return new PinnedDevice(card.identity(), "test", Instant.EPOCH, PinnedDevice.Trust.INITIALISED_HERE);
    }

    CardSession open() throws CardException {
        CardSession session = CardSession.open(card);
        session.openChannel(pinned());
        return session;
    }

    private byte[] answer(int cla, int ins, int p1, int p2, byte[] data) {
        seen.add(ins);
        if (last != null) {
            return last;
        }
        if (ins == 0xCA) {
            return switch (p1 << 8 | p2) {
                case 0x0101 -> done(device());
                case 0x0113 -> done(key());
                case 0x0130 -> done(succession);
                default -> ModelCard.status(0x6A88);
            };
        }
        if (ins == 0x20 && data.length == 0) {
            return ModelCard.status(isUserVerified && p2 == 0x81 ? 0x9000 : 0x63C0 + userTries);
        }
        return answers.getOrDefault(ins, ignored -> ModelCard.status(0x9000)).to(data);
    }

    static byte[] done(byte[] data) {
        return ModelCard.join(data, ModelCard.status(0x9000));
    }

    private byte[] device() {
        try (ByteWriter writer = new ByteWriter()) {
            return writer.u8(1)
                    .u16(1)
                    .u8(state)
                    .u8(options)
                    .u8(setup)
                    .u16(0)
                    .u16(1023)
                    .bytes(card.deviceId)
                    .u32(card.instance)
                    .u8(userTries)
                    .u8(5)
                    .u8(5)
                    .u8(5)
                    .u16(options % 2 == 1 ? 200 : 0xFFFF)
                    .u8(8)
                    .u8(0)
                    .lv((byte) 'x')
                    .toByteArray();
        }
    }

    private byte[] key() {
        try (ByteWriter writer = new ByteWriter()) {
            writer.u8(3)
                    .bytes(IDENTITY)
                    .u8(1)
                    .u16(1)
                    .u8(0)
                    .u8(isRequestPending ? 1 : 0)
                    .u32(remaining)
                    .u32(0)
                    .u32(0)
                    .u32(0)
                    .u16(0xFFFF);
            PolicyCodec.write(Policy.of(100, List.of(ByteString.of(new byte[32]))), writer);
            return writer.lv((byte) 'k').toByteArray();
        }
    }
}
