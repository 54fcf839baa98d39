package org.keymeter.gui.audit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Window;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardState;
import org.keymeter.card.Pin;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.CardAction;
import org.keymeter.gui.desk.CardWork;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Texts;

/** The log of the card in the chosen reader: read it, acknowledge it. */
final class CardLog {
    private final Desk desk;
    private final Texts texts;
    private final Outcome outcome;
    private final Runnable changed;
    private final Consumer<LogName> chosen;
    private Runnable seen = () -> {};
    private final ChangeListener<CardView> onCard = (property, before, now) -> update();
    private final ChangeListener<CardSnapshot> onSnapshot = (property, before, now) -> {
        update();
        seen.run();
    };
    private Button read;
    private Button acknowledge;
    private Label hint;

    /**
     * @param outcome where it is said what came of it
     * @param changed hears that the history knows something else
     * @param chosen hears whose log was read
     */
    CardLog(Desk desk, Texts texts, Outcome outcome, Runnable changed, Consumer<LogName> chosen) {
        this.desk = desk;
        this.texts = texts;
        this.outcome = outcome;
        this.changed = changed;
        this.chosen = chosen;
    }

    /** Enables what can be done; the hint says what is missing. */
    void follow(Button reading, Button acknowledging, Label missing) {
        read = reading;
        acknowledge = acknowledging;
        hint = missing;
        desk.readers().selectedProperty().addListener((property, before, now) -> follow(before, now));
        follow(null, reader());
    }

    /** @param then runs after a channel showed a card */
    void whenSeen(Runnable then) {
        seen = then;
    }

    private ReaderModel reader() {
        return desk.readers().selectedProperty().get();
    }

    private void follow(ReaderModel before, ReaderModel now) {
        if (before != null) {
            before.cardProperty().removeListener(onCard);
            before.snapshotProperty().removeListener(onSnapshot);
        }
        if (now != null) {
            now.cardProperty().addListener(onCard);
            now.snapshotProperty().addListener(onSnapshot);
        }
        update();
    }

    private void update() {
        String missing = missing();
        read.setDisable(!missing.isEmpty());
        acknowledge.setDisable(!missing.isEmpty());
        Nodes.show(hint, !missing.isEmpty());
        hint.setText(missing.isEmpty() ? "" : texts.text("hint." + missing));
    }

    /** Why nothing can be done with a card; empty if something can. */
    private String missing() {
        ReaderModel reader = reader();
        if (reader == null) {
            return "reader";
        }
        CardView card = reader.cardProperty().get();
        if (card instanceof CardView.Reported reported) {
            return reported.status().state() == CardState.INITIALIZED ? "" : "blank";
        } else if (card instanceof CardView.Failed) {
            return "failed";
        }
        return card instanceof CardView.Reading ? "reading" : "card";
    }

    boolean isThere() {
        return missing().isEmpty();
    }

    private Optional<CardSnapshot> snapshot() {
        return Optional.ofNullable(reader())
                .map(reader -> reader.snapshotProperty().get());
    }

    /** Of the card in the reader, if it is known which one it is. */
    Optional<LogName> log() {
        return snapshot().map(CardSnapshot::identity).map(card -> new LogName(card.deviceId(), card.instance()));
    }

    /** Something to do with the card that needs no PIN, unless the card tells nothing without one. */
    <T> CardAction<T> action(String title, CardWork<T> work) {
        outcome.clear();
        CardAction<T> action = desk.card(title, work).otherwise(problem -> {
            outcome.fail(problem);
            changed.run();
        });
        boolean isUserBlocked = snapshot()
                .filter(card -> card.device().userPin().left() == 0)
                .filter(card -> isReserved())
                .isPresent();
        return isUserBlocked ? action.with(Pin.ADMIN) : action;
    }

    private boolean isReserved() {
        return reader().cardProperty().get() instanceof CardView.Reported reported
                && reported.status().details().isEmpty();
    }

    void read() {
        action(texts.text("read.title"), new LogReading(desk.history()))
                .then(this::sayRead)
                .start();
    }

    private void sayRead(LogReading.Result result) {
        if (result.alarm().isEmpty()) {
            outcome.say(Said.good(texts.text("read.done", result.added(), result.last())));
        }
        show(result);
    }

    private void show(LogReading.Result result) {
        chosen.accept(new LogName(result.card().deviceId(), result.card().instance()));
        changed.run();
    }

    /** Reads first, so that the person knows what is acknowledged, and the card says whose PIN it takes. */
    void acknowledge() {
        action(texts.text("acknowledge.title"), new LogReading(desk.history()))
                .then(this::offerAcknowledging)
                .start();
    }

    private void offerAcknowledging(LogReading.Result result) {
        show(result);
        Optional<CardSnapshot> card = snapshot();
        if (result.alarm().isPresent() || card.isEmpty()) {
            return;
        } else if (result.outstanding() == 0) {
            outcome.say(Said.plain(texts.text("acknowledge.nothing")));
            return;
        }
        Pin pin = Acknowledging.pin(card.get().device());
        boolean isMeant = desk.prompts()
                .confirm(
                        texts.text("acknowledge.title"),
                        texts.text("acknowledge.what", result.outstanding()) + "\n\n"
                                + texts.text(pin == Pin.USER ? "acknowledge.user" : "acknowledge.admin"),
                        texts.text("acknowledge.action", result.outstanding()),
                        Optional.empty());
        if (isMeant) {
            action(texts.text("acknowledge.title"), new Acknowledging(desk.history()))
                    .with(pin)
                    .then(this::sayAcknowledged)
                    .start();
        }
    }

    private void sayAcknowledged(Acknowledging.Result result) {
        if (result.alarm().isPresent()) {
            outcome.say(Said.stop(texts.text("acknowledge.alarm")));
        } else if (result.isDone()) {
            outcome.say(Said.good(texts.text("acknowledge.done", result.upTo())));
        } else {
            outcome.say(Said.plain(texts.text("acknowledge.nothing")));
        }
        changed.run();
    }

    /** @param owner of the question for the auditor's nonce */
    void exportForAuditor(Window owner) {
        outcome.clear();
        NonceDialog dialog = new NonceDialog(texts);
        dialog.initOwner(owner);
        dialog.showAndWait().ifPresent(nonce -> desk.files()
                .save(texts.text("auditor.title"), "keymeter-audit-signed.jsonl")
                .ifPresent(
                        file -> action(texts.text("auditor.under.way"), new AuditorExport(desk.history(), nonce, file))
                                .then(result -> sayExported(result, file, nonce))
                                .start()));
    }

    private void sayExported(LogReading.Result result, Path file, ByteString nonce) {
        if (result.alarm().isEmpty()) {
            outcome.say(
                    Said.good(texts.text("auditor.done", result.last(), file)),
                    Said.plain(texts.text("auditor.done.nonce", nonce.toHex())));
        }
        show(result);
    }
}
