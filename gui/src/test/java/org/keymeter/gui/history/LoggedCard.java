package org.keymeter.gui.history;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.audit.LogKeeper;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** The real applet with a key, in an open channel with the authority of both PINs. */
public final class LoggedCard implements AutoCloseable {
    private final CardSession session;

    /** @param keyLabel may be anything */
    public LoggedCard(String keyLabel) throws Exception {
        SimulatedCard card = SimulatedCard.inMemory(AppletInstallation.keymeter());
        session = CardSession.open(SimulatedReader.with("sim", card).connect());
        try (Secret userPin = pin("123456");
                Secret adminPin = pin("12345678")) {
            session.openChannelUnpinned();
            session.device()
                    .initialize(new Initialization(
                            "test", Set.of(CardOption.FORCED_AUDIT), userPin, adminPin, Optional.empty()));
            session.pins().verify(Pin.ADMIN, adminPin);
            session.pins().verify(Pin.USER, userPin);
            session.keys()
                    .create(
                            keyLabel,
                            38,
                            Policy.of(200, List.of()).withBurst(30).withLifetime(500));
        }
    }

    public CardSession session() {
        return session;
    }

    public LogKeeper keeper(Path folder) {
        return new LogKeeper(session, folder);
    }

    /** Writes some records. */
    public void addKeys(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            ByteString identity = session.keys()
                    .create("more " + i, 1, Policy.of(1, List.of()))
                    .identity();
            session.keys().delete(1, identity);
        }
    }

    public KnownCard look(Instant at) throws Exception {
        return new KnownCard(
                session.identity(),
                session.device().read(),
                session.keys().readAll(),
                session.anchors().readAll(),
                at);
    }

    private static Secret pin(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        session.close();
    }
}
