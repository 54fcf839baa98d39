package org.keymeter.cli.access;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.card.CardException;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.TransportException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.cli.terminal.Output;

/** The one place that opens the card. */
public final class CardAccess {
    private final Readers readers;
    private final ReaderChoice choice;
    private final TrustDecision trust;
    private final PinSources pins;
    private final Path archive;
    private final Output output;
    private final Interruption interruption;

    /** @param archive the folder of the user's audit archives */
    public CardAccess(
            Readers readers,
            ReaderChoice choice,
            TrustDecision trust,
            PinSources pins,
            Path archive,
            Output output,
            Interruption interruption) {
        this.readers = readers;
        this.choice = choice;
        this.trust = trust;
        this.pins = pins;
        this.archive = archive;
        this.output = output;
        this.interruption = interruption;
    }

    public PinSources pins() {
        return pins;
    }

    public TrustDecision trust() {
        return trust;
    }

    /** The chosen reader, about which a remark was made if its card protects nothing. */
    private CardReader reader() throws TransportException {
        CardReader reader = choice.find(readers);
        if (reader.isSimulated()) {
            output.remark("Card: " + choice.simulatedCard().orElseThrow() + " ("
                    + reader.badge().orElse("simulated") + ")");
        }
        return reader;
    }

    /** Selects the applet; no channel yet. The caller closes the session. */
    public CardSession select() throws CardException, CliException {
        return CardSession.open(requireReader().connect());
    }

    /** The chosen reader, if there is a card for it. */
    public CardReader requireReader() throws TransportException, CliException {
        choice.requireCard(readers);
        return reader();
    }

    /** As {@link #select}, but a simulated card that is not there yet is made. */
    public CardSession selectOrMake() throws CardException {
        return CardSession.open(reader().connect());
    }

    /** As {@link #select}; a card that is not initialised is refused. */
    public CardSession selectInitialised() throws CardException, CliException {
        CardSession session = select();
        if (session.applet().state() == CardState.INSTALLED) {
            session.close();
            throw new CliException(TrustDecision.blank());
        }
        return session;
    }

    /** An initialised card that the user trusts, with an open channel. */
    public OpenCard open() throws CardException, IOException, CliException {
        return trusted(selectInitialised());
    }

    /** The same in a session that has no channel yet, and is closed if that fails. */
    public OpenCard trusted(CardSession session) throws CardException, IOException, CliException {
        boolean isOpen = false;
        try {
            trust.openChannel(session);
            OpenCard card = new OpenCard(session, pins, archive, output, interruption);
            isOpen = true;
            return card;
        } finally {
            if (!isOpen) {
                session.close();
            }
        }
    }
}
