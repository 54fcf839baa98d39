package org.keymeter.gui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.keymeter.gui.desk.FileChoices;

/** A person who picks files as the test says, as the desktop's own dialogs are out of a test's reach; else none. */
public final class ScriptedFiles implements FileChoices {
    private final BlockingQueue<List<Path>> answers = new LinkedBlockingQueue<>();

    /** The answer to the next question. */
    public void choose(Path... picked) {
        answers.add(List.of(picked));
    }

    @Override
    public List<Path> open(String title, String kind, String... patterns) {
        return Optional.ofNullable(answers.poll()).orElse(List.of());
    }

    @Override
    public Optional<Path> save(String title, String name) {
        return open(title, "").stream().findFirst();
    }
}
