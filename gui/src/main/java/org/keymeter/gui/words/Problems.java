package org.keymeter.gui.words;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.keymeter.card.CardException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrintableText;
import org.keymeter.simulator.CardFileException;
import org.keymeter.volume.VolumeException;

/** The one place of the console where what went wrong becomes words. */
public final class Problems {
    private final Language language;
    private final Texts texts;
    private final LibraryWords library;

    public Problems(Language language) {
        this.language = language;
        texts = language.texts(Problems.class);
        library = new LibraryWords(language);
    }

    /** For what else the library says. */
    public LibraryWords library() {
        return library;
    }

    public Problem of(Throwable cause) {
        if (cause instanceof Worded own) {
            return ofOwn(own, cause);
        } else if (cause instanceof CardException card) {
            return ofLibrary(card.happened(), card.likelyCause(), card.remedy(), card.code(), cause);
        } else if (cause instanceof InvalidFileException file) {
            String remedy = file.remedy().isEmpty() ? texts.text("problem.file.remedy") : file.remedy();
            return ofLibrary(file.happened(), "", remedy, file.code(), cause);
        } else if (cause instanceof VolumeException volume) {
            return ofLibrary(volume.happened(), volume.likelyCause(), volume.remedy(), volume.code(), cause);
        } else if (cause instanceof CardFileException card) {
            String code = "KM-S" + (card.reason().ordinal() + 1);
            return ofLibrary(card.happened(), card.likelyCause(), card.remedy(), code, cause);
        } else if (cause instanceof IOException file) {
            return ofFile(file);
        }
        return problem(
                texts.text("problem.unexpected", cause.getClass().getSimpleName()),
                texts.text("problem.unexpected.cause"),
                texts.text("problem.unexpected.remedy"),
                "KM-L9",
                cause);
    }

    private Problem ofOwn(Worded own, Throwable cause) {
        Texts words = language.texts(own.getClass());
        Object[] arguments = own.textArguments().toArray();
        String happened = words.text(own.textKey(), arguments);
        return problem(happened, "", words.text(own.textKey() + ".remedy", arguments), own.code(), cause);
    }

    private Problem ofLibrary(String happened, String likelyCause, String remedy, String code, Throwable thrown) {
        return problem(
                library.translate(happened), library.translate(likelyCause), library.translate(remedy), code, thrown);
    }

    /** Of the platform's own message only the file's name is shown: it is in whatever language the system speaks. */
    private Problem ofFile(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (library.knows(message)) {
            return ofFile("problem.io", library.translate(message), cause);
        } else if (message.toLowerCase(Locale.ROOT).contains("no space left")) {
            return ofFile("problem.io.full", "", cause);
        } else if (!(cause instanceof FileSystemException file) || file.getFile() == null) {
            return ofFile("problem.io.unnamed", "", cause);
        } else if (cause instanceof NoSuchFileException) {
            return ofFile("problem.io.missing", file.getFile(), cause);
        } else if (cause instanceof AccessDeniedException) {
            return ofFile("problem.io.denied", file.getFile(), cause);
        } else {
            return ofFile("problem.io", file.getFile(), cause);
        }
    }

    private Problem ofFile(String key, String name, IOException cause) {
        String happened = texts.text(key, PrintableText.of(name));
        return problem(happened, "", texts.text(key + ".remedy"), "KM-L2", cause);
    }

    private static Problem problem(String happened, String likelyCause, String remedy, String code, Throwable thrown) {
        return new Problem(Details.withoutBulk(happened), likelyCause, remedy, code, Details.of(code, thrown));
    }
}
