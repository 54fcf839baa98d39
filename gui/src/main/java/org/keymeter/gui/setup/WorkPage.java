package org.keymeter.gui.setup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.Activity;
import org.keymeter.gui.desk.CardAction;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.setup.SetupProgress.Reached;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** Writes to the card, step by step; says after a failure how the card is, and tries again. */
final class WorkPage extends SetupPage {
    private static final List<Reached> STEPS = List.of(Reached.INITIALISED, Reached.ANCHORED, Reached.COMPLETE);

    private final Desk desk;
    private final ProgressBar bar = new ProgressBar();
    private final VBox steps = new VBox(8);
    private final Label stay = paragraph("stay");
    private final ProblemPane problem;
    private final Label state = wrapped("");
    private final Button retry;
    private final ChangeListener<CardView> onCard = (property, before, now) -> showState();
    private final ListChangeListener<Activity> onActivity = change -> follow();
    private SetupOrder order;
    private Activity activity;

    WorkPage(SetupPlan plan, Texts texts, Desk desk) {
        super(plan, texts, "work");
        this.desk = desk;
        problem = new ProblemPane(texts);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(text("title"));
        state.setId("setupState");
        state.getStyleClass().add("hint");
        state.setMaxWidth(Double.MAX_VALUE);
        retry = new Button(texts.text("action.retry"));
        retry.setId("setupRetry");
        retry.setOnAction(event -> begin());
        add(steps, bar, stay, problem, state, retry);
        completeProperty().set(false);
    }

    boolean isRunning() {
        return order != null;
    }

    SetupState state() {
        CardView card = plan().reader() == null
                ? new CardView.Absent()
                : plan().reader().cardProperty().get();
        return SetupState.of(plan().mode(), plan().progress().reached(), card);
    }

    @Override
    boolean isReturnable() {
        return !isRunning() && state() != SetupState.COMPLETE;
    }

    @Override
    void enter() {
        Button cancel = button(ButtonData.CANCEL_CLOSE);
        cancel.addEventFilter(ActionEvent.ACTION, event -> {
            if (isRunning()) {
                event.consume();
                stop();
            }
        });
        plan().reader().cardProperty().removeListener(onCard);
        plan().reader().cardProperty().addListener(onCard);
        begin();
    }

    /** Stops between two commands. */
    void stop() {
        if (activity != null) {
            activity.cancel();
        }
    }

    private void begin() {
        boolean isBeginning = state().next() == SetupState.Next.BEGIN && plan().mode() == SetupMode.FIRST;
        problem.clear();
        order = plan().order();
        desk.activities().addListener(onActivity);
        CardAction<SetupWork.Outcome> action = desk.card(
                        text("title"), new SetupWork(order, desk.trusted(), plan().progress()))
                .in(plan().reader())
                .then(outcome -> end(Optional.empty(), outcome == SetupWork.Outcome.OTHER_CARD))
                .otherwise(failure -> end(Optional.of(failure), false))
                .whenCancelled(() -> end(Optional.empty(), false));
        if (isBeginning) {
            action.onBlankCard();
        }
        action.start();
        showSteps();
        showRunning(isRunning());
    }

    private void follow() {
        activity = desk.activities().isEmpty()
                ? null
                : desk.activities().get(desk.activities().size() - 1);
        if (activity != null) {
            bar.progressProperty().bind(activity.progressProperty());
            activity.progressProperty().addListener((property, before, now) -> showSteps());
        }
    }

    private void end(Optional<Problem> failure, boolean isOtherCard) {
        order.close();
        order = null;
        desk.activities().removeListener(onActivity);
        activity = null;
        showSteps();
        showRunning(false);
        failure.ifPresent(problem::show);
        showState();
        if (isOtherCard) {
            state.setText(text("other-card"));
        }
        if (state() == SetupState.COMPLETE) {
            plan().secrets().wipe();
            rememberCertificate();
            completeProperty().set(true);
            button(ButtonData.NEXT_FORWARD).fire();
        } else {
            retry.requestFocus();
        }
    }

    /** The card keeps its name and key only; nobody is hindered by a disk that cannot keep the rest. */
    private void rememberCertificate() {
        plan().ca()
                .ifPresent(ca -> desk.inHistory(
                        text("title"),
                        history -> {
                            history.notes().keepCertificate(ca);
                            return true;
                        },
                        kept -> {},
                        problem -> {}));
    }

    private void showRunning(boolean isRunning) {
        Nodes.show(bar, isRunning);
        Nodes.show(stay, isRunning);
        Nodes.show(state, !isRunning);
        Nodes.show(retry, !isRunning);
        showBack(isReturnable());
    }

    private void showState() {
        if (!isRunning()) {
            SetupState now = state();
            state.setText(text(now.key()));
            retry.setDisable(now.next() == SetupState.Next.WAIT);
        }
    }

    private void showSteps() {
        steps.getChildren().clear();
        Reached reached = plan().progress().reached();
        for (Reached step : STEPS) {
            boolean isDone = reached.compareTo(step) >= 0;
            Label words = wrapped(text("step." + step.name().toLowerCase(Locale.ROOT)));
            FontIcon icon = new FontIcon(isDone ? "mdoal-check_circle" : "mdomz-radio_button_unchecked");
            icon.setAccessibleText(text(isDone ? "done" : "open"));
            HBox row = new HBox(8, icon, words);
            row.getStyleClass().add("row");
            steps.getChildren().add(row);
        }
    }

    /** Stops following the card. */
    void close() {
        if (plan().reader() != null) {
            plan().reader().cardProperty().removeListener(onCard);
        }
    }
}
