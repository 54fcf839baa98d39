package org.keymeter.gui;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads a page: the FXML beside its controller's class, with the controller given. */
final class View {
    private View() {}

    /** @param fxml the name of the file in the package of the controller */
    static Parent load(Object controller, String fxml) {
        FXMLLoader loader = new FXMLLoader(controller.getClass().getResource(fxml), Messages.BUNDLE);
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(fxml + " is part of the program and must load", e);
        }
    }
}
