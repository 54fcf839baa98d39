package org.keymeter.gui.overview;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.CardState;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.PublicStatus;
import org.keymeter.gui.words.Texts;

/** The figures of a public status, each with a word on how pressing it is. */
final class Figures {
    private static final int FEW_LOG_SLOTS = 64;
    private static final int FEW_TRIES = 1;
    private static final double FEW_USES = 0.25;

    private final Texts texts;

    Figures(Texts texts) {
        this.texts = texts;
    }

    List<Overview.Figure> of(PublicStatus status) {
        List<Overview.Figure> figures = new ArrayList<>();
        boolean initialized = status.state() == CardState.INITIALIZED;
        figures.add(figure("state", texts.text(initialized ? "state.initialized" : "state.installed"), Level.CALM));
        status.details().ifPresent(details -> {
            figures.add(tries("user-pin", details.userTriesLeft()));
            figures.add(tries("admin-pin", details.adminTriesLeft()));
            figures.add(log(details.freeLogSlots()));
        });
        return figures;
    }

    private Overview.Figure tries(String pin, int left) {
        return figure(
                pin,
                left == 0 ? texts.text("tries.blocked") : texts.text("tries.left", left),
                level(left, left <= FEW_TRIES));
    }

    private Overview.Figure log(FreeSlots free) {
        if (free.count().isEmpty()) {
            return figure("log", texts.text("log.ring"), Level.CALM);
        }
        int slots = free.count().getAsInt();
        return figure(
                "log",
                slots == 0 ? texts.text("log.full") : texts.text("log.free", slots),
                level(slots, slots < FEW_LOG_SLOTS));
    }

    private Overview.Figure figure(String name, String value, Level level) {
        return new Overview.Figure(
                texts.text("figure." + name), value, texts.text("figure." + name + ".tooltip"), level);
    }

    private static Level level(long left, boolean few) {
        if (left == 0) {
            return Level.STOP;
        }
        return few ? Level.SOON : Level.CALM;
    }
}
