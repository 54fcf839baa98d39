package org.keymeter.gui.audit;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.history.Alarm;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** The audit page: what is known of all logs, and what can be done with the log of the card in the reader. */
public final class AuditController {
    private static final double DETAIL_SHARE = 0.45;
    private static final int IDLE_SECONDS = 10;

    private final Desk desk;
    private final Texts texts;
    private final ZoneId zone = ZoneId.systemDefault();
    /** Apart from other work in the background, so that a table scrolls while an export is written. */
    private final Executor fetcher = fetcher();

    private final FilterController filter;
    private final RowTable table;
    private final RowDetail detail = new RowDetail();
    private final AlarmPane alarms = new AlarmPane(this::markSeen);
    private final Outcome outcome;
    private final CardLog cardLog;
    private AuditWords words;
    private LogNames names;
    private Optional<AuditFacts> facts = Optional.empty();
    private Optional<Query> shown = Optional.empty();
    private int asked;

    @FXML
    private VBox page;

    @FXML
    private Button read;

    @FXML
    private Button acknowledge;

    @FXML
    private MenuButton export;

    @FXML
    private MenuButton files;

    @FXML
    private Label hint;

    @FXML
    private StackPane top;

    @FXML
    private VBox chain;

    @FXML
    private StackPane filterBox;

    @FXML
    private Label count;

    @FXML
    private SplitPane split;

    private AuditController(Desk desk) {
        this.desk = desk;
        texts = desk.texts(AuditController.class);
        words = new AuditWords(desk.language(), zone, Map.of());
        names = new LogNames(List.of(), Map.of(), texts);
        filter = new FilterController(words, zone, this::refresh);
        table = new RowTable(texts, this::showDetail);
        outcome = new Outcome(texts);
        cardLog = new CardLog(desk, texts, outcome, this::refresh, this::choose);
    }

    public static Parent page(Desk desk) {
        return View.load(new AuditController(desk), "audit.fxml", desk.texts(AuditController.class));
    }

    private static Executor fetcher() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread daemon = new Thread(task, "audit rows");
                    daemon.setDaemon(true);
                    return daemon;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    @FXML
    private void initialize() {
        top.getChildren().setAll(new VBox(8, outcome, alarms));
        filterBox.getChildren().setAll(View.load(filter, "filter.fxml", texts));
        split.getItems().setAll(table);
        table.say(texts.text("table.loading"));
        cardLog.follow(read, acknowledge, hint);
        page.sceneProperty().addListener((property, before, now) -> {
            if (now != null) {
                ask(false);
            }
        });
        cardLog.whenSeen(() -> {
            if (page.getScene() != null) {
                ask(false);
            }
        });
        page.setOnKeyPressed(event -> {
            if (new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN).match(event)) {
                filter.focusText();
                event.consume();
            }
        });
        cardLog.log().ifPresent(this::choose);
        followArchives();
    }

    private void followArchives() {
        desk.inBackground(
                texts.text("archives.title"),
                new ArchiveFollowing(desk.history(), AuditArchive.folder(desk.folders())),
                failure -> {
                    failure.ifPresent(cause -> outcome.fail(desk.problems().of(cause)));
                    refresh();
                },
                outcome::fail);
    }

    private void choose(LogName log) {
        filter.choose(log);
    }

    private void refresh() {
        ask(true);
    }

    /**
     * Asks the history anew; what was asked before is not shown any more.
     *
     * @param isWanted whether the person waits for it; otherwise rows that seem the same stay as they are
     */
    private void ask(boolean isWanted) {
        int number = ++asked;
        Query query = filter.query();
        desk.inHistory(
                texts.text("table.loading"),
                history -> {
                    List<PinnedDevice> pinned = desk.trusted().pins().list();
                    return AuditFacts.load(history, pinned, query);
                },
                loaded -> {
                    if (number == asked) {
                        show(loaded, query, isWanted || number == 1);
                    }
                },
                this::failed);
    }

    private void failed(Problem problem) {
        table.say(problem.happened());
        outcome.fail(problem);
    }

    private void show(AuditFacts loaded, Query query, boolean isWanted) {
        boolean isSame = shown.equals(Optional.of(query))
                && facts.filter(loaded::hasSameRows).isPresent();
        facts = Optional.of(loaded);
        shown = Optional.of(query);
        words = new AuditWords(desk.language(), zone, loaded.keys());
        names = new LogNames(loaded.logs(), loaded.cards(), texts);
        filter.offer(names, loaded.keys(), words);
        if (isWanted || !isSame) {
            showRows(loaded, query);
        }
        alarms.show(loaded.alarms(), words, names);
        chain.getChildren().setAll(chainWords(loaded).stream().map(Said::remark).toList());
    }

    private void showRows(AuditFacts loaded, Query query) {
        AuditWords rowWords = words;
        LogNames rowNames = names;
        table.say(texts.text(query.isNarrowed() ? "table.nomatch" : "table.empty"));
        table.show(
                new LazyRows(
                        loaded.rows(),
                        row -> ShownRow.of(row, rowWords, rowNames),
                        fetcher,
                        desk.ui(),
                        cause -> outcome.fail(desk.problems().of(cause))),
                query.log().isEmpty() && loaded.logs().size() > 1);
        count.setText(texts.text(
                query.isNarrowed() ? "count.matches" : "count.rows",
                loaded.rows().size()));
    }

    private List<Said> chainWords(AuditFacts loaded) {
        if (loaded.log().isPresent()) {
            return new ChainWords(words)
                    .of(loaded.chain(), names.of(loaded.log().get()));
        }
        String key = loaded.logs().isEmpty() ? "chain.nothing" : "chain.choose";
        return List.of(Said.plain(texts.text(key, loaded.logs().size())));
    }

    private void showDetail(ShownRow row) {
        if (row == null) {
            split.getItems().setAll(table);
            return;
        }
        detail.show(row, words);
        if (!split.getItems().contains(detail)) {
            split.getItems().add(detail);
            split.setDividerPositions(1 - DETAIL_SHARE);
        }
    }

    private void markSeen(Alarm alarm) {
        desk.inHistory(
                texts.text("alarm.seen"),
                history -> {
                    history.audit().markSeen(alarm);
                    return alarm;
                },
                done -> refresh(),
                outcome::fail);
    }

    @FXML
    private void readLog() {
        cardLog.read();
    }

    @FXML
    private void acknowledgeLog() {
        cardLog.acknowledge();
    }
}
