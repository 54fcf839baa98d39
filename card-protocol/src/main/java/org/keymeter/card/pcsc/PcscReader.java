package org.keymeter.card.pcsc;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardReader;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

/** One PC/SC reader. */
final class PcscReader implements CardReader {
    /**
     * Readers that this program has a connection to. The JDK's provider would hand out the same card again, so that
     * closing one connection would close the other.
     */
    private static final Set<String> CONNECTED = ConcurrentHashMap.newKeySet();

    private final CardTerminal terminal;

    PcscReader(CardTerminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String name() {
        return terminal.getName();
    }

    @Override
    public Optional<String> badge() {
        return Optional.empty();
    }

    @Override
    public boolean isSimulated() {
        return false;
    }

    @Override
    public boolean isCardPresent() throws TransportException {
        try {
            return terminal.isCardPresent();
        } catch (CardException e) {
            throw PcscError.translate(e);
        }
    }

    @Override
    public CardConnection connect() throws TransportException {
        if (!CONNECTED.add(name())) {
            throw new TransportException(
                    Problem.CARD_IN_USE,
                    "This program works with that card already.",
                    "Another part of it has a connection open.",
                    "Wait until it has finished, then try again.",
                    null);
        }
        boolean isConnected = false;
        try {
            Card card = terminal.connect("*");
            PcscConnection connection = new PcscConnection(terminal, card, () -> CONNECTED.remove(name()));
            isConnected = true;
            return connection;
        } catch (CardNotPresentException e) {
            throw new TransportException(Problem.NO_CARD, e);
        } catch (CardException e) {
            throw PcscError.translate(e);
        } finally {
            if (!isConnected) {
                CONNECTED.remove(name());
            }
        }
    }
}
