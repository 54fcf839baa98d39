package org.keymeter.card;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Tag;

/** The audit log and what the device key signs of it. */
public final class LogCommands {
    private final CardLink link;

    LogCommands(CardLink link) {
        this.link = link;
    }

    /** GET DATA 0102. */
    public LogState readState() throws CardException {
        return ObjectReader.log(link.readObject(Operation.READ_LOG_STATE, Tag.LOG));
    }

    /**
     * One READ LOG: as many records as one answer carries, at most up to the last.
     *
     * @param first sequence of the first, which must be outstanding (else 6A88)
     * @return 48 bytes each, at least one, in order
     */
    public List<ByteString> read(long first) throws CardException {
        try (ByteWriter writer = new ByteWriter()) {
            byte[] data = writer.u32(first).toByteArray();
            ByteReader reader = new ByteReader(
                    "READ LOG",
                    link.send(
                            Operation.READ_LOG,
                            CommandApdu.proprietary(Ins.READ_LOG, 0, data).withLongAnswer()));
            List<ByteString> records = new ArrayList<>();
            do {
                records.add(reader.string(Limit.RECORD_LENGTH));
            } while (reader.left() > 0);
            return records;
        }
    }

    /**
     * Frees all records up to one. Make them durable first.
     *
     * @param sequence of the last one read
     * @param chain value at it, computed over the records read: 32 bytes
     * @throws CommandRefusedException 9843 if the chain value is not the card's, 9844 if there is nothing to
     *     acknowledge
     */
    public void acknowledge(long sequence, ByteString chain) throws CardException {
        try (ByteWriter writer = new ByteWriter()) {
            byte[] data = writer.u32(sequence).string(chain).toByteArray();
            link.send(Operation.ACKNOWLEDGE, CommandApdu.proprietary(Ins.ACKNOWLEDGE_LOG, 0, data));
        }
    }

    /**
     * SIGN HEAD.
     *
     * @param nonce 32 bytes of whoever wants the statement
     */
    public SignedStatement signHead(ByteString nonce) throws CardException {
        return sign(Operation.SIGN_HEAD, Ins.SIGN_HEAD, Statement.HEAD, nonce);
    }

    /**
     * SIGN REPORT.
     *
     * @param nonce 32 bytes of whoever wants the statement
     */
    public SignedStatement signReport(ByteString nonce) throws CardException {
        return sign(Operation.SIGN_REPORT, Ins.SIGN_REPORT, Statement.REPORT, nonce);
    }

    private SignedStatement sign(Operation operation, byte ins, Statement statement, ByteString nonce)
            throws CardException {
        if (nonce.length() != Limit.NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce is 32 bytes");
        }
        CommandApdu command =
                CommandApdu.proprietary(ins, 0, nonce.toByteArray()).withLongAnswer();
        ByteReader reader = new ByteReader(operation.name().replace('_', ' '), link.send(operation, command));
        SignedStatement signed = new SignedStatement(reader.string(statement.length()), reader.rest());
        statement.verify(signed, link.identity(), nonce);
        return signed;
    }
}
