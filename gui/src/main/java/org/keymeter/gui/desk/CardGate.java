package org.keymeter.gui.desk;

import java.util.function.Predicate;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.keymeter.card.CardState;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Shows a page that needs to know a card once one is open; until then, what is missing and the way to it. Above either, what
 * went wrong last: a card that was pulled takes its page away, not the word about it.
 */
public final class CardGate extends VBox {
    private final Desk desk;
    private final Texts texts;
    private final Node content;
    private final Predicate<ReaderModel> enough;
    private final FontIcon icon = new FontIcon("mdoal-credit_card");
    private final Label title = new Label();
    private final Label text = new Label();
    private final Button action = new Button();
    private final ProblemPane problem;
    private final ProblemPane unreadable;
    private final VBox notice;
    private final ChangeListener<CardView> onCard = (property, before, now) -> update();
    private final ChangeListener<CardSnapshot> onSnapshot = (property, before, now) -> update();

    /** @param content the page; it follows {@link ReaderModel#snapshotProperty} itself */
    public CardGate(Desk desk, Node content) {
        this(desk, content, reader -> reader.snapshotProperty().get() != null);
    }

    /** Around a page that makes do with what a card says to everybody, once it is set up. */
    public static CardGate forAnyReport(Desk desk, Node content) {
        return new CardGate(
                desk, content, reader -> isSetUp(reader.cardProperty().get()));
    }

    private static boolean isSetUp(CardView card) {
        if (card instanceof CardView.Failed failed) {
            return failed.last().filter(CardGate::isSetUp).isPresent();
        }
        return card instanceof CardView.Reported reported && reported.status().state() == CardState.INITIALIZED;
    }

    private CardGate(Desk desk, Node content, Predicate<ReaderModel> enough) {
        this.enough = enough;
        this.desk = desk;
        this.content = content;
        texts = desk.texts(CardGate.class);
        problem = new ProblemPane(texts);
        unreadable = new ProblemPane(texts);
        unreadable.setMaxWidth(560);
        title.getStyleClass().add("heading");
        title.setId("gateTitle");
        text.setWrapText(true);
        text.setId("gateText");
        text.getStyleClass().add("muted");
        text.setTextAlignment(TextAlignment.CENTER);
        action.getStyleClass().add("accent");
        action.setId("gateAction");
        action.setDefaultButton(true);
        notice = new VBox(icon, title, text, action, unreadable);
        notice.getStyleClass().add("notice");
        getStyleClass().add("gate");
        StackPane either = new StackPane(content, notice);
        VBox.setVgrow(either, Priority.ALWAYS);
        getChildren().addAll(problem, either);
        desk.readers().selectedProperty().addListener((property, before, now) -> follow(before, now));
        follow(null, desk.readers().selectedProperty().get());
    }

    /** Says what went wrong, until the next {@link #clear}. */
    public void show(Problem what) {
        problem.show(what);
    }

    public void clear() {
        problem.clear();
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
        ReaderModel reader = desk.readers().selectedProperty().get();
        boolean isOpen = reader != null && enough.test(reader);
        Nodes.show(content, isOpen);
        Nodes.show(notice, !isOpen);
        if (!isOpen) {
            explain(reader);
        }
    }

    private void explain(ReaderModel reader) {
        unreadable.clear();
        Nodes.show(action, false);
        CardView card =
                reader == null ? new CardView.Absent() : reader.cardProperty().get();
        if (reader == null) {
            say("reader");
        } else if (card instanceof CardView.Failed failed) {
            say("failed");
            unreadable.show(desk.problems().of(failed.problem()));
        } else if (card instanceof CardView.Reading) {
            say("reading");
        } else if (card instanceof CardView.Reported reported
                && reported.status().state() == CardState.INITIALIZED) {
            say("closed");
            offer("gate.open", () -> {
                clear();
                desk.look().otherwise(this::show).start();
            });
        } else if (card instanceof CardView.Reported) {
            say("blank");
            offer("gate.setup", desk::setUp);
        } else if (reader.isSimulated()) {
            say("simulated");
            offer("gate.setup", desk::setUp);
        } else {
            say("card");
        }
    }

    private void say(String what) {
        title.setText(texts.text("gate." + what + ".title"));
        text.setText(texts.text("gate." + what + ".text"));
    }

    private void offer(String label, Runnable what) {
        action.setText(texts.text(label));
        action.setOnAction(event -> what.run());
        Nodes.show(action, true);
    }
}
