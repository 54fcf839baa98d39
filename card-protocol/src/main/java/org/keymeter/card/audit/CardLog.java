package org.keymeter.card.audit;

import java.util.List;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.LogCommands;
import org.keymeter.card.LogState;

/** What reading a log needs of a card. */
interface CardLog {
    LogState readState() throws CardException;

    /** One answer's worth of records from this one on, at least one. */
    List<ByteString> read(long first) throws CardException;

    void acknowledge(long sequence, ByteString chain) throws CardException;

    static CardLog of(LogCommands commands) {
        return new CardLog() {
            @Override
            public LogState readState() throws CardException {
                return commands.readState();
            }

            @Override
            public List<ByteString> read(long first) throws CardException {
                return commands.read(first);
            }

            @Override
            public void acknowledge(long sequence, ByteString chain) throws CardException {
                commands.acknowledge(sequence, chain);
            }
        };
    }
}
