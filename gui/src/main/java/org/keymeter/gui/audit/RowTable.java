package org.keymeter.gui.audit;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.keymeter.gui.audit.ShownRow.Column;
import org.keymeter.gui.words.Texts;

/** The table of audit rows; those that are not fetched yet show "…". */
final class RowTable extends TableView<AuditLine> {
    private static final double ROW_HEIGHT = 32;
    private static final double MINIMUM = 72;
    private static final PseudoClass GAP = PseudoClass.getPseudoClass("gap");
    private static final String PENDING = "…";

    private final Map<Column, TableColumn<AuditLine, ShownRow>> columns = new EnumMap<>(Column.class);
    private final Label empty = new Label();
    private final Consumer<ShownRow> chosen;
    private final ChangeListener<ShownRow> onArrival = (property, before, now) -> tell(now);
    private AuditLine selected;
    private boolean isReplacing;

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
            TableColumn<AuditLine, ShownRow> one =
                    new TableColumn<>(texts.text("column." + column.name().toLowerCase(Locale.ROOT)));
            one.setSortable(false);
            one.setReorderable(false);
            one.setPrefWidth(width(column));
            one.setMinWidth(isFixed(column) ? width(column) : MINIMUM);
            if (isFixed(column)) {
                one.setMaxWidth(width(column));
            }
            one.setCellValueFactory(line -> line.getValue().shownProperty());
            one.setCellFactory(of -> new Cell(column));
            columns.put(column, one);
            getColumns().add(one);
        }
        columns.get(Column.SEQUENCE).getStyleClass().add("number");
        getSelectionModel().selectedItemProperty().addListener((property, before, now) -> follow(now));
    }

    private static double width(Column column) {
        return switch (column) {
            case RESULT -> 72;
            case SEQUENCE -> 80;
            case CARD -> 120;
            case ABOUT, DETAIL -> 128;
            case EVENT -> 144;
            case TIME -> 152;
        };
    }

    /** Whether its contents are always as long as this. */
    private static boolean isFixed(Column column) {
        return switch (column) {
            case SEQUENCE, TIME, RESULT -> true;
            case CARD, EVENT, ABOUT, DETAIL -> false;
        };
    }

    private void follow(AuditLine now) {
        if (isReplacing) {
            return;
        }
        if (selected != null) {
            selected.shownProperty().removeListener(onArrival);
        }
        selected = now;
        if (now == null) {
            tell(null);
        } else {
            now.shownProperty().addListener(onArrival);
            if (now.shownProperty().get() != null) {
                tell(now.shownProperty().get());
            }
        }
    }

    private void tell(ShownRow row) {
        chosen.accept(row);
    }

    /** @param manyLogs whether to say of each row whose it is */
    void show(LazyRows rows, boolean manyLogs) {
        columns.get(Column.CARD).setVisible(manyLogs);
        int wanted = selected().map(shown -> indexIn(rows, shown)).orElse(-1);
        isReplacing = true;
        getSelectionModel().clearSelection();
        setItems(rows);
        if (wanted >= 0) {
            getSelectionModel().select(wanted);
        }
        isReplacing = false;
        follow(getSelectionModel().getSelectedItem());
        if (!rows.isEmpty()) {
            scrollTo(Math.max(0, wanted - 2));
        }
    }

    /** The row that is selected, once it is there. */
    Optional<ShownRow> selected() {
        return Optional.ofNullable(selected).map(line -> line.shownProperty().get());
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

    /** Made for scrolling: nothing but the first column is drawn for a row that is not there yet. */
    private static final class Cell extends TableCell<AuditLine, ShownRow> {
        private final Column column;

        Cell(Column column) {
            this.column = column;
        }

        @Override
        protected void updateItem(ShownRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            if (row != null) {
                setText(row.cell(column));
            } else {
                setText(isEmpty || column != Column.SEQUENCE ? null : PENDING);
            }
        }
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
