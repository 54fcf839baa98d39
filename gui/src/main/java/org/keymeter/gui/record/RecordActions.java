package org.keymeter.gui.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.BackgroundWork;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** What can be done with a card's record: print it, save it as PDF, and save the device key for the approver. */
public final class RecordActions extends VBox {
    private static final float PRINT_DPI = 200;

    private final Desk desk;
    private final Texts texts;
    private final Supplier<CardRecord> record;
    private final ProblemPane problem;
    private final Label done = new Label();

    /** @param record asked for at each click */
    public RecordActions(Desk desk, Supplier<CardRecord> record) {
        super(8);
        this.desk = desk;
        this.record = record;
        texts = desk.texts(RecordActions.class);
        problem = new ProblemPane(texts);
        done.setId("recordDone");
        done.setWrapText(true);
        Nodes.show(done, false);
        FlowPane buttons = new FlowPane(
                8,
                8,
                button("recordPdf", "mdomz-picture_as_pdf", this::savePdf),
                button("recordPrint", "mdomz-print", this::print),
                button("recordDeviceKey", "mdomz-vpn_key", this::saveDeviceKey));
        getChildren().addAll(buttons, done, problem);
    }

    private Button button(String id, String icon, Runnable action) {
        Button button = new Button(texts.text("record.action." + id), new FontIcon(icon));
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void savePdf() {
        CardRecord card = record.get();
        String title = texts.text("record.action.recordPdf");
        desk.files()
                .save(title, card.fileName("keymeter", "pdf"))
                .ifPresent(file -> write(title, file, activity -> {
                    new RecordPdf(sheet(card)).save(file);
                    return file;
                }));
    }

    private void saveDeviceKey() {
        CardRecord card = record.get();
        String title = texts.text("record.action.recordDeviceKey");
        String pem = card.card().identity().deviceKey().toPem();
        desk.files()
                .save(title, card.fileName("device-key", "pem"))
                .ifPresent(file -> write(title, file, activity -> Files.writeString(file, pem)));
    }

    private void write(String title, Path file, BackgroundWork<Path> work) {
        desk.inBackground(title, work, saved -> say(texts.text("record.saved", file)), this::fail);
    }

    private void print() {
        CardRecord card = record.get();
        desk.inBackground(
                texts.text("record.action.recordPrint"),
                activity -> PrintedPage.of(new RecordPdf(sheet(card)).render(PRINT_DPI)),
                pages -> say(texts.text(
                        PrintedPage.print(pages, getScene().getWindow()).key())),
                this::fail);
    }

    private RecordSheet sheet(CardRecord card) {
        return new RecordWords(texts, ZoneId.systemDefault()).of(card);
    }

    private void say(String what) {
        problem.clear();
        done.setText(what);
        Nodes.show(done, true);
    }

    private void fail(Problem what) {
        Nodes.show(done, false);
        problem.show(what);
    }
}
