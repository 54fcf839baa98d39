package org.keymeter.volume;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** The applet on a simulated card, with one key in slot 0. */
final class CardFixture {
    static final int SLOT = 0;

    private final SimulatedReader reader;

    private CardFixture(SimulatedReader reader) {
        this.reader = reader;
    }

    static CardFixture inMemory() throws InstallationException {
        return new CardFixture(SimulatedReader.with("test", SimulatedCard.inMemory(AppletInstallation.keymeter())));
    }

    static CardFixture inFile(Path file) {
        return new CardFixture(SimulatedReader.onFile("test", file, AppletInstallation.keymeter()));
    }

    /** With so many uses, which the card takes in leases of this size. */
    CardFixture initialize(long uses, int lease) throws CardException {
        try (CardSession session = open();
                Secret user = userPin();
                Secret admin = adminPin()) {
            Set<CardOption> options = Set.of(CardOption.FORCED_AUDIT);
            session.device().initialize(new Initialization("test", options, user, admin, Optional.empty()));
            session.pins().verify(Pin.ADMIN, admin);
            session.keys()
                    .create(
                            "disk",
                            uses,
                            Policy.of(Integer.MAX_VALUE, List.of()).withLease(lease));
        }
        return this;
    }

    private CardSession open() throws CardException {
        CardSession session = CardSession.open(reader.connect());
        session.openChannelUnpinned();
        return session;
    }

    /** With both PINs verified. */
    CardSession connect() throws CardException {
        CardSession session = open();
        try (Secret user = userPin();
                Secret admin = adminPin()) {
            session.pins().verify(Pin.USER, user);
            session.pins().verify(Pin.ADMIN, admin);
        }
        return session;
    }

    private static Secret userPin() {
        return Secret.take("123456".getBytes(StandardCharsets.US_ASCII));
    }

    private static Secret adminPin() {
        return Secret.take("12345678".getBytes(StandardCharsets.US_ASCII));
    }
}
