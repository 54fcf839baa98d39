package org.keymeter.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.Secret;
import org.keymeter.cli.terminal.Terminal;

/** A person who gives prepared answers; remembers what was asked and shown. */
final class ScriptedTerminal implements Terminal {
    private final Deque<String> answers;
    private final List<String> questions = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();
    private String awaited = "";
    private Runnable reaction = () -> {};

    ScriptedTerminal(String... answers) {
        this.answers = new ArrayDeque<>(Arrays.asList(answers));
    }

    @Override
    public Optional<Secret> readSecret(String prompt) {
        return readLine(prompt).map(line -> Secret.take(line.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<String> readLine(String prompt) {
        questions.add(prompt);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public void show(String text) {
        shown.append(text);
        if (text.contains(awaited)) {
            reaction.run();
        }
    }

    /** What the person does on seeing this. */
    void whenShown(String text, Runnable action) {
        awaited = text;
        reaction = action;
    }

    List<String> questions() {
        return questions;
    }

    String shown() {
        return shown.toString();
    }

    /** Answers that nobody asked for. */
    int unused() {
        return answers.size();
    }
}
