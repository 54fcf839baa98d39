package org.keymeter.gui.overview;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** The overview: follows the chosen reader and its card. */
public final class OverviewController {
    private final ObservableValue<ReaderModel> selected;
    private final Pages pages;
    private final Texts texts;
    private final ChangeListener<CardView> onCard = (property, before, now) -> showCard(now);

    private List<Page.Figure> shownFigures = List.of();
    private List<Page.Gauge> shownGauges = List.of();

    @FXML
    private Label reader;

    @FXML
    private Label badge;

    @FXML
    private VBox notice;

    @FXML
    private FontIcon noticeIcon;

    @FXML
    private Label noticeTitle;

    @FXML
    private Label noticeText;

    @FXML
    private Label noticeCode;

    @FXML
    private Node report;

    @FXML
    private Label trouble;

    @FXML
    private FlowPane figures;

    @FXML
    private Node meters;

    @FXML
    private VBox gauges;

    @FXML
    private Label hint;

    @FXML
    private Label asOf;

    public OverviewController(Desk desk) {
        selected = desk.readers().selectedProperty();
        texts = desk.texts(OverviewController.class);
        pages = new Pages(ZoneId.systemDefault(), texts);
    }

    @FXML
    private void initialize() {
        selected.addListener((property, before, now) -> follow(before, now));
        follow(null, selected.getValue());
    }

    private void follow(ReaderModel before, ReaderModel now) {
        if (before != null) {
            before.cardProperty().removeListener(onCard);
        }
        setText(reader, Optional.ofNullable(now).map(ReaderModel::name));
        setText(
                badge,
                Optional.ofNullable(now).filter(ReaderModel::isSimulated).map(reader -> texts.text("simulated.badge")));
        if (now == null) {
            show(pages.noReader());
        } else {
            now.cardProperty().addListener(onCard);
            showCard(now.cardProperty().get());
        }
    }

    private void showCard(CardView card) {
        show(pages.of(card, selected.getValue().isSimulated()));
    }

    private void show(Page page) {
        setShown(notice, page instanceof Page.Notice);
        setShown(report, page instanceof Page.Report);
        if (page instanceof Page.Notice empty) {
            noticeIcon.setIconLiteral(empty.icon());
            noticeTitle.setText(empty.title());
            noticeText.setText(empty.text());
            setText(noticeCode, empty.code());
        } else if (page instanceof Page.Report full) {
            setText(trouble, full.trouble().map(problem -> problem.title() + " " + problem.text()));
            showFigures(full);
            setText(hint, full.hint());
            asOf.setText(full.asOf());
        }
    }

    /** Leaves what has not changed as it is: a new node would close its tooltip. */
    private void showFigures(Page.Report full) {
        if (!full.figures().equals(shownFigures)) {
            shownFigures = full.figures();
            figures.getChildren()
                    .setAll(shownFigures.stream().map(FigureTile::new).collect(Collectors.toList()));
        }
        if (!full.gauges().equals(shownGauges)) {
            shownGauges = full.gauges();
            gauges.getChildren().setAll(shownGauges.stream().map(GaugeRow::new).collect(Collectors.toList()));
        }
        setShown(meters, !shownGauges.isEmpty());
        setShown(gauges, !shownGauges.isEmpty());
    }

    private static void setText(Label label, Optional<String> text) {
        label.setText(text.orElse(""));
        setShown(label, text.isPresent());
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
