package org.keymeter.gui.setup;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.readers.ReadersModel;
import org.keymeter.gui.words.Texts;

/** Finds the card: the readers there are, and what the wizard can do with what is in each. Follows them as they change. */
final class CardPage extends SetupPage {
    private final ReadersModel readers;
    private final ToggleGroup group = new ToggleGroup();
    private final VBox rows = new VBox(16);
    private final Label none = paragraph("none");
    private final List<Runnable> unfollow = new ArrayList<>();
    private final ListChangeListener<ReaderModel> onReaders = change -> rebuild();

    CardPage(SetupPlan plan, Texts texts, ReadersModel readers) {
        super(plan, texts, "card");
        this.readers = readers;
        plan.setReader(readers.selectedProperty().get());
        add(paragraph("text"), none, rows);
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now != null) {
                plan.setReader((ReaderModel) now.getUserData());
            }
            judge();
        });
        readers.readers().addListener(onReaders);
        rebuild();
    }

    @Override
    boolean isNeeded() {
        return plan().mode() != SetupMode.AGAIN;
    }

    @Override
    void enter() {
        judge();
    }

    /** What the card was when it was chosen counts: one that is put in its place later is refused by itself. */
    @Override
    void leave() {
        plan().forgetCard();
        choice(plan().reader()).mode().ifPresent(plan()::setMode);
    }

    /** Stops following the readers. */
    void close() {
        readers.readers().removeListener(onReaders);
        unfollow.forEach(Runnable::run);
        unfollow.clear();
    }

    private void rebuild() {
        unfollow.forEach(Runnable::run);
        unfollow.clear();
        rows.getChildren().clear();
        group.getToggles().clear();
        readers.readers().forEach(this::addRow);
        Nodes.show(none, readers.readers().isEmpty());
        judge();
    }

    private void addRow(ReaderModel reader) {
        RadioButton choice = new RadioButton(reader.name());
        choice.setUserData(reader);
        choice.setToggleGroup(group);
        choice.getStyleClass().add("strong");
        Label badge = new Label(texts().text("simulated.badge"));
        badge.getStyleClass().add("badge");
        Nodes.show(badge, reader.isSimulated());
        Label state = wrapped("");
        state.getStyleClass().add("choice-text");
        HBox head = new HBox(8, choice, badge);
        head.getStyleClass().add("row");
        rows.getChildren().add(new VBox(4, head, state));
        ChangeListener<CardView> onCard = (property, before, now) -> {
            say(state, choice, reader);
            judge();
        };
        reader.cardProperty().addListener(onCard);
        unfollow.add(() -> reader.cardProperty().removeListener(onCard));
        say(state, choice, reader);
        choice.setSelected(reader == plan().reader());
    }

    private void say(Label state, RadioButton choice, ReaderModel reader) {
        state.setText(texts().text(choice(reader).key()));
        choice.setAccessibleText(reader.name() + ": " + state.getText());
    }

    private void judge() {
        ReaderModel reader = plan().reader();
        boolean isThere = reader != null && readers.readers().contains(reader) && group.getSelectedToggle() != null;
        completeProperty().set(isThere && choice(reader).mode().isPresent());
    }

    private static CardChoice choice(ReaderModel reader) {
        return CardChoice.of(reader.cardProperty().get(), reader.isSimulated());
    }
}
