package org.keymeter.gui.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** In German and without a mouse: a CA is trusted, a key made for it, both are deleted again. */
@ExtendWith(ApplicationExtension.class)
class GermanKeyboardTest {
    @TempDir
    Path folder;

    private ConsoleBench bench;

    @Start
    void start(Stage stage) {
        bench = new ConsoleBench(stage, folder, Locale.GERMAN);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void everythingIsInReachOfTheKeyboard() throws Exception {
        bench.initialize();
        bench.makeCa("Genehmigungen");
        bench.look();
        trust();
        create();
        bench.openByKeyboard(PageKind.TRUST);
        bench.awaitAnywhere("Streng: keine andere CA auf der Karte kann es");
        bench.picture("trust-german");
        press("#anchorRemove");
        bench.awaitAnywhere("Diesen Schlüssel kann dann niemand mehr auffüllen");
        bench.picture("trust-remove-german");
        bench.robot().push(KeyCode.ESCAPE);
        delete();
    }

    private void trust() throws Exception {
        bench.openByKeyboard(PageKind.TRUST);
        bench.awaitAnywhere("Diese Karte vertraut noch keiner CA");
        bench.picture("trust-empty-german");
        press("#trustFirst");
        bench.choose(bench.file("Genehmigungen.pem"));
        press("#caFile");
        bench.awaitText("#caName", "CN=Genehmigungen");
        bench.picture("trust-preview-german");
        press("#trustImport");
        answerPin();
        bench.awaitText("#anchorName", "CN=Genehmigungen");
    }

    private void create() throws Exception {
        bench.openByKeyboard(PageKind.KEYS);
        bench.awaitAnywhere("Noch kein Schlüssel auf dieser Karte");
        press("#keyFirst");
        bench.write("Streng");
        bench.tabTo("#preset-laptop");
        bench.picture("keys-form-german");
        bench.robot().push(KeyCode.DOWN).push(KeyCode.DOWN).push(KeyCode.DOWN);
        bench.awaitAnywhere("kann höchstens 20 Teile öffnen, 320 MiB; 40, wenn");
        press("#newKeyCreate");
        answerPin();
        bench.awaitText("#keyUses", "0 von 20 Nutzungen");
        bench.picture("keys-detail-german");
        KeyInfo key = bench.withCard(session -> session.keys().readAll()).get(0);
        assertEquals(PolicyPreset.STRICT.policy(key.policy().anchors()), key.policy());
    }

    private void delete() throws Exception {
        bench.openByKeyboard(PageKind.KEYS);
        press("#keyDelete");
        bench.awaitAnywhere("ist endgültig verloren");
        bench.write("Streng");
        bench.picture("keys-delete-german");
        bench.robot().push(KeyCode.ENTER);
        answerPin();
        bench.awaitAnywhere("Noch kein Schlüssel auf dieser Karte");
    }

    private void press(String query) {
        bench.await(query + " is there", () -> bench.robot()
                .lookup(query)
                .tryQuery()
                .filter(node -> !node.isDisabled())
                .isPresent());
        bench.tabTo(query);
        bench.robot().push(KeyCode.SPACE);
    }

    private void answerPin() {
        bench.await("the PIN is asked for", () -> bench.robot()
                .lookup("#pin")
                .tryQuery()
                .filter(node -> node.isFocused())
                .isPresent());
        bench.write(ConsoleBench.ADMIN_PIN);
        bench.robot().push(KeyCode.ENTER);
    }
}
