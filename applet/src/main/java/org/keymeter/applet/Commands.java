package org.keymeter.applet;

import javacard.framework.ISO7816;
import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;
import org.keymeter.protocol.Tag;

/** Checks access to the commands of the channel and hands each to whoever does it. */
final class Commands {
    /** P1 of END SESSION: the channel ends too. */
    static final byte END_CHANNEL = 0x01;

    private static final short DATA = CommandBuffer.DATA;
    private static final byte RESET_BY_ADMIN = 0x02;
    private static final short VERIFICATION_TEMPLATE = (short) 0x81B6;
    private static final short CERTIFICATE = 0x00BE;

    private final CommandBuffer buffer;
    private final byte[] bytes;
    private final short maximum;
    private final Session session;
    private final AuditLog log;
    private final LogTail tail;
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

    /** @param maximum bytes of data that a command or an answer may have */
    Commands(
            CommandBuffer buffer,
            Store store,
            Session session,
            AuditLog log,
            LogTail tail,
            Meter meter,
            Wrapping wrapping,
            Statements statements,
            Device device,
            Engines engines,
            short maximum) {
        this.buffer = buffer;
        bytes = buffer.bytes;
        this.maximum = maximum;
        this.session = session;
        this.log = log;
        this.tail = tail;
        this.meter = meter;
        this.wrapping = wrapping;
        this.statements = statements;
        this.device = device;
        pins = new Pins(store, session, log, meter);
        IssuerKey issuerKey = new IssuerKey(engines);
        anchors = new Anchors(store, session, log, issuerKey, engines.sha256);
        keys = new Keys(store, session, log, meter, anchors, engines);
        access = new Access(store, session, keys);
        request = new GrantRequest(store, session, engines, bytes);
        chain = new GrantChain(store, session, log, meter, issuerKey, request, engines.sha256, bytes);
    }

    /** Runs a command whose data stand at DATA; the answer's length, or -1 - length for the warning 62F1. */
    short run(short length, byte[] work) {
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
                keys.requireIdentity(p1, bytes, DATA, length);
                wrapping.endRewrapOf(p1, work);
                keys.delete(p1, bytes, DATA, length, work);
                return 0;
            case Ins.MAKE_GENERATION:
                return keys.makeGeneration(p1, bytes, DATA, length, work);
            case Ins.RETIRE_GENERATION:
                keys.requireIdentity(p1, bytes, DATA, length);
                wrapping.endRewrapOf(p1, work);
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
                return tail.read(bytes, DATA, length, maximum, work);
            case Ins.ACKNOWLEDGE_LOG:
                tail.acknowledge(bytes, DATA, length, work);
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
