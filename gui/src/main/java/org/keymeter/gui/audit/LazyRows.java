package org.keymeter.gui.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ObservableListBase;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.HistoryException;

/**
 * The rows of a search as a list for a table, of any length: it keeps the pages that were looked at last, and fetches the
 * others when a line of theirs is asked for. For the UI's thread.
 */
final class LazyRows extends ObservableListBase<AuditLine> {
    static final int PAGE = 200;
    private static final int PAGES_KEPT = 32;
    /** Who scrolls fast does not wait for what has gone by. */
    private static final int PAGES_WAITING = 3;

    private final AuditRows rows;
    private final Function<AuditRow, ShownRow> words;
    private final Executor fetcher;
    private final Executor ui;
    private final Consumer<Exception> failed;
    private final Map<Integer, List<AuditLine>> pages = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private boolean isFetching;

    /**
     * @param words shows a row; on the fetcher's thread
     * @param fetcher runs what blocks, in order
     * @param ready pages that are there already, by number
     * @param failed hears on the UI's thread that rows cannot be fetched
     */
    LazyRows(
            AuditRows rows,
            Function<AuditRow, ShownRow> words,
            Executor fetcher,
            Executor ui,
            Map<Integer, List<ShownRow>> ready,
            Consumer<Exception> failed) {
        this.rows = rows;
        this.words = words;
        this.fetcher = fetcher;
        this.ui = ui;
        this.failed = failed;
        ready.forEach((number, shown) -> fill(add(number), shown));
    }

    /** Blocks. @param number of the page, from 0 */
    static List<ShownRow> fetch(AuditRows rows, int number, Function<AuditRow, ShownRow> words)
            throws HistoryException {
        return rows.page(number * PAGE, PAGE).stream().map(words).toList();
    }

    AuditRows rows() {
        return rows;
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public AuditLine get(int index) {
        int number = Objects.checkIndex(index, size()) / PAGE;
        List<AuditLine> page = pages.get(number);
        if (page == null) {
            page = want(number);
        }
        return page.get(index - number * PAGE);
    }

    private List<AuditLine> want(int number) {
        List<AuditLine> page = add(number);
        waiting.addLast(number);
        if (waiting.size() > PAGES_WAITING) {
            pages.remove(waiting.removeFirst());
        }
        fetchNext();
        return page;
    }

    private List<AuditLine> add(int number) {
        List<AuditLine> page = new ArrayList<>(PAGE);
        for (int i = number * PAGE; i < Math.min(rows.size(), (number + 1) * PAGE); i++) {
            page.add(new AuditLine(i));
        }
        pages.put(number, page);
        if (pages.size() > PAGES_KEPT) {
            pages.remove(pages.keySet().iterator().next());
        }
        return page;
    }

    private void fetchNext() {
        if (isFetching || waiting.isEmpty()) {
            return;
        }
        int number = waiting.removeLast();
        isFetching = true;
        fetcher.execute(() -> {
            try {
                List<ShownRow> shown = fetch(rows, number, words);
                ui.execute(() -> arrive(number, shown));
            } catch (HistoryException | IllegalStateException failure) {
                ui.execute(() -> failed.accept(failure));
            }
        });
    }

    private void arrive(int number, List<ShownRow> shown) {
        fill(pages.getOrDefault(number, List.of()), shown);
        isFetching = false;
        fetchNext();
    }

    private static void fill(List<AuditLine> page, List<ShownRow> shown) {
        for (int i = 0; i < page.size(); i++) {
            page.get(i).set(shown.get(i));
        }
    }

    /** The table's selection asks for it; a walk would fetch every page. */
    @Override
    public int indexOf(Object line) {
        return line instanceof AuditLine one && one.index() < size() && get(one.index()) == one ? one.index() : -1;
    }

    @Override
    public int lastIndexOf(Object line) {
        return indexOf(line);
    }

    @Override
    public boolean contains(Object line) {
        return indexOf(line) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
