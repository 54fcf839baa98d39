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
import org.keymeter.protocol.Tag;

/** Receives, unwraps, checks access, dispatches, wraps and sends: each of them here and once. */
public final class KeymeterApplet extends Applet implements ExtendedLength {
    private static final short DATA = CommandBuffer.DATA;
    private static final byte RESET_BY_ADMIN = 0x02;
    private static final short VERIFICATION_TEMPLATE = (short) 0x81B6;
    private static final short CERTIFICATE = 0x00BE;
    private static final byte END_CHANNEL = 0x01;

    private final CommandBuffer buffer;
    private final byte[] bytes;
    private final short maximum;
    private final Store store;
    private final Session session;
    private final SecureChannel channel;
    private final AuditLog log;
    private final Statements statements;
    private final Meter meter;
    private final Pins pins;
    private final Anchors anchors;
    private final Keys keys;
    private final Access access;
    private final Wrapping wrapping;
    private final GrantRequest request;
    private final GrantChain chain;
    private final Device device;

    private KeymeterApplet(InstallParameters parameters) {
        buffer = new CommandBuffer(parameters.bufferLength);
        bytes = buffer.bytes;
        maximum = (short) (parameters.bufferLength - Limit.BUFFER_OVERHEAD);
        Engines engines = new Engines(bytes, parameters.withheld);
        store = new Store(engines, parameters.userTryLimit, parameters.adminTryLimit);
        parameters.copySecret(store);
        session = new Session();
        channel = new SecureChannel(engines);
        log = new AuditLog(store, session, engines.sha256);
        statements = new Statements(store, session, engines.ecdsa);
        meter = new Meter(store, session, log);
        pins = new Pins(store, session, log, meter);
        IssuerKey issuerKey = new IssuerKey(engines);
        anchors = new Anchors(store, session, log, issuerKey, engines.sha256);
        keys = new Keys(store, session, log, meter, anchors, engines);
        access = new Access(store, session, keys);
        wrapping = new Wrapping(store, session, log, meter, engines);
        request = new GrantRequest(store, session, engines, bytes);
        chain = new GrantChain(store, session, log, meter, issuerKey, request, engines.sha256, bytes);
        device = new Device(store, session, log, statements, engines, maximum);
    }

