package org.keymeter.gui.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.PublicStatus;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.CardGate;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.gui.frame.PageSet;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.history.KnownCard;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** The overview: follows the chosen reader and its card, refreshes by itself, and disturbs nobody. */
public final class OverviewController {
    /** Forecasts and charts move on even when nothing happens. */
    private static final javafx.util.Duration REFRESH = javafx.util.Duration.minutes(1);

    private static final List<Integer> RANGES_DAYS = List.of(7, 30, 365);

    private final Desk desk;
    private final PageSet pages;
    private final Texts texts;
    private final Overviews words;
    private final ZoneId zone = ZoneId.systemDefault();
    private final ChangeListener<CardView> onCard = (property, before, now) -> refresh();
    private final ChangeListener<CardSnapshot> onSnapshot = (property, before, now) -> refresh();
    private CardGate gate;
    private Facts facts = Facts.NONE;
    private Overview shown;
    private ObservableValue<Boolean> isShown;

    @FXML
    private Label title;

    @FXML
    private Label badge;

    @FXML
    private Label mark;

    @FXML
    private Button open;

    @FXML
    private StackPane trouble;

    @FXML
    private VBox warnings;

    @FXML
    private FlowPane keys;

    @FXML
    private Node noKeys;

    @FXML
    private FlowPane figures;

    @FXML
    private ComboBox<Integer> range;

    @FXML
    private StackPane chart;

    @FXML
    private Label noChart;

    @FXML
    private VBox events;

    @FXML
    private Label noEvents;

    @FXML
    private Label source;

    private final ProblemPane problem;

    private OverviewController(Desk desk, PageSet pages) {
        this.desk = desk;
        this.pages = pages;
        texts = desk.texts(OverviewController.class);
        words = new Overviews(desk.language(), zone);
        problem = new ProblemPane(texts);
    }

    /** The page, behind a card that says something. */
    public static Parent page(Desk desk, PageSet pages) {
        OverviewController controller = new OverviewController(desk, pages);
        controller.gate = CardGate.forAnyReport(desk, View.load(controller, "overview.fxml", controller.texts));
        return controller.gate;
    }

