package org.keymeter.gui.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.keymeter.gui.words.Texts;

/** Loads a page: the FXML beside its controller's class, with the controller given. */
public final class View {
    private View() {}

    /**
     * @param fxml the name of the file in the package of the controller
     * @param texts of that package
     */
    public static Parent load(Object controller, String fxml, Texts texts) {
        FXMLLoader loader = new FXMLLoader(controller.getClass().getResource(fxml), texts.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(fxml + " is part of the program and must load", e);
        }
    }
}
