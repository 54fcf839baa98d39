package org.keymeter.applet;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.SystemException;
import javacard.framework.Util;
import javacardx.apdu.ExtendedLength;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** Receives, unwraps, has the command run, wraps and sends: each of them here and once. Opens and ends the channel. */
public final class KeymeterApplet extends Applet implements ExtendedLength {
    private static final short DATA = CommandBuffer.DATA;

    private final CommandBuffer buffer;
    private final byte[] bytes;
    private final Store store;
    private final Session session;
    private final SecureChannel channel;
    private final Statements statements;
    private final Meter meter;
    private final Wrapping wrapping;
    private final Device device;
    private final Commands commands;

    private KeymeterApplet(byte[] parameters, short at) {
        short bufferLength = InstallParameters.bufferLength(parameters, at);
        buffer = new CommandBuffer(bufferLength);
        bytes = buffer.bytes;
        Engines engines = new Engines(bytes, InstallParameters.withheld(parameters, at));
        store = new Store(
                engines,
                InstallParameters.userTryLimit(parameters, at),
                InstallParameters.adminTryLimit(parameters, at));
        InstallParameters.copySecret(parameters, at, store);
        session = new Session();
        channel = new SecureChannel(engines);
        AuditLog log = new AuditLog(store, session, engines.sha256);
        LogTail tail = new LogTail(store, log, engines.sha256);
        statements = new Statements(store, session, engines.ecdsa);
        meter = new Meter(store, session, log);
        wrapping = new Wrapping(store, session, log, meter, engines);
        short maximum = (short) (bufferLength - Limit.BUFFER_OVERHEAD);
        device = new Device(store, session, log, tail, statements, engines, maximum);
        commands =
                new Commands(buffer, store, session, log, tail, meter, wrapping, statements, device, engines, maximum);
    }

    /** Parameters: protocol, section 11. Refuses a card that lacks what the applet needs with a status word that says what (98E1 to 98EA). */
    public static void install(byte[] parameters, short offset, byte length) {
        short at = InstallParameters.find(parameters, offset, length);
        try {
            new KeymeterApplet(parameters, at).register();
        } catch (SystemException noMemory) {
            ISOException.throwIt(Sw.LACKS_MEMORY);
        }
    }

    public boolean select() {
        store.finishWipe();
        return true;
    }

    /** A foreign SELECT costs no use: what is open goes back, while the card has power. */
    public void deselect() {
        endChannel(bytes);
        buffer.clear();
    }

    public void process(APDU apdu) {
        byte[] work = apdu.getBuffer();
        if (selectingApplet()) {
            // CARD: the APDU buffer is scratch memory; 133 bytes are guaranteed, all cards looked at have more.
            Check.that((short) work.length >= Siv.WORK_LENGTH, Sw.LACKS_MEMORY);
            apdu.setOutgoingAndSend((short) 0, device.describeSelected(work));
            return;
        }
        if (isPublicStatus(work)) {
            apdu.setOutgoingAndSend((short) 0, device.describePublicly(work));
            return;
        }
        if (buffer.wantsMore(work)) {
            buffer.sendMore(apdu);
            return;
        }
        if (!receive(apdu, work)) {
            return;
        }
        if ((buffer.header[ISO7816.OFFSET_CLA] & Code.CLASS_SECURE) == 0) {
            buffer.send(apdu, answerPlain(work), Sw.DONE);
        } else {
            answerSecure(apdu, work);
        }
    }

    private static boolean isPublicStatus(byte[] apdu) {
        return apdu[ISO7816.OFFSET_CLA] == Code.CLASS_PROPRIETARY
                && apdu[ISO7816.OFFSET_INS] == Ins.GET_STATUS
                && Util.getShort(apdu, ISO7816.OFFSET_P1) == 0;
    }

    private boolean receive(APDU apdu, byte[] work) {
        try {
            return buffer.receive(apdu);
        } catch (ISOException broken) {
            endChannel(work);
            throw broken;
        }
    }