    /** Parameters: protocol, section 11. Refuses a card that lacks what the applet needs with a status word that says what (98E1 to 98EA). */
    public static void install(byte[] parameters, short offset, byte length) {
        InstallParameters read = new InstallParameters(parameters, offset, length);
        try {
            new KeymeterApplet(read).register();
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
            answer = dispatch(length, work);
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
        return buffer.header[ISO7816.OFFSET_INS] == Ins.END_SESSION && buffer.header[ISO7816.OFFSET_P1] == END_CHANNEL;
    }

    /** Runs a command whose data stand at DATA; the answer's length, or -1 - length for the warning 62F1. */
    private short dispatch(short length, byte[] work) {
        byte cla = (byte) (buffer.header[ISO7816.OFFSET_CLA] & ~Code.CLASS_SECURE);
        byte ins = buffer.header[ISO7816.OFFSET_INS];
        byte p1 = buffer.header[ISO7816.OFFSET_P1];
        access.check(cla, ins, p1);
        return cla == Code.CLASS_INTERINDUSTRY
                ? interindustry(ins, p1, length, work)
                : proprietary(ins, p1, length, work);
    }

    private short interindustry(byte ins, byte p1, short length, byte[] work) {
        byte p2 = buffer.header[ISO7816.OFFSET_P2];
        short p1p2 = Util.getShort(buffer.header, ISO7816.OFFSET_P1);
        switch (ins) {
            case Ins.GET_DATA:
                Check.that(length == 0, Sw.WRONG_LENGTH);
                return getData(p1p2);
            case Ins.VERIFY:
                pins.verify(p1, p2, bytes, DATA, length, work);
                return 0;
            case Ins.CHANGE_REFERENCE_DATA:
                Check.that(p1 == 0, Sw.WRONG_P1P2);
                pins.change(p2, bytes, DATA, length, work);
                return 0;
            case Ins.RESET_RETRY_COUNTER:
                Check.that(p1 == RESET_BY_ADMIN && p2 == Code.USER_PIN, Sw.WRONG_P1P2);
                pins.resetUser(bytes, DATA, length, work);
                return 0;
            case Ins.MANAGE_SECURITY_ENVIRONMENT:
                Check.that(p1p2 == VERIFICATION_TEMPLATE, Sw.WRONG_P1P2);
                byte slot = GrantChain.slotOf(bytes, DATA, length);
                access.requireKey(slot);
                session.beginChain(slot);
                return 0;
            default:
                Check.that(p1p2 == CERTIFICATE, Sw.WRONG_P1P2);
                return chain.verify(session.chainSlot(), DATA, length, work);
        }
    }

    private short getData(short tag) {
        if (tag == Tag.DEVICE) {
            return device.describe(bytes, DATA);
        }
        access.requireMetadata();
        byte slot = (byte) (tag & 0x0F);
        short object = (short) (tag & (short) 0xFFF0);
        if (tag == Tag.LOG) {
            return log.describe(bytes, DATA);
        }
        if (tag == Tag.SUCCESSION) {
            return device.describeSuccession(bytes, DATA);
        }
        Check.that((object == Tag.KEY || object == Tag.ANCHOR) && slot < Limit.KEY_SLOTS, Sw.NOT_FOUND);
        return object == Tag.KEY ? keys.describe(slot, bytes, DATA) : anchors.describe(slot, bytes, DATA);
    }

    private short proprietary(byte ins, byte p1, short length, byte[] work) {
        Check.that(buffer.header[ISO7816.OFFSET_P2] == 0, Sw.WRONG_P1P2);
        switch (ins) {
            case Ins.UNWRAP:
                return wrapping.unwrap(p1, bytes, DATA, length, work);
            case Ins.WRAP:
                return wrapping.wrap(p1, bytes, DATA, length, maximum, work);
            case Ins.REWRAP:
                keys.require(p1);
                return wrapping.rewrap(p1, bytes, DATA, length, work);
            case Ins.REQUEST_GRANT:
                return request.make(p1, DATA, length, work);
            case Ins.IMPORT_ANCHOR:
                bytes[DATA] = anchors.importAnchor(p1, bytes, DATA, length, work);
                return 1;
            case Ins.REMOVE_ANCHOR:
                Check.that(length == 0, Sw.WRONG_LENGTH);
                anchors.remove(p1, work);
                return 0;
            case Ins.CREATE_KEY:
                return keys.create(p1, bytes, DATA, length, work);
            case Ins.DELETE_KEY:
                keys.delete(p1, bytes, DATA, length, work);
                return 0;
            case Ins.MAKE_GENERATION:
                return keys.makeGeneration(p1, bytes, DATA, length, work);
            case Ins.RETIRE_GENERATION:
                wrapping.endRewrap(work);
                keys.retireGeneration(p1, bytes, DATA, length, work);
                return 0;
            case Ins.END_SESSION:
                Check.that((p1 == 0 || p1 == END_CHANNEL), Sw.WRONG_P1P2);
                Check.that(length == 0, Sw.WRONG_LENGTH);
                meter.giveBack(work);
                wrapping.endRewrap(work);
                return 0;
            default:
                Check.that(p1 == 0, Sw.WRONG_P1P2);
                return deviceCommand(ins, length, work);
        }
    }

    private short deviceCommand(byte ins, short length, byte[] work) {
        switch (ins) {
            case Ins.READ_LOG:
                return log.read(bytes, DATA, length, maximum, work);
            case Ins.ACKNOWLEDGE_LOG:
                log.acknowledge(bytes, DATA, length, work);
                return 0;
            case Ins.SIGN_HEAD:
                return statements.signHead(bytes, DATA, length, work);
            case Ins.SIGN_REPORT:
                return statements.signReport(bytes, DATA, length, work);
            default:
                return device.initialize(bytes, DATA, length, work);
        }
    }
}
