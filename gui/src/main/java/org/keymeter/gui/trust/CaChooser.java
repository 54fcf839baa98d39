package org.keymeter.gui.trust;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.BackgroundWork;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** Takes a CA's certificate as a file, from the clipboard or dropped on it, and shows it before it is trusted. */
public final class CaChooser extends VBox {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final String[] PATTERNS = {"*.pem", "*.crt", "*.cer", "*.der"};

    private final Desk desk;
    private final Texts texts;
    private final Supplier<CardTrust> card;
    private final Button file = new Button(null, new FontIcon("mdoal-folder_open"));
    private final CaPreview preview;
    private final ProblemPane problem;
    private final ReadOnlyObjectWrapper<CaCertificate> chosen = new ReadOnlyObjectWrapper<>();

    /** @param card that shall trust it, asked whenever a certificate is shown */
    public CaChooser(Desk desk, Supplier<CardTrust> card) {
        super(16);
        this.desk = desk;
        this.card = card;
        texts = desk.texts(CaChooser.class);
        preview = new CaPreview(desk);
        problem = new ProblemPane(texts);
        VBox zone = zone();
        getChildren().addAll(zone, problem, preview);
        acceptDrops(this, zone);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.V) {
                paste();
                event.consume();
            }
        });
    }

    /** Puts the keyboard's focus on it. */
    public void enter() {
        file.requestFocus();
    }

    private VBox zone() {
        Label hint = new Label(texts.text("ca.drop"));
        hint.setWrapText(true);
        hint.setTextAlignment(TextAlignment.CENTER);
        file.setText(texts.text("ca.file"));
        file.setId("caFile");
        file.setOnAction(event -> open());
        Button paste = new Button(texts.text("ca.paste"), new FontIcon("mdoal-content_paste"));
        paste.setId("caPaste");
        paste.setOnAction(event -> paste());
        FlowPane buttons = new FlowPane(8, 8, file, paste);
        buttons.getStyleClass().add("drop-buttons");
        VBox zone = new VBox(8, hint, buttons);
        zone.getStyleClass().add("drop-zone");
        zone.setId("caDrop");
        return zone;
    }

    /** The CA that is shown, if the card can take it; null otherwise. */
    public ReadOnlyObjectProperty<CaCertificate> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Shows nothing any more. */
    public void clear() {
        chosen.set(null);
        preview.clear();
        problem.clear();
    }

    /** Reads a certificate and shows it, or why it is none. */
    public void read(Path file) {
        read(activity -> CaCertificate.parse(BoundedFile.read(file)));
    }

    /** @param area whatever is dropped on it is taken as well */
    void acceptDrops(Node area) {
        acceptDrops(area, area);
    }

    private void acceptDrops(Node area, Node marked) {
        area.setOnDragOver(event -> {
            List<File> files = event.getDragboard().getFiles();
            if (files.size() == 1 || files.isEmpty() && event.getDragboard().hasString()) {
                event.acceptTransferModes(TransferMode.COPY);
                marked.pseudoClassStateChanged(OVER, true);
            }
            event.consume();
        });
        area.setOnDragExited(event -> marked.pseudoClassStateChanged(OVER, false));
        area.setOnDragDropped(event -> {
            take(event.getDragboard());
            event.setDropCompleted(true);
            event.consume();
        });
    }

    private void open() {
        List<Path> picked = desk.files().open(texts.text("ca.file.title"), texts.text("ca.file.kind"), PATTERNS);
        picked.stream().findFirst().ifPresent(this::read);
    }

    private void paste() {
        take(Clipboard.getSystemClipboard());
    }

    /** A dropped or copied file, or a certificate's text. */
    private void take(Clipboard content) {
        if (!content.getFiles().isEmpty()) {
            read(content.getFiles().get(0).toPath());
        } else {
            String text = content.hasString() ? content.getString() : "";
            byte[] pem = text.substring(0, Math.min(text.length(), BoundedFile.DEFAULT_MAXIMUM))
                    .getBytes(StandardCharsets.ISO_8859_1);
            read(activity -> CaCertificate.parse(pem));
        }
    }

    private void read(BackgroundWork<CaCertificate> work) {
        desk.inBackground(texts.text("ca.reading"), work, this::show, this::show);
    }

    private void show(CaCertificate ca) {
        CardTrust trust = card.get();
        problem.clear();
        preview.show(ca, trust);
        boolean isRefused =
                CaConcern.of(ca, trust, desk.clock().instant()).stream().anyMatch(CaConcern::isBlocking);
        chosen.set(isRefused ? null : ca);
    }

    private void show(Problem failure) {
        clear();
        problem.show(failure);
    }
}
