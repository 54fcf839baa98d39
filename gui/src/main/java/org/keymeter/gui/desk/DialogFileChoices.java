package org.keymeter.gui.desk;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;

/** Asks in the desktop's own dialogs; begins where the last one ended, at first at home. */
public final class DialogFileChoices implements FileChoices {
    private final Supplier<Window> owner;
    private final Texts texts;
    private File folder = new File(System.getProperty("user.home"));

    public DialogFileChoices(Supplier<Window> owner, Language language) {
        this.owner = owner;
        texts = language.texts(DialogFileChoices.class);
    }

    @Override
    public List<Path> open(String title, String kind, String... patterns) {
        FileChooser chooser = chooser(title);
        if (patterns.length > 0) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, patterns));
        }
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(texts.text("files.any"), "*"));
        List<File> chosen = chooser.showOpenMultipleDialog(owner.get());
        if (chosen == null) {
            return List.of();
        }
        folder = chosen.get(0).getParentFile();
        return chosen.stream().map(File::toPath).collect(Collectors.toList());
    }

    @Override
    public Optional<Path> save(String title, String name) {
        FileChooser chooser = chooser(title);
        chooser.setInitialFileName(name);
        File chosen = chooser.showSaveDialog(owner.get());
        if (chosen != null) {
            folder = chosen.getParentFile();
        }
        return Optional.ofNullable(chosen).map(File::toPath);
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        if (folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        return chooser;
    }
}
