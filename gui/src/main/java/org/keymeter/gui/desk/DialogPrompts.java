package org.keymeter.gui.desk;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.stage.Window;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** Asks in dialogs over the window. */
public final class DialogPrompts implements Prompts {
    private final Supplier<Window> owner;
    private final Texts texts;

    public DialogPrompts(Supplier<Window> owner, Language language) {
        this.owner = owner;
        texts = language.texts(DialogPrompts.class);
    }

    @Override
    public Optional<Secret> pin(Pin which, String why, OptionalInt triesLeft) {
        PinDialog dialog = new PinDialog(texts, which, why, triesLeft);
        dialog.initOwner(owner.get());
        return dialog.showAndWait();
    }

    @Override
    public Trust trust(UnknownDeviceException unknown) {
        TrustDialog dialog = new TrustDialog(texts, unknown);
        dialog.initOwner(owner.get());
        return dialog.showAndWait().orElse(Trust.NO);
    }

    @Override
    public boolean confirm(String title, String consequence, String action, Optional<String> typed) {
        ConsentDialog dialog = new ConsentDialog(texts, title, consequence, action, typed);
        dialog.initOwner(owner.get());
        return dialog.showAndWait().orElse(false);
    }

    @Override
    public void show(Problem problem) {
        ProblemDialog dialog = new ProblemDialog(texts, problem);
        dialog.initOwner(owner.get());
        dialog.showAndWait();
    }
}
