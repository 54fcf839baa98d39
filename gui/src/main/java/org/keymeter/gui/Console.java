package org.keymeter.gui;

import javafx.application.Application;

/** Starts the console. Not an {@link Application} itself: on a class path Java refuses to start from one. */
public final class Console {
    private Console() {}

    public static void main(String[] arguments) {
        Application.launch(ConsoleApplication.class, arguments);
    }
}
