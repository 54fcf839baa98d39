package org.keymeter.applet;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.ECPublicKey;
import javacard.security.KeyPair;
import javacardx.apdu.ExtendedLength;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** The least applet that shows the wire: it opens channels, and echoes inside and outside of them. */
public final class WireApplet extends Applet implements ExtendedLength {
    /** Outside the channel: the channel key's point. */
    static final byte CHANNEL_KEY = (byte) 0xCA;

    static final byte ECHO = 0x10;

    /** Answers with P1 P2 bytes. */
    static final byte PRODUCE = 0x12;

    /** Echoes with P1 P2 as status word. */
    static final byte ANSWER_WITH_STATUS = 0x14;

    static final byte TRANSCRIPT = 0x16;

    private static final short DATA = CommandBuffer.DATA;

    private final CommandBuffer buffer;
    private final SecureChannel channel;
    private final KeyPair channelKey = Engines.newKeyPair();
    private final byte[] transcript = JCSystem.makeTransientByteArray(Limit.HASH_LENGTH, JCSystem.CLEAR_ON_DESELECT);

    private WireApplet(short bufferLength, short withheld) {
        buffer = new CommandBuffer(bufferLength);
        channel = new SecureChannel(new Engines(buffer.bytes, withheld));
        channelKey.genKeyPair();
    }

    /** Parameters: length of the buffer (2), capabilities to withhold (2). */
    public static void install(byte[] parameters, short offset, byte length) {
        short own = (short) (offset + length - 4);
        new WireApplet(Util.getShort(parameters, own), Util.getShort(parameters, (short) (own + 2))).register();
    }

    @Override
    public boolean select() {
        channel.close();
        buffer.clear();
        return true;
    }

    @Override
    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        if (buffer.wantsMore(apdu.getBuffer())) {
            buffer.sendMore(apdu);
            return;
        }
        try {
            if (!buffer.receive(apdu)) {
                return;
            }
        } catch (ISOException refused) {
            channel.close();
            throw refused;
        }
        if ((buffer.header[ISO7816.OFFSET_CLA] & Code.CLASS_SECURE) != 0) {
            processWrapped(apdu);
        } else {
            processPlain(apdu);
        }
    }

    private void processPlain(APDU apdu) {
        channel.close();
        short length = buffer.length();
        switch (buffer.header[ISO7816.OFFSET_INS]) {
            case Ins.INTERNAL_AUTHENTICATE:
                length = channel.agree(buffer.bytes, DATA, length, channelKey, transcript, (short) 0);
                break;
            case CHANNEL_KEY:
                length = ((ECPublicKey) channelKey.getPublic()).getW(buffer.bytes, DATA);
                break;
            default:
                length = answer(length);
        }
        buffer.send(apdu, length, status());
    }

    private void processWrapped(APDU apdu) {
        if (!channel.isOpen()) {
            ISOException.throwIt(Sw.WRONG_STATE);
        }
        short length = answer(channel.unwrap(buffer));
        short status = status();
        short kind = (short) (status & (short) 0xFF00);
        if (status != Sw.DONE && kind != 0x6200 && kind != 0x6300) {
            ISOException.throwIt(status);
        }
        buffer.send(apdu, channel.wrap(buffer, length, status), status);
    }

    private short status() {
        return buffer.header[ISO7816.OFFSET_INS] == ANSWER_WITH_STATUS
                ? Util.getShort(buffer.header, ISO7816.OFFSET_P1)
                : Sw.DONE;
    }

    /** Leaves an answer at DATA and returns its length. */
    private short answer(short length) {
        switch (buffer.header[ISO7816.OFFSET_INS]) {
            case ECHO:
            case ANSWER_WITH_STATUS:
                return length;
            case PRODUCE:
                short wanted = Util.getShort(buffer.header, ISO7816.OFFSET_P1);
                for (short i = 0; i < wanted; i++) {
                    buffer.bytes[(short) (DATA + i)] = (byte) i;
                }
                return wanted;
            case TRANSCRIPT:
                return (short)
                        (Util.arrayCopyNonAtomic(transcript, (short) 0, buffer.bytes, DATA, (short) transcript.length)
                                - DATA);
            default:
                ISOException.throwIt(Sw.UNKNOWN_INSTRUCTION);
                return 0;
        }
    }
}
