package org.keymeter.applet;

import com.licel.jcardsim.base.Simulator;
import com.licel.jcardsim.base.SimulatorRuntime;
import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import javacard.framework.AID;

/** {@link WireApplet} on a simulated card of its own; lets a test see and change what travels. */
final class WireCard implements SmartCardConnection {
    static final byte[] APPLICATION = HexFormat.of().parseHex("F04B45594D45544552F1");
    static final short BUFFER = 1056;
    static final int MAX_DATA = BUFFER - 33;
    static final short NOTHING = 0;

    private final Simulator simulator = new Simulator(new SimulatorRuntime());
    private final boolean extended;
    final List<byte[]> commands = new ArrayList<>();
    final List<byte[]> answers = new ArrayList<>();
    UnaryOperator<byte[]> onCommand = UnaryOperator.identity();
    UnaryOperator<byte[]> onAnswer = UnaryOperator.identity();

    WireCard(boolean extended, short withheld) {
        this.extended = extended;
        ByteBuffer parameters = ByteBuffer.allocate(1 + APPLICATION.length + 1 + 1 + 4);
        parameters.put((byte) APPLICATION.length).put(APPLICATION).put((byte) 0).put((byte) 4);
        parameters.putShort(BUFFER).putShort(withheld);
        AID aid = new AID(APPLICATION, (short) 0, (byte) APPLICATION.length);
        simulator.installApplet(aid, WireApplet.class, parameters.array(), (short) 0, (byte) parameters.position());
        select();
    }

    void select() {
        byte[] command = ByteBuffer.allocate(5 + APPLICATION.length)
                .put(new byte[] {0x00, (byte) 0xA4, 0x04, 0x00, (byte) APPLICATION.length})
                .put(APPLICATION)
                .array();
        if (statusOf(simulator.transmitCommand(command)) != 0x9000) {
            throw new AssertionError("the applet can't be selected");
        }
    }

    void reset() {
        simulator.reset();
    }

    byte[] send(String hex) {
        return sendAndReceive(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** An answer as hexadecimal digits. */
    String exchange(String hex) {
        return HexFormat.of().withUpperCase().formatHex(send(hex));
    }

    @Override
    public byte[] sendAndReceive(byte[] command) {
        byte[] sent = onCommand.apply(command.clone());
        commands.add(sent.clone());
        byte[] answer = simulator.transmitCommand(sent);
        answers.add(answer.clone());
        return onAnswer.apply(answer);
    }

    @Override
    public Transport getTransport() {
        return Transport.USB;
    }

    @Override
    public boolean isExtendedLengthApduSupported() {
        return extended;
    }

    @Override
    public byte[] getAtr() {
        return simulator.getATR();
    }

    @Override
    public void close() {
        simulator.reset();
    }

    static int statusOf(byte[] answer) {
        return ByteBuffer.wrap(answer).getShort(answer.length - 2) & 0xFFFF;
    }

    /** Bytes that differ from their neighbours. */
    static byte[] pattern(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 7 + 3);
        }
        return data;
    }
}
