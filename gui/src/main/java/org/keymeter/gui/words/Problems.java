package org.keymeter.gui.words;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.keymeter.card.CardException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.volume.VolumeException;

/** The one place of the console where what went wrong becomes words. */
public final class Problems {
    private final Texts texts;

    public Problems(Language language) {
        texts = language.texts(Problems.class);
    }

    public Problem of(Throwable cause) {
        if (cause instanceof CardException card) {
            return problem(card.happened(), card.likelyCause(), card.remedy(), card.code(), cause);
        } else if (cause instanceof InvalidFileException file) {
            String remedy = file.remedy().isEmpty() ? texts.text("problem.file.remedy") : file.remedy();
            return problem(file.happened(), "", remedy, file.code(), cause);
        } else if (cause instanceof VolumeException volume) {
            return problem(volume.happened(), volume.likelyCause(), volume.remedy(), volume.code(), cause);
        } else if (cause instanceof IOException file) {
            return ofFile(file);
        }
        return problem(
                texts.text("problem.unexpected", String.valueOf(cause)),
                texts.text("problem.unexpected.cause"),
                texts.text("problem.unexpected.remedy"),
                "KM-L9",
                cause);
    }

    private Problem ofFile(IOException cause) {
        String kind = "problem.io";
        if (cause instanceof NoSuchFileException) {
            kind = "problem.io.missing";
        } else if (cause instanceof AccessDeniedException) {
            kind = "problem.io.denied";
        }
        String name = String.valueOf(cause.getMessage());
        return problem(texts.text(kind, name), "", texts.text(kind + ".remedy"), "KM-L2", cause);
    }

    private static Problem problem(String happened, String cause, String remedy, String code, Throwable thrown) {
        StringBuilder details = new StringBuilder(code);
        for (Throwable step = thrown; step != null; step = step.getCause()) {
            details.append('\n')
                    .append(step.getClass().getSimpleName())
                    .append(": ")
                    .append(step.getMessage());
        }
        return new Problem(happened, cause, remedy, code, details.toString());
    }
}
