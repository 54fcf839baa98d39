package org.keymeter.card.pcsc;

import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import org.keymeter.card.CardConnection;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

/** A card in a PC/SC reader, shared with other programs. */
final class PcscConnection implements CardConnection {
    private final CardTerminal terminal;
    private final Card card;
    private final Runnable onClose;
    private final boolean supportsExtended;
    private boolean isClosed;

    PcscConnection(CardTerminal terminal, Card card, Runnable onClose) {
        this.terminal = terminal;
        this.card = card;
        this.onClose = onClose;
        supportsExtended = !card.getProtocol().equals("T=0") && ReaderProperties.carryExtended(card);
    }

    @Override
    public byte[] atr() {
        return card.getATR().getBytes();
    }

    @Override
    public boolean supportsExtended() {
        return supportsExtended;
    }

    @Override
    public byte[] transmit(byte[] command) throws TransportException {
        if (isClosed) {
            throw new IllegalStateException("the connection is closed");
        }
        try {
            return card.getBasicChannel().transmit(new CommandAPDU(command)).getBytes();
        } catch (CardException e) {
            throw PcscError.translate(e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // The provider's first word of a card that was pulled: an answer without a status word, or "removed".
            throw new TransportException(isPresent() ? Problem.FAILED : Problem.CARD_REMOVED, e);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            card.disconnect(false);
        } catch (CardException e) {
            // The card or the service is gone, and the connection with it.
        } finally {
            onClose.run();
        }
    }

    private boolean isPresent() {
        try {
            return terminal.isCardPresent();
        } catch (CardException e) {
            return false;
        }
    }
}
