package org.keymeter.gui.rotation;

import java.text.NumberFormat;
import java.util.Optional;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.words.Texts;
import org.keymeter.volume.plan.CardProfile;
import org.keymeter.volume.plan.ReaderSpeed;
import org.keymeter.volume.plan.Span;

/** What a rotation's state and progress mean, in words. */
final class RotationWords {
    /** Milliseconds a subkey, until this card has shown its own pace. */
    private static final Span USUAL_PACE = CardProfile.known().get(0).rewrap(ReaderSpeed.CONTACT_129);

    private static final int SECOND = 1000;
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;

    private final Texts texts;

    RotationWords(Texts texts) {
        this.texts = texts;
    }

    String key(KeyInfo key) {
        return texts.text("rotation.key", key.label(), key.generation());
    }

    String summary(RotationState state) {
        if (!state.isReadable()) {
            return texts.text("rotation.state.unreadable");
        }
        return switch (state.stage()) {
            case NO_TABLES -> texts.text("rotation.state.none");
            case READY -> texts.text("rotation.state.ready", state.toMove());
            case UNFINISHED -> texts.text("rotation.state.unfinished", state.toMove(), state.moved());
            case MOVED -> texts.text("rotation.state.moved");
        };
    }

    /** Empty when there is nothing to move. */
    Optional<String> needs(RotationState state) {
        return state.canMove()
                ? Optional.of(texts.text("rotation.needs", duration(state.toMove() * USUAL_PACE.high() / SECOND)))
                : Optional.empty();
    }

    String progress(RotationRun.Progress now, boolean isPaused) {
        if (isPaused) {
            return texts.text("rotation.paused", now.done(), now.total());
        } else if (now.remaining() < 0) {
            return texts.text("rotation.progress", now.done(), now.total());
        }
        NumberFormat pace = NumberFormat.getInstance(texts.locale());
        pace.setMaximumFractionDigits(now.perSecond() < 10 ? 1 : 0);
        return texts.text(
                "rotation.progress.rate",
                now.done(),
                now.total(),
                pace.format(now.perSecond()),
                duration(now.remaining()));
    }

    String retire(RotationState state) {
        if (!state.key().hasOldGeneration()) {
            return texts.text("rotation.retire.none");
        }
        return state.canRetire()
                ? texts.text("rotation.retire.words", state.key().label())
                : texts.text("rotation.retire.wait");
    }

    String trouble(TableLine line) {
        return line.problem()
                .map(problem -> problem.happened())
                .orElse(line.damaged() > 0 ? texts.text("rotation.damaged", line.damaged()) : "");
    }

    private String duration(double seconds) {
        if (seconds < MINUTE) {
            return texts.text("time.seconds", Math.round(seconds));
        } else if (seconds < HOUR) {
            return texts.text("time.minutes", Math.round(seconds / MINUTE));
        }
        return texts.text("time.hours", Math.round(seconds / HOUR));
    }
}
