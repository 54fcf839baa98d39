package org.keymeter.simulator.tear;

import java.util.Set;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.TornCard;
import org.keymeter.simulator.silicon.Silicon;

/** A card with Keymeter on it, on which scenarios play; in each thread another, of the same kind, that any of the memories fits. */
final class Stage {
    private final ThreadLocal<TornCard> card;
    private final Blobs blobs = new Blobs();

    Stage(Silicon silicon) {
        this(silicon, AppletInstallation.keymeter());
    }

    Stage(Silicon silicon, AppletInstallation installation) {
        card = ThreadLocal.withInitial(() -> install(installation, silicon));
    }

    private static TornCard install(AppletInstallation installation, Silicon silicon) {
        try {
            return TornCard.install(installation, silicon);
        } catch (InstallationException e) {
            throw new IllegalStateException(e);
        }
    }

    TornCard card() {
        return card.get();
    }

    /** What was wrapped by the card's keys. */
    Blobs blobs() {
        return blobs;
    }

    /** Runs steps with both PINs verified, then takes the power away; what the memory holds then. */
    byte[] prepare(byte[] image, Step... steps) throws Exception {
        card().restore(image);
        CardSession session = open();
        Steps.READY.run(session);
        for (Step step : steps) {
            step.run(session);
        }
        session.close();
        card().reset();
        return card().image();
    }

    /** A new card's memory after its initialisation. */
    byte[] initialized(Set<CardOption> options) throws Exception {
        return initializedBy(Steps.initialize(options));
    }

    /** A new card's memory after its initialisation, and what came next. */
    byte[] initializedBy(Step... steps) throws Exception {
        CardSession session = open();
        for (Step step : steps) {
            step.run(session);
        }
        session.close();
        card().reset();
        return card().image();
    }

    CardSession open() throws CardException {
        CardSession session = CardSession.open(card().connect());
        session.openChannelUnpinned();
        return session;
    }

    /** A command that no session would send. */
    Step send(byte[] command) {
        return session -> card().transmit(command);
    }
}