    /**
     * Ends the channel (P7): keys and authority first, then what it still holds goes back to the meter and into the log, which needs no authority.
     */
    private void endChannel(byte[] work) {
        channel.close();
        session.revoke((byte) (Session.USER | Session.ADMIN));
        session.forgetChain();
        try {
            meter.giveBack(work);
            wrapping.endRewrap(work);
        } finally {
            session.clear();
        }
    }

    /** What a channel is opened with. Any plain command ends the open one first. */
    private short answerPlain(byte[] work) {
        endChannel(work);
        byte cla = buffer.header[ISO7816.OFFSET_CLA];
        byte ins = buffer.header[ISO7816.OFFSET_INS];
        short p1p2 = Util.getShort(buffer.header, ISO7816.OFFSET_P1);
        if (ins == Ins.INTERNAL_AUTHENTICATE && cla == Code.CLASS_PROPRIETARY) {
            Check.that(p1p2 == (short) ((short) (Code.KEY_VERSION << 8) | Code.KEY_SCP11B), Sw.WRONG_P1P2);
            // Only initialisation needs the transcript.
            byte[] transcript = store.isInitialized() ? null : session.bytes;
            return channel.agree(bytes, DATA, buffer.length(), store.channelKey(), transcript, Session.TRANSCRIPT);
        }
        if (ins == Ins.INTERNAL_AUTHENTICATE && cla == Code.CLASS_INTERINDUSTRY) {
            Check.that(p1p2 == 0, Sw.WRONG_P1P2);
            return statements.voucher(bytes, DATA, buffer.length(), work);
        }
        if (cla == Code.CLASS_PROPRIETARY && ins == Ins.GET_STATUS) {
            ISOException.throwIt(Sw.WRONG_P1P2);
        }
        if (cla != Code.CLASS_INTERINDUSTRY || ins != Ins.GET_RESPONSE) {
            Access.find(cla, ins);
        }
        ISOException.throwIt(Sw.WRONG_STATE);
        return 0;
    }

    private void answerSecure(APDU apdu, byte[] work) {
        // SECURITY: a wrapped command that finds no channel must not run as if it were plain.
        Check.that(channel.isOpen(), Sw.WRONG_STATE);
        short length = unwrap(work);
        short status = Sw.DONE;
        short answer = 0;
        try {
            answer = commands.run(length, work);
            if (answer < 0) {
                status = Sw.USES_REFUSED;
                answer = (short) (-1 - answer);
            }
        } catch (ISOException refused) {
            status = refused.getReason();
        } catch (RuntimeException unexpected) {
            status = Sw.INTERNAL;
            if (JCSystem.getTransactionDepth() != 0) {
                JCSystem.abortTransaction();
            }
        }
        // SPEC: SCP03, 6.2.5: success and warnings carry a MAC, errors go out bare and without data.
        if (status == Sw.DONE || isWarning(status)) {
            answer = channel.wrap(buffer, answer, status);
            wipeFrom((short) (DATA + answer));
        } else {
            answer = 0;
            Util.arrayFillNonAtomic(bytes, (short) 0, (short) bytes.length, (byte) 0);
            Siv.wipe(work);
        }
        if (status == Sw.DONE && endsChannel()) {
            endChannel(work);
        }
        buffer.send(apdu, answer, status);
    }

    /** Wipes what stands behind a wrapped answer: the subkeys that it was gathered from, or a new PIN. */
    private void wipeFrom(short end) {
        // CARD: some refuse an empty range that begins at the array's end.
        if (end < (short) bytes.length) {
            Util.arrayFillNonAtomic(bytes, end, (short) (bytes.length - end), (byte) 0);
        }
    }

    private short unwrap(byte[] work) {
        try {
            return channel.unwrap(buffer);
        } catch (ISOException broken) {
            endChannel(work);
            throw broken;
        }
    }

    private static boolean isWarning(short status) {
        byte high = (byte) (status >> 8);
        return high == 0x62 || high == 0x63;
    }

    private boolean endsChannel() {
        return buffer.header[ISO7816.OFFSET_INS] == Ins.END_SESSION
                && buffer.header[ISO7816.OFFSET_P1] == Commands.END_CHANNEL;
    }
}
