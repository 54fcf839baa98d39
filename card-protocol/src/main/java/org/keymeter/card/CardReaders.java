package org.keymeter.card;

import java.util.ArrayList;
import java.util.List;

/** Several sources as one, such as PC/SC and the simulated card. A source that fails hides no other's readers. */
public final class CardReaders implements ReaderSource {
    private final List<ReaderSource> sources;

    public CardReaders(List<ReaderSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** @throws TransportException the first source's, if none has a reader and one failed */
    @Override
    public List<CardReader> readReaders() throws TransportException {
        List<CardReader> readers = new ArrayList<>();
        TransportException failure = null;
        for (ReaderSource source : sources) {
            try {
                readers.addAll(source.readReaders());
            } catch (TransportException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (readers.isEmpty() && failure != null) {
            throw failure;
        }
        return readers;
    }

    /**
     * @param name the whole name of a reader
     * @throws TransportException {@link TransportException.Problem#NO_READER} if there is none of that name
     */
    public CardReader readReader(String name) throws TransportException {
        return readReaders().stream()
                .filter(reader -> reader.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TransportException(TransportException.Problem.NO_READER));
    }

    @Override
    public Watch watch(ReaderListener listener) {
        List<Watch> watches = new ArrayList<>();
        sources.forEach(source -> watches.add(source.watch(listener)));
        return () -> watches.forEach(Watch::close);
    }
}
