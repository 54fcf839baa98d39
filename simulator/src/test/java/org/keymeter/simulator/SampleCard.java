package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Speaks to the sample applet. */
final class SampleCard {
    static final byte[] AID = HexFormat.of().parseHex("F0534D504C45");
    static final int DONE = 0x9000;

    private final Line line;

    /** Whatever carries a command to a card. */
    interface Line {
        byte[] transmit(byte[] command) throws Exception;
    }

    private SampleCard(Line line) {
        this.line = line;
    }

    static AppletInstallation installation() {
        return installation(SampleApplet.class);
    }

    static AppletInstallation installation(Class<? extends SampleApplet> applet, int... parameters) {
        byte[] bytes = new byte[parameters.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) parameters[i];
        }
        return new AppletInstallation(applet, AID, bytes);
    }

    /** Selects the applet. */
    static SampleCard on(Line line) throws Exception {
        SampleCard card = new SampleCard(line);
        card.select();
        return card;
    }

    void select() throws Exception {
        assertEquals(DONE, selectStatus());
    }

    int selectStatus() throws Exception {
        return statusOf(line.transmit(select(AID)));
    }

    static byte[] select(byte[] aid) {
        return ByteBuffer.allocate(6 + aid.length)
                .put(new byte[] {0, (byte) 0xA4, 4, 0, (byte) aid.length})
                .put(aid)
                .array();
    }

    static byte[] command(int ins, int p1, byte... data) {
        boolean extended = data.length > 255;
        ByteBuffer command =
                ByteBuffer.allocate(9 + data.length).put(new byte[] {(byte) 0x80, (byte) ins, (byte) p1, 0});
        if (extended) {
            command.put((byte) 0).putShort((short) data.length);
        } else if (data.length > 0) {
            command.put((byte) data.length);
        }
        command.put(data).put(new byte[extended ? 2 : 1]);
        return Arrays.copyOf(command.array(), command.position());
    }

    /** The answer's data; anything but 9000 fails. */
    byte[] send(int ins, byte... data) throws Exception {
        return sendWith(ins, 0, data);
    }

    byte[] sendWith(int ins, int p1, byte... data) throws Exception {
        byte[] response = line.transmit(command(ins, p1, data));
        assertEquals("9000", "%04X".formatted(statusOf(response)), () -> "instruction " + ins);
        return Arrays.copyOf(response, response.length - 2);
    }

    int status(int ins, int p1, byte... data) throws Exception {
        return statusOf(line.transmit(command(ins, p1, data)));
    }

    static int statusOf(byte[] response) {
        return ByteBuffer.wrap(response).getShort(response.length - 2) & 0xFFFF;
    }

    /** The counter, which must be the same in all its places. */
    long count() throws Exception {
        return countIn(send(SampleApplet.READ_COUNT));
    }

    static long countIn(byte[] answer) {
        ByteBuffer places = ByteBuffer.wrap(answer);
        long count = places.getInt() & 0xFFFFFFFFL;
        assertEquals((short) count, places.getShort());
        assertEquals((short) count, places.getShort());
        assertEquals(count & 1, places.get());
        return count;
    }

    int deselections() throws Exception {
        return ByteBuffer.wrap(send(SampleApplet.READ_COUNT)).getShort(9);
    }
}
