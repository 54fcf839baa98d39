package org.keymeter.gui.audit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.keymeter.gui.audit.ShownRow.Column;
import org.keymeter.gui.words.Texts;

/** The table of audit rows; those that are not fetched yet show "…". */
final class RowTable extends TableView<AuditLine> {
    private static final double ROW_HEIGHT = 32;
    private static final PseudoClass GAP = PseudoClass.getPseudoClass("gap");
    private static final String PENDING = "…";

    private final Map<Column, TableColumn<AuditLine, String>> columns = new EnumMap<>(Column.class);
    private final Label empty = new Label();
    private final Consumer<ShownRow> chosen;
    private final ChangeListener<ShownRow> onArrival = (property, before, now) -> tell(now);
    private AuditLine selected;

    /** @param chosen hears the row that is selected once it is there, or null */
    RowTable(Texts texts, Consumer<ShownRow> chosen) {
        this.chosen = chosen;
        setId("rows");
        setAccessibleText(texts.text("table.name"));
        setFixedCellSize(ROW_HEIGHT);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        empty.setWrapText(true);
        empty.setId("empty");
        setPlaceholder(empty);
        setRowFactory(table -> new Row());
        for (Column column : Column.values()) {
            TableColumn<AuditLine, String> one =
                    new TableColumn<>(texts.text("column." + column.name().toLowerCase(Locale.ROOT)));
            one.setSortable(false);
            one.setReorderable(false);
            one.setPrefWidth(width(column));
            one.setMinWidth(Math.min(width(column), 72));
            one.setCellValueFactory(line -> cell(line.getValue(), column));
            columns.put(column, one);
            getColumns().add(one);
        }
        columns.get(Column.SEQUENCE).getStyleClass().add("number");
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> follow(now));
    }

    private static ObservableValue<String> cell(AuditLine line, Column column) {
        return line.shownProperty().map(shown -> shown.cell(column)).orElse(PENDING);
    }

    private static double width(Column column) {
        return switch (column) {
            case SEQUENCE -> 88;
            case RESULT -> 72;
            case CARD, ABOUT -> 128;
            case TIME -> 168;
            case EVENT -> 168;
            case DETAIL -> 176;
        };
    }

    private void follow(AuditLine now) {
        if (selected != null) {
            selected.shownProperty().removeListener(onArrival);
        }
        selected = now;
        if (now != null) {
            now.shownProperty().addListener(onArrival);
        }
        tell(now == null ? null : now.shownProperty().get());
    }

    private void tell(ShownRow row) {
        chosen.accept(row);
    }

    /** @param manyLogs whether to say of each row whose it is */
    void show(LazyRows rows, boolean manyLogs) {
        columns.get(Column.CARD).setVisible(manyLogs);
        int wanted = selected == null || selected.shownProperty().get() == null
                ? -1
                : indexIn(rows, selected.shownProperty().get());
        getSelectionModel().clearSelection();
        setItems(rows);
        if (wanted >= 0) {
            getSelectionModel().select(wanted);
            scrollTo(Math.max(0, wanted - 2));
        } else if (!rows.isEmpty()) {
            scrollTo(0);
        }
    }

    private static int indexIn(LazyRows rows, ShownRow shown) {
        return rows.rows()
                .indexOf(
                        shown.row().deviceId(),
                        shown.row().instance(),
                        shown.row().sequence())
                .orElse(-1);
    }

    /** What to say while there are no rows. */
    void say(String words) {
        empty.setText(words);
    }

    void clear() {
        setItems(FXCollections.observableArrayList());
    }

    /** Of another style if records are missing there. */
    private static final class Row extends TableRow<AuditLine> {
        private final ChangeListener<ShownRow> onArrival =
                (property, before, now) -> pseudoClassStateChanged(GAP, now != null && now.isGap());

        @Override
        protected void updateItem(AuditLine line, boolean isEmpty) {
            AuditLine before = getItem();
            if (before != null) {
                before.shownProperty().removeListener(onArrival);
            }
            super.updateItem(line, isEmpty);
            boolean isGap = false;
            if (line != null && !isEmpty) {
                line.shownProperty().addListener(onArrival);
                isGap = line.shownProperty().get() != null
                        && line.shownProperty().get().isGap();
            }
            pseudoClassStateChanged(GAP, isGap);
        }
    }
}
