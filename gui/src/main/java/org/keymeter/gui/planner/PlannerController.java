package org.keymeter.gui.planner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.keymeter.gui.controls.FactGrid;
import org.keymeter.gui.controls.FormField;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.NumberSpinner;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.keys.KeyPlan;
import org.keymeter.gui.keys.PolicyWords;
import org.keymeter.gui.words.Formats;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;
import org.keymeter.volume.ByteSize;
import org.keymeter.volume.Geometry;
import org.keymeter.volume.plan.CardProfile;
import org.keymeter.volume.plan.DayOfWork;
import org.keymeter.volume.plan.Plan;
import org.keymeter.volume.plan.ReaderSpeed;

/** The planner page: it reckons with every key that is typed, and needs no card. */
public final class PlannerController {
    private static final List<Long> SEGMENTS =
            LongStream.rangeClosed(20, 32).mapToObj(power -> 1L << power).collect(Collectors.toList());
    private static final List<Integer> AHEAD = List.of(1, 4, 16);
    private static final List<Integer> LEASES = List.of(1, 10, 64);
    private static final long USUAL_SIZE = 1L << 40;
    private static final long USUAL_RUN = 2L << 30;
    private static final int PLACES_MAXIMUM = 1_000_000;
    private static final int PLACES_USUAL = 50;
    private static final int OPENINGS_MAXIMUM = 100;
    private static final int DAYS_MAXIMUM = 365;
    private static final int DAYS_USUAL = 7;

    private final Texts texts;
    private final Formats formats;
    private final PlannerWords words;
    private final Consumer<KeyPlan> use;
    private final SweepChart chart = new SweepChart();
    private Optional<Wish> wish = Optional.empty();

    @FXML
    private FormField size;

    @FXML
    private ComboBox<Long> segment;

    @FXML
    private ComboBox<CardProfile> card;

    @FXML
    private ComboBox<ReaderSpeed> reader;

    @FXML
    private ComboBox<Integer> ahead;

    @FXML
    private ComboBox<Integer> lease;

    @FXML
    private FormField run;

    @FXML
    private NumberSpinner places;

    @FXML
    private NumberSpinner openings;

    @FXML
    private NumberSpinner days;

    @FXML
    private VBox outcome;

    @FXML
    private FactGrid facts;

    @FXML
    private Button useThis;

    @FXML
    private ComboBox<Measure> measure;

    @FXML
    private StackPane chartPlace;

    @FXML
    private Label unclear;

    private PlannerController(Language language, Consumer<KeyPlan> use) {
        texts = language.texts(PlannerController.class);
        formats = new Formats(language);
        words = new PlannerWords(texts, formats);
        this.use = use;
    }

    /** @param use takes what the person decided for, and opens the form for a key */
    public static Parent page(Language language, Consumer<KeyPlan> use) {
        PlannerController controller = new PlannerController(language, use);
        return View.load(controller, "planner.fxml", controller.texts);
    }

    @FXML
    private void initialize() {
        offer(segment, SEGMENTS, PolicyWords.USUAL_SEGMENT, bytes -> formats.size(bytes));
        offer(card, CardProfile.known(), CardProfile.known().get(0), CardProfile::name);
        offer(reader, List.of(ReaderSpeed.values()), ReaderSpeed.CONTACT_129, words::reader);
        offer(ahead, AHEAD, AHEAD.get(AHEAD.size() - 1), count -> formats.count(count, Formats.Noun.PART));
        offer(lease, LEASES, LEASES.get(1), count -> formats.count(count, Formats.Noun.USE));
        offer(measure, List.of(Measure.values()), Measure.EXPOSURE, each -> texts.text(each.key()));
        places.setRange(0, PLACES_MAXIMUM, PLACES_USUAL);
        openings.setRange(1, OPENINGS_MAXIMUM, 1);
        days.setRange(1, DAYS_MAXIMUM, DAYS_USUAL);
        size.setText(ByteSize.print(USUAL_SIZE));
        run.setText(ByteSize.print(USUAL_RUN));
        for (FormField field : List.of(size, run)) {
            field.textProperty().addListener((property, before, now) -> reckon());
        }
        for (NumberSpinner spinner : List.of(places, openings, days)) {
            spinner.numberProperty().addListener((property, before, now) -> reckon());
        }
        chartPlace.getChildren().add(chart);
        reckon();
    }

    private <T> void offer(ComboBox<T> box, List<T> choices, T usual, Function<T, String> print) {
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T choice) {
                return choice == null ? "" : print.apply(choice);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("a choice is not typed");
            }
        });
        box.getItems().setAll(choices);
        box.setValue(usual);
        box.valueProperty().addListener((property, before, now) -> reckon());
    }

    private void reckon() {
        OptionalLong volume = read(size, Geometry.GRANULE);
        OptionalLong work = read(run, 0);
        wish = volume.isPresent() && work.isPresent()
                ? Optional.of(wish(volume.getAsLong(), work.getAsLong()))
                : Optional.empty();
        Nodes.show(outcome, wish.isPresent());
        Nodes.show(unclear, wish.isEmpty());
        useThis.setDisable(wish.isEmpty());
        wish.ifPresent(this::show);
    }

    private Wish wish(long volume, long work) {
        Geometry geometry = new Geometry(volume / Geometry.GRANULE * Geometry.GRANULE, segment.getValue());
        Plan plan = new Plan(geometry, card.getValue(), reader.getValue(), ahead.getValue(), lease.getValue());
        DayOfWork day = new DayOfWork(work, places.numberProperty().get(), (int)
                openings.numberProperty().get());
        return new Wish(plan, day, (int) days.numberProperty().get());
    }

    private OptionalLong read(FormField field, long minimum) {
        try {
            long bytes = ByteSize.parse(field.getText());
            if (bytes >= minimum) {
                field.showProblem(Optional.empty());
                return OptionalLong.of(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Said below, in the person's language.
        }
        field.showProblem(Optional.of(texts.text("size.wrong")));
        return OptionalLong.empty();
    }

    private void show(Wish wanted) {
        words.addFacts(wanted, facts);
        Measure drawn = measure.getValue();
        List<Wish> sweep = wanted.sweep();
        List<String> sizes = sweep.stream()
                .map(each -> formats.size(each.plan().geometry().segmentSize()))
                .collect(Collectors.toList());
        List<Double> values = sweep.stream().map(drawn::of).collect(Collectors.toList());
        int chosen = SEGMENTS.indexOf(wanted.plan().geometry().segmentSize());
        chart.show(sizes, values, chosen, value -> drawn.print(value, words, formats));
        chart.setAccessibleText(texts.text(
                "chart.words",
                texts.text(drawn.key()),
                sizes.get(0),
                drawn.print(values.get(0), words, formats),
                sizes.get(chosen),
                drawn.print(values.get(chosen), words, formats),
                sizes.get(sizes.size() - 1),
                drawn.print(values.get(values.size() - 1), words, formats)));
    }

    @FXML
    private void useThis() {
        wish.ifPresent(wanted -> use.accept(new KeyPlan(
                wanted.quota(), wanted.plan().lease(), wanted.plan().geometry().segmentSize())));
    }
}
