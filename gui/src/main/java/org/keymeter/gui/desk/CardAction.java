package org.keymeter.gui.desk;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardState;
import org.keymeter.card.Pin;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.Secret;
import org.keymeter.card.TransportException;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Problem;

/**
 * One thing to do with the card in a reader: asks for the PINs it takes, opens a channel to the card if it is trusted (or asks
 * whether it is), verifies the PINs, does the work, and reads how the card is then. A wrong PIN is asked for again, with the
 * tries left. For the UI's thread, on which the outcome arrives too.
 *
 * @param <T> what the work results in
 */
public final class CardAction<T> {
    private final Desk desk;
    private final String title;
    private final CardWork<T> work;
    private final Set<Pin> needed = EnumSet.noneOf(Pin.class);
    private final Map<Pin, Secret> pins = new EnumMap<>(Pin.class);
    private ReaderModel reader;
    private boolean isForBlank;
    private boolean isQuiet;
    private Consumer<T> then = result -> {};
    private Consumer<Problem> otherwise;
    private Runnable whenCancelled = () -> {};

    CardAction(Desk desk, ReaderModel reader, String title, CardWork<T> work) {
        this.desk = desk;
        this.reader = reader;
        this.title = title;
        this.work = work;
        otherwise = desk.prompts()::show;
    }

    /** In another reader than the chosen one. */
    public CardAction<T> in(ReaderModel other) {
        reader = other;
        return this;
    }

    /** Asks for these and verifies them before the work. */
    public CardAction<T> with(Pin... verified) {
        needed.addAll(List.of(verified));
        return this;
    }

    /** The work is for a card that is not set up, or not trusted yet: it opens the channel itself. */
    public CardAction<T> onBlankCard() {
        isForBlank = true;
        return this;
    }

    public CardAction<T> then(Consumer<T> done) {
        then = done;
        return this;
    }

    /** In place of a dialog that shows the problem. */
    public CardAction<T> otherwise(Consumer<Problem> failed) {
        otherwise = failed;
        return this;
    }

    /** Asks nothing: what would need an answer, or fails, does not happen. */
    CardAction<T> quietly() {
        isQuiet = true;
        otherwise = problem -> {};
        return this;
    }

    /** When the person gives no PIN, does not trust the card, or stops the work. */
    public CardAction<T> whenCancelled(Runnable stopped) {
        whenCancelled = stopped;
        return this;
    }

    /** Begins; returns at once, but for the questions. */
    public void start() {
        if (!isForBlank && needed.isEmpty() && keepsItsMetadata()) {
            needed.add(Pin.USER);
        }
        for (Pin which : needed) {
            if (!ask(which, OptionalInt.empty())) {
                stop();
                return;
            }
        }
        attempt(Optional.empty());
    }

    private boolean keepsItsMetadata() {
        return reader.cardProperty().get() instanceof CardView.Reported reported
                && reported.status().state() == CardState.INITIALIZED
                && reported.status().details().isEmpty();
    }

    private boolean ask(Pin which, OptionalInt triesLeft) {
        if (isQuiet) {
            return false;
        }
        Optional<Secret> given = desk.prompts().pin(which, title, triesLeft);
        given.ifPresent(pin -> {
            Secret before = pins.put(which, pin);
            if (before != null) {
                before.close();
            }
        });
        return given.isPresent();
    }

    private void attempt(Optional<CardVisit.Acceptance> acceptance) {
        Activity activity = desk.begin(title, true);
        boolean isSubmitted = desk.watch().submit(reader.name(), card -> visit(card, activity, acceptance));
        if (!isSubmitted) {
            desk.end(activity);
            wipe();
            otherwise.accept(desk.problems().of(new TransportException(TransportException.Problem.NO_READER)));
        }
    }

    /** On the reader's thread. */
    private void visit(CardReader card, Activity activity, Optional<CardVisit.Acceptance> acceptance) {
        CardVisit visit = new CardVisit(
                desk.trusted(), desk.archiveFolder(), desk.clock(), activity, snapshot -> desk.keep(reader, snapshot));
        try {
            T result = isForBlank ? visit.blank(card, work) : visit.trusted(card, pins, acceptance, work);
            onUi(activity, () -> {
                wipe();
                then.accept(result);
            });
        } catch (PinWrongException wrong) {
            onUi(activity, () -> askAgain(wrong, acceptance));
        } catch (UnknownDeviceException unknown) {
            onUi(activity, () -> meet(unknown, acceptance));
        } catch (CancellationException cancelled) {
            onUi(activity, this::stop);
        } catch (Exception | Error failure) {
            onUi(activity, () -> fail(failure));
        }
    }

    private void onUi(Activity activity, Runnable outcome) {
        desk.ui().execute(() -> {
            desk.end(activity);
            outcome.run();
        });
    }

    private void askAgain(PinWrongException wrong, Optional<CardVisit.Acceptance> acceptance) {
        boolean isOurs = pins.containsKey(wrong.pin());
        if (!isOurs || wrong.triesLeft() == 0) {
            fail(wrong);
        } else if (ask(wrong.pin(), OptionalInt.of(wrong.triesLeft()))) {
            attempt(acceptance);
        } else {
            stop();
        }
    }

    private void meet(UnknownDeviceException unknown, Optional<CardVisit.Acceptance> acceptance) {
        boolean isOpenQuestion = !isQuiet
                && !isForBlank
                && acceptance.isEmpty()
                && unknown.offered().isPresent();
        if (!isOpenQuestion || unknown.problem() == UnknownDeviceException.Problem.NOT_VOUCHED) {
            fail(unknown);
            return;
        }
        switch (desk.prompts().trust(unknown)) {
            case NO -> stop();
            case COMPARED -> attempt(Optional.of(new CardVisit.Acceptance(unknown, true)));
            case FIRST_USE -> attempt(Optional.of(new CardVisit.Acceptance(unknown, false)));
        }
    }

    private void fail(Throwable failure) {
        wipe();
        otherwise.accept(desk.problems().of(failure));
    }

    private void stop() {
        wipe();
        whenCancelled.run();
    }

    private void wipe() {
        pins.values().forEach(Secret::close);
        pins.clear();
    }
}
