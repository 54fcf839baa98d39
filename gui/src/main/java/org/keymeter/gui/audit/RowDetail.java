package org.keymeter.gui.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.Failures;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.gui.audit.ShownRow.Column;
import org.keymeter.gui.controls.CopyableText;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.Gap;
import org.keymeter.gui.words.Texts;

/** Everything about one row. */
final class RowDetail extends ScrollPane {
    private final VBox content = new VBox(16);

    RowDetail() {
        setId("detail");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("edge-to-edge");
        content.getStyleClass().add("row-detail");
        setContent(content);
    }

    void show(ShownRow shown, AuditWords words) {
        content.getChildren().clear();
        Texts texts = words.texts();
        if (shown.row() instanceof Gap gap) {
            Label what = new Label(words.gap(gap) + " " + texts.text("gap.remedy"));
            what.setWrapText(true);
            content.getChildren().add(what);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("card", shown.cell(Column.CARD));
        fields.put("instance", Long.toString(shown.row().instance()));
        fields.put("sequence", shown.cell(Column.SEQUENCE));
        fields.put("firstRead", words.time(shown.row().firstRead()));
        FlowPane flow = new FlowPane(24, 8);
        content.getChildren().add(flow);
        Map<String, String> bytes = new LinkedHashMap<>();
        if (shown.row() instanceof AuditEntry entry) {
            addRecord(entry.record(), shown, fields, bytes, texts);
        }
        bytes.put("chain", shown.row().chain().toHex());
        bytes.put("deviceId", shown.row().deviceId().toHex());
        fields.forEach((name, value) -> flow.getChildren().add(field(texts.text("field." + name), value)));
        bytes.forEach((name, value) -> content.getChildren()
                .add(new CopyableText(texts, texts.text("field." + name), value, "detail-" + name)));
        setVvalue(0);
    }

    private static void addRecord(
            AuditRecord record, ShownRow shown, Map<String, String> fields, Map<String, String> bytes, Texts texts) {
        fields.put("event", texts.text("field.event.code", shown.cell(Column.EVENT), code(record)));
        fields.put("about", shown.cell(Column.ABOUT));
        if (record.generation() > 0) {
            fields.put("generation", Integer.toString(record.generation()));
        }
        fields.put("result", texts.text("field.event.code", shown.cell(Column.RESULT), record.result()));
        record.typedDetail().fields().forEach((name, value) -> {
            if (value instanceof String hex) {
                bytes.put(name, hex);
            } else {
                fields.put(name, value instanceof List<?> list ? list.toString() : texts.text("number", value));
            }
        });
        Failures failures = record.failures();
        fields.put("wrongPins", Integer.toString(failures.wrongPins()));
        fields.put("refusedGrants", Integer.toString(failures.refusedGrants()));
        fields.put("refusedBlobs", Integer.toString(failures.refusedBlobs()));
        bytes.put("record", record.bytes().toHex());
        fields.values().removeIf(String::isEmpty);
        bytes.values().removeIf(String::isEmpty);
    }

    private static String code(AuditRecord record) {
        return String.format("%02X", record.eventCode());
    }

    private static Node field(String caption, String value) {
        Label above = new Label(caption);
        above.getStyleClass().add("muted");
        Label below = new Label(value);
        below.setWrapText(true);
        above.setLabelFor(below);
        VBox field = new VBox(2, above, below);
        field.setMinWidth(136);
        return field;
    }
}
