package org.keymeter.card.pcsc;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.TerminalFactory;
import org.keymeter.card.CardReader;
import org.keymeter.card.PollingWatch;
import org.keymeter.card.ReaderListener;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

/** The readers that this computer's PC/SC service knows. */
public final class PcscReaders implements ReaderSource {
    static {
        // The provider would fetch 61xx answers by itself, with the class byte of the command: inside a channel that is
        // a wrapped command without a MAC, which ends the channel. It reads these once, when it is first used.
        setDefault("sun.security.smartcardio.t0GetResponse");
        setDefault("sun.security.smartcardio.t1GetResponse");
    }

    private CardTerminals terminals;

    private static void setDefault(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "false");
        }
    }

    /**
     * @throws TransportException {@link Problem#NO_SERVICE}; {@link Problem#SERVICE_RESTARTED} if it worked before and this
     *     JVM cannot find it again
     */
    @Override
    public synchronized List<CardReader> readReaders() throws TransportException {
        boolean workedBefore = terminals != null;
        try {
            return list();
        } catch (TransportException e) {
            if (!workedBefore || e.problem() != Problem.NO_SERVICE) {
                throw e;
            }
            if (!ServiceContext.forget()) {
                throw new TransportException(Problem.SERVICE_RESTARTED, e);
            }
            terminals = null;
            return list();
        }
    }

    private List<CardReader> list() throws TransportException {
        try {
            if (terminals == null) {
                terminals = TerminalFactory.getInstance("PC/SC", null).terminals();
            }
            List<CardReader> readers = new ArrayList<>();
            for (CardTerminal terminal : terminals.list()) {
                readers.add(new PcscReader(terminal));
            }
            return readers;
        } catch (NoSuchAlgorithmException e) {
            throw new TransportException(Problem.NO_SERVICE, e);
        } catch (CardException e) {
            if (PcscError.of(e) == PcscError.NO_READERS) {
                return List.of();
            }
            throw PcscError.translate(e);
        }
    }

    @Override
    public Watch watch(ReaderListener listener) {
        return PollingWatch.start(this, listener);
    }
}
