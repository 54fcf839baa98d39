package org.keymeter.simulator;

import org.keymeter.card.CardConnection;
import org.keymeter.card.TransportException;

/** One program's way to the card in a simulated reader. */
final class SimulatedConnection implements CardConnection {
    private final SimulatedReader reader;

    SimulatedConnection(SimulatedReader reader) {
        this.reader = reader;
    }

    @Override
    public byte[] transmit(byte[] command) throws TransportException {
        return reader.transmit(this, command);
    }

    @Override
    public byte[] atr() {
        return AnswerToReset.bytes();
    }

    @Override
    public boolean supportsExtended() {
        return reader.carriesExtendedLength();
    }

    @Override
    public void close() {
        reader.release(this);
    }
}
