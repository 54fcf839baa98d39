package org.keymeter.gui.desk;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** Takes files that a person opens or drops on it, and text that he drops or pastes. Reads none of them. */
public final class FileIntake extends VBox {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

    private final Texts texts;
    private final Consumer<List<Path>> onFiles;
    private final Button paste;
    private final Label empty = new Label();
    private Consumer<String> onText;

    /**
     * @param id of its buttons, followed by Open and Paste
     * @param what it takes, for a person, such as "the grant and its intermediates"
     * @param patterns of the files' names, such as "*.pem"
     */
    public FileIntake(Desk desk, String id, String what, Consumer<List<Path>> onFiles, String... patterns) {
        this.onFiles = onFiles;
        texts = desk.texts(FileIntake.class);
        Label caption = new Label(texts.text("intake.drop", what));
        caption.setWrapText(true);
        caption.setTextAlignment(TextAlignment.CENTER);
        Button open = new Button(texts.text("action.open"), new FontIcon("mdoal-folder_open"));
        open.setId(id + "Open");
        open.setAccessibleText(texts.text("action.open") + ": " + what);
        open.setOnAction(event -> take(desk.files().open(what, what, patterns)));
        paste = new Button(texts.text("intake.paste"), new FontIcon("mdoal-content_paste"));
        paste.setId(id + "Paste");
        paste.setAccessibleText(texts.text("intake.paste") + ": " + what);
        paste.setOnAction(event -> paste());
        empty.setWrapText(true);
        empty.getStyleClass().add("muted");
        Nodes.show(empty, false);
        Nodes.show(paste, false);
        FlowPane buttons = new FlowPane(8, 8, open, paste);
        buttons.getStyleClass().add("drop-buttons");
        setSpacing(8);
        getStyleClass().add("drop-zone");
        getChildren().addAll(caption, buttons, empty);
        setOnDragOver(this::hover);
        setOnDragExited(event -> pseudoClassStateChanged(OVER, false));
        setOnDragDropped(this::drop);
    }

    /** Takes text too: shows the button that pastes it. */
    public FileIntake orText(Consumer<String> taken) {
        onText = taken;
        Nodes.show(paste, true);
        return this;
    }

    private void hover(DragEvent event) {
        Dragboard board = event.getDragboard();
        if (board.hasFiles() || onText != null && board.hasString()) {
            event.acceptTransferModes(TransferMode.COPY);
            pseudoClassStateChanged(OVER, true);
        }
        event.consume();
    }

    private void drop(DragEvent event) {
        Dragboard board = event.getDragboard();
        event.setDropCompleted(take(board));
        event.consume();
    }

    private void paste() {
        boolean isTaken = take(Clipboard.getSystemClipboard());
        empty.setText(isTaken ? "" : texts.text("intake.empty"));
        Nodes.show(empty, !isTaken);
    }

    private boolean take(Clipboard board) {
        if (board.hasFiles()) {
            take(board.getFiles().stream().map(File::toPath).toList());
            return true;
        } else if (onText != null && board.hasString()) {
            String text = board.getString();
            onText.accept(text.substring(0, Math.min(text.length(), BoundedFile.DEFAULT_MAXIMUM)));
            return true;
        }
        return false;
    }

    private void take(List<Path> files) {
        Nodes.show(empty, false);
        if (!files.isEmpty()) {
            onFiles.accept(files);
        }
    }
}
