package org.keymeter.gui.readers;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.keymeter.card.CardReader;
import org.keymeter.card.ReaderEvent;
import org.keymeter.card.ReaderListener;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.TransportException;

/** Follows the readers of a source: a worker for each, and the model kept up to date on the UI's thread. */
public final class ReaderWatch implements ReaderListener, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final ReaderSource source;
    private final Map<String, Path> cardFiles;
    private final ReadersModel model;
    private final Executor ui;
    private final Clock clock;
    private final Duration pause;
    private final Map<String, ReaderWorker> workers = new HashMap<>();
    private ReaderSource.Watch watch;

    /**
     * @param source where readers are found
     * @param cardFiles the files that simulated cards are kept in, by the name of their reader
     * @param ui runs what changes the model, in order and on the one thread that may
     */
    public ReaderWatch(ReaderSource source, Map<String, Path> cardFiles, ReadersModel model, Clock clock, Executor ui) {
        this(source, cardFiles, model, clock, ui, PAUSE);
    }

    /** @param pause between two readings of a card */
    ReaderWatch(
            ReaderSource source,
            Map<String, Path> cardFiles,
            ReadersModel model,
            Clock clock,
            Executor ui,
            Duration pause) {
        this.source = source;
        this.cardFiles = Map.copyOf(cardFiles);
        this.model = model;
        this.ui = ui;
        this.clock = clock;
        this.pause = pause;
    }

    public void start() {
        watch = source.watch(this);
    }

    @Override
    public synchronized void onEvent(ReaderEvent event) {
        CardReader reader = event.reader();
        ui.execute(() -> model.setFailure(null));
        switch (event.kind()) {
            case READER_ADDED -> worker(reader);
            case CARD_INSERTED -> worker(reader).cardInserted();
            case CARD_REMOVED -> worker(reader).cardRemoved();
            case READER_REMOVED -> remove(reader.name());
        }
    }

    @Override
    public void onFailure(TransportException failure) {
        ui.execute(() -> model.setFailure(failure));
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        synchronized (this) {
            workers.values().forEach(ReaderWorker::close);
            workers.clear();
        }
    }

    /**
     * Has the reader's own thread do something with its card, after what it is doing.
     *
     * @return whether the reader is there
     */
    public synchronized boolean submit(String reader, Consumer<CardReader> work) {
        ReaderWorker worker = workers.get(reader);
        if (worker != null) {
            worker.submit(work);
        }
        return worker != null;
    }

    private ReaderWorker worker(CardReader reader) {
        return workers.computeIfAbsent(reader.name(), name -> {
            ui.execute(() -> model.add(reader));
            Optional<CardFile> file = Optional.ofNullable(cardFiles.get(name)).map(CardFile::new);
            return new ReaderWorker(reader, file, clock, pause, view -> ui.execute(() -> model.setCard(name, view)));
        });
    }

    private void remove(String name) {
        ReaderWorker worker = workers.remove(name);
        if (worker != null) {
            worker.close();
        }
        ui.execute(() -> model.remove(name));
    }
}
