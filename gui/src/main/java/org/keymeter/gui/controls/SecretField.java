package org.keymeter.gui.controls;

import java.util.Arrays;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.keymeter.card.Secret;

/**
 * A field for a PIN or passphrase. SECURITY: what is typed is kept in an array that {@link #wipe} overwrites; the toolkit's own text, which
 * cannot be overwritten, holds bullets only. Nothing can be copied out of it.
 */
public final class SecretField extends TextField {
    private static final int CAPACITY = 256;
    private static final char BULLET = '\u25CF';

    private final char[] typed = new char[CAPACITY];
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper edits = new ReadOnlyIntegerWrapper();

    public SecretField() {
        setAccessibleRole(AccessibleRole.PASSWORD_FIELD);
        getStyleClass().add("secret-field");
        setContextMenu(new ContextMenu());
        // The toolkit would bring back bullets without what they stand for.
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean isUndo = event.isShortcutDown() && (event.getCode() == KeyCode.Z || event.getCode() == KeyCode.Y);
            if (isUndo) {
                event.consume();
            }
        });
    }

    /** Characters typed so far. */
    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Changes with every edit, also one that leaves the count as it was. */
    public ReadOnlyIntegerProperty editsProperty() {
        return edits.getReadOnlyProperty();
    }

    /** A copy of what was typed, UTF-8; the caller's to close. */
    public Secret read() {
        return Secret.take(Arrays.copyOf(typed, count.get()));
    }

    /** Forgets what was typed. */
    public void wipe() {
        Arrays.fill(typed, '\0');
        count.set(0);
        super.replaceText(0, getLength(), "");
        edits.set(edits.get() + 1);
    }

    @Override
    public void replaceText(int start, int end, String text) {
        int kept = count.get() - (end - start);
        int added = Math.min(text.length(), CAPACITY - kept);
        System.arraycopy(typed, end, typed, start + added, count.get() - end);
        text.getChars(0, added, typed, start);
        Arrays.fill(typed, kept + added, CAPACITY, '\0');
        super.replaceText(start, end, String.valueOf(BULLET).repeat(added));
        count.set(kept + added);
        edits.set(edits.get() + 1);
    }

    @Override
    public void copy() {
        // A secret does not go to the clipboard.
    }

    @Override
    public void cut() {
        // Nor is it taken away by half of that.
    }
}
