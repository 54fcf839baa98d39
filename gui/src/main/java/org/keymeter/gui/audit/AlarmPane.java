package org.keymeter.gui.audit;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.history.Alarm;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** What cannot be true: unseen alarms in red; those that were seen, behind a link, for good. */
final class AlarmPane extends VBox {
    private static final int BRIEF = 39;

    private final Consumer<Alarm> seen;
    private final VBox unseen = new VBox(8);
    private final VBox earlier = new VBox(8);
    private final Hyperlink more = new Hyperlink();

    /** @param seen hears that the person saw one */
    AlarmPane(Consumer<Alarm> seen) {
        super(8);
        this.seen = seen;
        more.setId("earlierAlarms");
        more.setOnAction(event -> Nodes.show(earlier, !earlier.isVisible()));
        Nodes.show(earlier, false);
        getChildren().addAll(unseen, more, earlier);
    }

    void show(List<Alarm> alarms, AuditWords words, LogNames names) {
        unseen.getChildren()
                .setAll(alarms.stream()
                        .filter(alarm -> alarm.seen().isEmpty())
                        .map(alarm -> node(alarm, words, names))
                        .toList());
        earlier.getChildren()
                .setAll(alarms.stream()
                        .filter(alarm -> alarm.seen().isPresent())
                        .map(alarm -> node(alarm, words, names))
                        .toList());
        more.setText(words.texts().text("alarm.earlier", earlier.getChildren().size()));
        Nodes.show(more, !earlier.getChildren().isEmpty());
        Nodes.show(this, !alarms.isEmpty());
    }

    private Node node(Alarm alarm, AuditWords words, LogNames names) {
        Texts texts = words.texts();
        String kind = "alarm." + alarm.kind().name().toLowerCase(Locale.ROOT);
        Label what = wrapped(texts.text(kind, alarm.sequence()));
        what.getStyleClass().add("strong");
        Label where = wrapped(texts.text(
                "alarm.where",
                names.of(new LogName(alarm.deviceId(), alarm.instance())),
                words.shortTime(alarm.raised())));
        where.getStyleClass().add("muted");
        VBox text = new VBox(4, what, where);
        if (alarm.stored().length() > 0) {
            Label values = wrapped(texts.text(
                    "alarm.values",
                    brief(alarm.stored().toGroups()),
                    brief(alarm.found().toGroups())));
            values.getStyleClass().add("muted");
            text.getChildren().add(values);
        }
        text.getChildren().add(wrapped(texts.text(kind + ".remedy")));
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(16, new FontIcon("mdoal-error_outline"), text);
        if (alarm.seen().isEmpty()) {
            row.getStyleClass().add("alarm");
            Button button = new Button(texts.text("alarm.seen"));
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> seen.accept(alarm));
            row.getChildren().add(button);
        } else {
            row.getStyleClass().add("panel");
            Label when = new Label(
                    texts.text("alarm.seen.at", words.shortTime(alarm.seen().get())));
            when.getStyleClass().add("muted");
            text.getChildren().add(when);
        }
        return row;
    }

    private static String brief(String groups) {
        return groups.length() <= BRIEF ? groups : "… " + groups.substring(groups.length() - BRIEF);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
