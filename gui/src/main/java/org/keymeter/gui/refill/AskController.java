package org.keymeter.gui.refill;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.util.StringConverter;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.NumberSpinner;
import org.keymeter.gui.desk.CardAction;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Texts;

/** Chooses key and uses, and has the card ask. */
final class AskController {
    private final Desk desk;
    private final RefillState state;
    private final Refilling refilling;
    private final RefillWords words;
    private final Texts texts;
    private boolean isFollowing;

    @FXML
    private ComboBox<KeyInfo> key;

    @FXML
    private NumberSpinner uses;

    @FXML
    private Label effect;

    @FXML
    private Label replaces;

    @FXML
    private Button make;

    AskController(Desk desk, RefillState state, Refilling refilling, RefillWords words) {
        this.desk = desk;
        this.state = state;
        this.refilling = refilling;
        this.words = words;
        texts = desk.texts(AskController.class);
    }

    @FXML
    private void initialize() {
        key.setConverter(new StringConverter<>() {
            @Override
            public String toString(KeyInfo shown) {
                return shown == null ? "" : words.key(shown);
            }

            @Override
            public KeyInfo fromString(String text) {
                throw new UnsupportedOperationException("keys are chosen, not typed");
            }
        });
        key.valueProperty().addListener((property, before, now) -> {
            if (!isFollowing && now != null) {
                state.keyProperty().set(now);
            }
        });
        uses.numberProperty().addListener((property, before, now) -> explain());
        state.keyProperty().addListener((property, before, now) -> show(before, now));
        show(null, state.keyProperty().get());
    }

    private void show(KeyInfo before, KeyInfo now) {
        isFollowing = true;
        if (state.cardProperty().get() != null) {
            key.getItems().setAll(state.cardProperty().get().keys());
        }
        key.setValue(now);
        isFollowing = false;
        if (now == null) {
            return;
        }
        boolean isOther = before == null || !before.identity().equals(now.identity());
        int ceiling = (int) now.policy().ceiling();
        if (isOther) {
            uses.setRange(1, ceiling, ceiling);
        }
        boolean isRefillable = now.policy().isRefillable();
        uses.setDisable(!isRefillable);
        make.setDisable(!isRefillable);
        make.setText(texts.text(now.isRequestPending() ? "ask.again" : "ask.make"));
        make.getStyleClass().remove("accent");
        if (!now.isRequestPending()) {
            make.getStyleClass().add("accent");
        }
        Nodes.show(replaces, now.isRequestPending());
        explain();
    }

    private void explain() {
        KeyInfo chosen = state.keyProperty().get();
        if (chosen != null) {
            effect.setText(words.effect(chosen, uses.numberProperty().get()));
        }
    }

    @FXML
    private void make() {
        KeyInfo chosen = state.keyProperty().get();
        if (chosen.isRequestPending()
                && !desk.prompts()
                        .confirm(
                                texts.text("ask.replace.title"),
                                texts.text("ask.replaces"),
                                texts.text("ask.replace.action"),
                                Optional.empty())) {
            return;
        }
        state.gate().clear();
        int slot = chosen.slot();
        long asked = uses.numberProperty().get();
        CardAction<KeptRequest> action = desk.card(
                        texts.text("ask.working"), card -> refilling.ask(card.session(), slot, asked))
                .otherwise(state.gate()::show);
        if (chosen.policy().isPinRequired()) {
            action.with(Pin.USER);
        }
        action.start();
    }
}
