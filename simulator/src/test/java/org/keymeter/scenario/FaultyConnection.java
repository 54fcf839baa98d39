package org.keymeter.scenario;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.CardConnection;
import org.keymeter.card.TransportException;

/** A line to a card on which one exchange goes wrong. */
final class FaultyConnection implements CardConnection {
    private static final byte[] NOTHING = {};

    private final CardConnection line;
    private final List<byte[]> answers = new ArrayList<>();
    private byte[] previous = NOTHING;
    private Fault fault;
    private int faultAt = -1;

    /** What happens to one exchange. */
    @FunctionalInterface
    interface Fault {
        /**
         * @param line to the card
         * @param command that should go to it
         * @param previous the answer before
         * @return what the host gets instead of the answer
         */
        byte[] exchange(CardConnection line, byte[] command, byte[] previous) throws TransportException;
    }

    FaultyConnection(CardConnection line) {
        this.line = line;
    }

    /** From now on exchanges are counted, and the one with this number, from 0, goes wrong. */
    void arm(Fault fault, int at) {
        this.fault = fault;
        faultAt = at;
        answers.clear();
    }

    /** Answers since the last {@link #arm}. */
    List<byte[]> answers() {
        return List.copyOf(answers);
    }

    @Override
    public byte[] transmit(byte[] command) throws TransportException {
        boolean isFaulty = fault != null && answers.size() == faultAt;
        answers.add(NOTHING);
        byte[] answer = isFaulty ? fault.exchange(line, command, previous) : line.transmit(command);
        answers.set(answers.size() - 1, answer);
        previous = answer;
        return answer;
    }

    @Override
    public byte[] atr() {
        return line.atr();
    }

    @Override
    public boolean supportsExtended() {
        return line.supportsExtended();
    }

    @Override
    public void close() {
        line.close();
    }
}
