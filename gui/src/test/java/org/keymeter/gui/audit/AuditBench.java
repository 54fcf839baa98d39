package org.keymeter.gui.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.audit.LogKeeper;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.testfx.util.WaitForAsyncUtils;

/** The audit page over the real applet, and what other programs do with its log. */
final class AuditBench implements AutoCloseable {
    /** Card set up, CA imported, key created, uses taken: see {@link #prepare}. */
    static final int RECORDS = 4;

    private final ConsoleBench console;

    AuditBench(Stage window, Path folder, Locale language) {
        console = new ConsoleBench(window, folder, language);
    }

    ConsoleBench console() {
        return console;
    }

    /** A card with four records. */
    void prepare(CardOption... options) throws Exception {
        console.initialize(options);
        console.createKey("archive", console.makeCa("ca"), 100, 200);
        console.withCard(session -> session.keys().create("mail", 10, Policy.of(20, List.of())), Pin.ADMIN);
    }

    /** Another program makes and deletes a key: two records each time. */
    void addRecords(int times) throws CardException, IOException {
        console.withCard(
                session -> {
                    for (int i = 0; i < times; i++) {
                        var made = session.keys().create("passing", 1, Policy.of(1, List.of()));
                        session.keys().delete(made.slot(), made.identity());
                    }
                    return null;
                },
                Pin.ADMIN);
    }

    /** Another program, on another computer, reads and acknowledges the log. */
    void acknowledgeElsewhere(Path archive) throws CardException, IOException {
        console.withCard(
                session -> {
                    try {
                        new LogKeeper(session, archive).acknowledgeAll();
                    } catch (IOException | InvalidFileException e) {
                        throw new AssertionError(e);
                    }
                    return null;
                },
                Pin.USER);
    }

    void open() {
        console.open(PageKind.AUDIT);
    }

    void read() {
        console.click("#read");
        awaitOutcome("The log is read up to record");
    }

    void awaitOutcome(String part) {
        console.await("it says '" + part + "'", () -> console.robot()
                .lookup("#outcome .label")
                .match((Labeled label) -> label.getText().contains(part) && isShown(label))
                .tryQuery()
                .isPresent());
    }

    private static boolean isShown(Node node) {
        return node.getParent() == null || node.isVisible() && isShown(node.getParent());
    }

    void awaitCount(String words) {
        console.awaitText("#count", words);
    }

    @SuppressWarnings("unchecked")
    TableView<AuditLine> table() {
        return console.robot().lookup("#rows").queryAs(TableView.class);
    }

    /** The row once it is there. */
    ShownRow row(int index) {
        console.await("row " + index + " is there", () -> shown(index) != null);
        return shown(index);
    }

    private ShownRow shown(int index) {
        return WaitForAsyncUtils.waitForAsyncFx(
                60_000,
                () -> index < table().getItems().size()
                        ? table().getItems().get(index).shownProperty().get()
                        : null);
    }

    /** Selects it, as a click would. */
    void select(int index) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            table().getSelectionModel().select(index);
            table().requestFocus();
        });
    }

    /** Picks what has these words. */
    void choose(String query, String words) {
        ComboBox<?> box = console.robot().lookup(query).queryAs(ComboBox.class);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> choose(box, words));
    }

    private static <T> void choose(ComboBox<T> box, String words) {
        box.setValue(box.getItems().stream()
                .filter(item -> item.toString().equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is none of " + box.getItems())));
    }

    /** What is chosen there; empty: nothing. */
    String words(String box) {
        Object chosen = console.robot().lookup(box).queryAs(ComboBox.class).getValue();
        return chosen == null ? "" : chosen.toString();
    }

    @Override
    public void close() {
        console.close();
    }
}
