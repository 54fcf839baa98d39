package org.keymeter.card;

import java.util.List;

/** The audit log and what the device key signs of it. */
public final class LogCommands {
    LogCommands() {}

    /** GET DATA 0102. */
    public LogState readState() throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * One READ LOG: as many records as one answer carries, at most up to the last.
     *
     * @param first sequence of the first, which must be outstanding (else 6A88)
     * @return 48 bytes each, at least one, in order
     */
    public List<ByteString> read(long first) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * Frees all records up to one. Make them durable first.
     *
     * @param sequence of the last one read
     * @param chain value at it, computed over the records read: 32 bytes
     */
    public void acknowledge(long sequence, ByteString chain) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * SIGN HEAD.
     *
     * @param nonce 32 bytes of whoever wants the statement
     */
    public SignedStatement signHead(ByteString nonce) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * SIGN REPORT.
     *
     * @param nonce 32 bytes of whoever wants the statement
     */
    public SignedStatement signReport(ByteString nonce) throws CardException {
        throw new UnsupportedOperationException();
    }
}