    @FXML
    private void initialize() {
        badge.setText(texts.text("simulated.badge"));
        trouble.getChildren().add(problem);
        range.getItems().setAll(RANGES_DAYS);
        range.setValue(RANGES_DAYS.get(1));
        range.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer days) {
                return texts.text("chart.range", days);
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException("ranges are chosen, not typed");
            }
        });
        range.valueProperty().addListener((property, before, now) -> drawChart());
        desk.readers().selectedProperty().addListener((property, before, now) -> follow(before, now));
        follow(null, desk.readers().selectedProperty().get());
        Timeline clock = new Timeline(new KeyFrame(REFRESH, tick -> refresh()));
        clock.setCycleCount(Timeline.INDEFINITE);
        isShown = title.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false);
        isShown.addListener((property, before, now) -> {
            if (now) {
                clock.play();
                refresh();
            } else {
                clock.stop();
            }
        });
    }

    private void follow(ReaderModel before, ReaderModel now) {
        if (before != null) {
            before.cardProperty().removeListener(onCard);
            before.snapshotProperty().removeListener(onSnapshot);
        }
        facts = Facts.NONE;
        if (now != null) {
            now.cardProperty().addListener(onCard);
            now.snapshotProperty().addListener(onSnapshot);
        }
        refresh();
    }

    private Optional<CardView.Reported> reported(ReaderModel reader) {
        CardView card = reader.cardProperty().get();
        if (card instanceof CardView.Failed failed) {
            return failed.last();
        }
        return card instanceof CardView.Reported now ? Optional.of(now) : Optional.empty();
    }

    /** Shows what is known at once, and what the history adds when it has answered. */
    private void refresh() {
        ReaderModel reader = desk.readers().selectedProperty().get();
        if (reader == null || reported(reader).isEmpty()) {
            return;
        }
        show(reader);
        Optional<DeviceIdentity> proven =
                Optional.ofNullable(reader.snapshotProperty().get()).map(CardSnapshot::identity);
        Optional<PublicStatus> status = reported(reader).map(CardView.Reported::status);
        Instant now = desk.clock().instant();
        desk.inHistory(
                texts.text("overview.loading"),
                history -> Facts.load(history, proven, status, now, zone),
                loaded -> {
                    if (reader == desk.readers().selectedProperty().get()) {
                        facts = loaded;
                        show(reader);
                        drawChart();
                    }
                },
                gate::show);
    }

    private void show(ReaderModel reader) {
        Optional<CardView.Reported> now = reported(reader);
        if (now.isEmpty()) {
            return;
        }
        Optional<CardSnapshot> snapshot =
                Optional.ofNullable(reader.snapshotProperty().get());
        Nodes.show(badge, reader.isSimulated());
        if (reader.cardProperty().get() instanceof CardView.Failed failed) {
            problem.show(desk.problems().of(failed.problem()));
        } else {
            problem.clear();
        }
        Overview overview =
                words.of(reader.name(), now.get(), snapshot, facts, desk.clock().instant());
        source.setText(overview.source());
        if (!overview.equals(shown)) {
            set(overview);
            shown = overview;
        }
    }

    private void set(Overview overview) {
        title.setText(overview.title());
        mark.setText(texts.text(overview.isProven() ? "mark.proven" : "mark.reported"));
        mark.setTooltip(new Tooltip(texts.text(overview.isProven() ? "mark.proven.tooltip" : "mark.reported.tooltip")));
        Nodes.show(open, !overview.isProven());
        warnings.getChildren()
                .setAll(overview.warnings().stream().map(this::warning).toList());
        keys.getChildren().setAll(overview.keys().stream().map(KeyTile::new).toList());
        Nodes.show(noKeys, overview.isProven() && overview.keys().isEmpty());
        figures.getChildren()
                .setAll(overview.figures().stream().map(FigureTile::new).toList());
        Nodes.show(noEvents, overview.events().isEmpty());
        events.getChildren().setAll(overview.events().stream().map(this::event).toList());
    }

    private Node warning(Overview.Warning warning) {
        boolean isStop = warning.level() == Level.STOP;
        FontIcon icon = new FontIcon(isStop ? "mdoal-error_outline" : "mdomz-warning");
        Label text = new Label(warning.text());
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(8, icon, text);
        row.getStyleClass().addAll("warning", warning.level().styleClass());
        warning.page().filter(pages::has).ifPresent(page -> {
            Hyperlink there =
                    new Hyperlink(texts.text("warning.to." + page.name().toLowerCase(Locale.ROOT)));
            there.setOnAction(event -> pages.open(page));
            row.getChildren().add(there);
        });
        return row;
    }

    private Node event(Overview.Event event) {
        Label when = new Label(event.when());
        when.getStyleClass().addAll("muted", "event-time");
        Label what = new Label(event.what());
        what.setWrapText(true);
        return new HBox(16, when, what);
    }

    private void drawChart() {
        Instant now = desk.clock().instant();
        Instant from = now.minus(Duration.ofDays(range.getValue()));
        List<KeyInfo> known = facts.card().map(KnownCard::keys).orElse(List.of());
        boolean hasMore = facts.samples().values().stream().anyMatch(samples -> samples.size() > 1);
        Nodes.show(chart, hasMore);
        Nodes.show(range, hasMore);
        Nodes.show(noChart, !hasMore);
        if (hasMore) {
            UsesChart drawn = new UsesChart(texts, zone);
            drawn.setRange(from, now);
            known.forEach(
                    key -> drawn.add(key.label(), facts.samples().getOrDefault(key.slot(), List.of()), from, now));
            chart.getChildren().setAll(drawn);
        }
    }

    @FXML
    private void openCard() {
        gate.clear();
        desk.look().otherwise(gate::show).start();
    }

    @FXML
    private void createKey() {
        pages.open(PageKind.KEYS);
    }

    @FXML
    private void allEvents() {
        pages.open(PageKind.AUDIT);
    }
}
