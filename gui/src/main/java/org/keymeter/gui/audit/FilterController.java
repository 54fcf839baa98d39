package org.keymeter.gui.audit;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import javafx.util.Duration;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.history.AuditFilter;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.history.AuditOrder;

/** Which records the person wants to see, and in which order. */
final class FilterController {
    /** Nobody wants a search for every letter. */
    private static final Duration TYPING = Duration.millis(300);

    private final ZoneId zone;
    private final Runnable changed;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private AuditWords words;
    private boolean isQuiet;

    @FXML
    private ComboBox<Choice<LogName>> log;

    @FXML
    private ComboBox<Choice<ByteString>> key;

    @FXML
    private ComboBox<Choice<AuditEvent>> event;

    @FXML
    private ComboBox<Choice<AuditOrder>> order;

    @FXML
    private TextField text;

    @FXML
    private DatePicker from;

    @FXML
    private DatePicker to;

    @FXML
    private Button reset;

    /** @param changed hears that another query is wanted */
    FilterController(AuditWords words, ZoneId zone, Runnable changed) {
        this.words = words;
        this.zone = zone;
        this.changed = changed;
    }

    @FXML
    private void initialize() {
        log.getItems().setAll(List.of(Choice.any(words.texts().text("filter.card.all"))));
        key.getItems().setAll(List.of(Choice.any(words.texts().text("filter.key.all"))));
        event.getItems()
                .setAll(Stream.concat(
                                Stream.of(Choice.<AuditEvent>any(words.texts().text("filter.event.all"))),
                                Stream.of(AuditEvent.values()).map(one -> Choice.of(one, words.event(one))))
                        .toList());
        order.getItems()
                .setAll(Stream.of(
                                AuditOrder.NEWEST_FIRST,
                                AuditOrder.OLDEST_FIRST,
                                AuditOrder.READ_LAST,
                                AuditOrder.READ_FIRST)
                        .map(one -> Choice.of(
                                one, words.texts().text("order." + one.name().toLowerCase(Locale.ROOT))))
                        .toList());
        for (ComboBox<?> box : List.of(log, key, event, order)) {
            box.getSelectionModel().selectFirst();
            box.valueProperty().addListener((property, before, now) -> change());
        }
        for (DatePicker date : List.of(from, to)) {
            date.setConverter(new TypedDate(words.texts().locale()));
            date.valueProperty().addListener((property, before, now) -> change());
        }
        typing.setOnFinished(done -> change());
        text.textProperty().addListener((property, before, now) -> typing.playFromStart());
        Nodes.show(reset, false);
    }

    private void change() {
        if (!isQuiet) {
            typing.stop();
            Nodes.show(reset, query().isNarrowed());
            changed.run();
        }
    }

    /** Offers what there is; what was chosen stays so. */
    void offer(LogNames names, Map<ByteString, String> keys, AuditWords now) {
        words = now;
        List<Choice<LogName>> logs = new ArrayList<>(List.of(log.getItems().get(0)));
        names.logs().forEach(name -> logs.add(Choice.of(name, names.of(name))));
        List<Choice<ByteString>> labels = new ArrayList<>();
        keys.forEach((identity, label) -> labels.add(Choice.of(identity, label)));
        labels.sort(Comparator.comparing(Choice::words));
        labels.add(0, key.getItems().get(0));
        quietly(() -> {
            set(log, logs, log.getValue().value());
            set(key, labels, key.getValue().value());
        });
    }

    /** Another log than before is wanted, if that is known. */
    void choose(LogName wanted) {
        set(log, List.copyOf(log.getItems()), Optional.of(wanted));
    }

    private void quietly(Runnable work) {
        isQuiet = true;
        work.run();
        isQuiet = false;
    }

    private static <T> void set(ComboBox<Choice<T>> box, List<Choice<T>> choices, Optional<T> wanted) {
        if (!box.getItems().equals(choices)) {
            box.getItems().setAll(choices);
        }
        box.setValue(choices.stream()
                .filter(choice -> choice.value().equals(wanted))
                .findFirst()
                .orElse(choices.get(0)));
    }

    Query query() {
        Optional<LogName> wanted = log.getValue().value();
        AuditFilter filter = wanted.map(name -> AuditFilter.of(name.deviceId(), name.instance()))
                .orElse(AuditFilter.ALL);
        if (key.getValue().value().isPresent()) {
            filter = filter.withKey(key.getValue().value().get());
        }
        if (event.getValue().value().isPresent()) {
            filter = filter.withEvents(Set.of(event.getValue().value().get()));
        }
        Optional<LocalDate> first = Optional.ofNullable(from.getValue());
        Optional<LocalDate> last = Optional.ofNullable(to.getValue());
        filter = filter.withFirstRead(
                first.map(day -> day.atStartOfDay(zone).toInstant()),
                last.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
        if (!text.getText().isBlank()) {
            filter = filter.withText(words.search(text.getText()));
        }
        return new Query(wanted, filter, order.getValue().value().orElseThrow());
    }

    /** What is asked for, for a report; empty if nothing is left out. */
    String inWords() {
        List<String> parts = new ArrayList<>();
        key.getValue().value().ifPresent(chosen -> parts.add(key.getValue().words()));
        event.getValue().value().ifPresent(chosen -> parts.add(event.getValue().words()));
        if (from.getValue() != null) {
            parts.add(words.texts().text("filter.from.words", from.getEditor().getText()));
        }
        if (to.getValue() != null) {
            parts.add(words.texts().text("filter.to.words", to.getEditor().getText()));
        }
        if (!text.getText().isBlank()) {
            parts.add(words.texts().text("filter.text.words", text.getText().strip()));
        }
        return String.join("; ", parts);
    }

    /** To the field for words. */
    void focusText() {
        text.requestFocus();
    }

    @FXML
    void showAll() {
        quietly(() -> {
            key.getSelectionModel().selectFirst();
            event.getSelectionModel().selectFirst();
            from.setValue(null);
            to.setValue(null);
            text.clear();
        });
        change();
    }
}
