package org.keymeter.gui.controls;

import javafx.animation.PauseTransition;
import javafx.beans.property.StringProperty;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;

/** Puts text on the clipboard and says so for a while. */
public final class Copying {
    private static final Duration SAID_FOR = Duration.seconds(5);

    private Copying() {}

    /**
     * @param caption what the button says or tells of itself
     * @param done stands there instead for five seconds
     */
    public static void copy(String text, StringProperty caption, String done) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        String usual = caption.get();
        if (usual.equals(done)) {
            return;
        }
        caption.set(done);
        PauseTransition pause = new PauseTransition(SAID_FOR);
        pause.setOnFinished(event -> caption.set(usual));
        pause.play();
    }
}
