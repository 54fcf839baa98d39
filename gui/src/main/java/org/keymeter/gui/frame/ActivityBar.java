package org.keymeter.gui.frame;

import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.Activity;
import org.keymeter.gui.words.Texts;

/** What is under way: appears after 200 ms, says how far it is and whether the card must stay, and lets the user stop it. */
final class ActivityBar extends HBox {
    private static final Duration PATIENCE = Duration.millis(200);

    private final Label title = new Label();
    private final Label stay;
    private final ProgressBar progress = new ProgressBar();
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final ObservableList<Activity> activities;

    ActivityBar(ObservableList<Activity> activities, Texts texts) {
        super(16);
        this.activities = activities;
        getStyleClass().add("activity");
        title.setId("activity");
        stay = new Label(texts.text("activity.stay"));
        stay.getStyleClass().add("muted");
        Button cancel = new Button(texts.text("activity.cancel"));
        cancel.setId("activityCancel");
        cancel.setOnAction(event -> activities.forEach(Activity::cancel));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(title, progress, stay, gap, cancel);
        Nodes.show(this, false);
        patience.setOnFinished(event -> appear());
        activities.addListener((ListChangeListener<Activity>) change -> follow());
    }

    private void follow() {
        if (activities.isEmpty()) {
            patience.stop();
            Nodes.show(this, false);
        } else if (isVisible()) {
            appear();
        } else {
            patience.playFromStart();
        }
    }

    private void appear() {
        if (activities.isEmpty()) {
            return;
        }
        Activity first = activities.get(0);
        title.setText(first.title());
        Nodes.show(stay, activities.stream().anyMatch(Activity::needsCard));
        progress.progressProperty().unbind();
        progress.progressProperty().bind(first.progressProperty());
        progress.setAccessibleText(first.title());
        Nodes.show(this, true);
    }
}
