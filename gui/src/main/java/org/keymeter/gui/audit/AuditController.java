package org.keymeter.gui.audit;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.ByteString;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.history.Alarm;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.words.LibraryWords;
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
    private final LibraryWords library;
    private final VerificationWords verification;
    private final ForeignFiles foreign;
    private final RowExports rowExports;
    private AuditView view;
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
        library = new LibraryWords(desk.language());
        filter = new FilterController(words(Map.of()), zone, this::refresh);
        table = new RowTable(texts, this::showDetail);
        outcome = new Outcome(texts);
        verification = new VerificationWords(texts, library);
        foreign = new ForeignFiles(desk);
        rowExports = new RowExports(desk, texts, outcome, this::shownRows);
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
        fillMenus();
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
        Optional<AuditRow> selected = table.selected().map(ShownRow::row);
        desk.inHistory(
                texts.text("table.loading"),
                history -> AuditView.of(
                        AuditFacts.load(history, desk.trusted().pins().list(), query), this::words, selected),
                loaded -> {
                    if (number == asked) {
                        show(loaded, query, isWanted || number == 1);
                    }
                },
                this::failed);
    }

    private AuditWords words(Map<ByteString, String> keys) {
        return new AuditWords(desk.language(), library, zone, keys);
    }

    private void failed(Problem problem) {
        table.say(problem.happened());
        outcome.fail(problem);
    }

    private void show(AuditView now, Query query, boolean isWanted) {
        boolean isSame = shown.equals(Optional.of(query)) && view.facts().hasSameRows(now.facts());
        view = now;
        shown = Optional.of(query);
        filter.offer(now.names(), now.facts().keys(), now.words());
        if (isWanted || !isSame) {
            showRows(query);
        }
        alarms.show(now.facts().alarms(), now.words(), now.names());
        chain.getChildren().setAll(chainWords().stream().map(Said::remark).toList());
    }

    private void showRows(Query query) {
        AuditFacts facts = view.facts();
        table.say(texts.text(query.isNarrowed() ? "table.nomatch" : "table.empty"));
        LazyRows rows = new LazyRows(
                facts.rows(),
                view::show,
                fetcher,
                desk.ui(),
                view.ready(),
                cause -> outcome.fail(desk.problems().of(cause)));
        table.show(rows, query.log().isEmpty() && facts.logs().size() > 1);
        count.setText(texts.text(
                query.isNarrowed() ? "count.matches" : "count.rows",
                facts.rows().size()));
    }

    private List<Said> chainWords() {
        AuditFacts facts = view.facts();
        if (facts.log().isPresent()) {
            return new ChainWords(view.words())
                    .of(facts.chain(), view.names().of(facts.log().get()));
        }
        String key = facts.logs().isEmpty() ? "chain.nothing" : "chain.choose";
        return List.of(Said.plain(texts.text(key, facts.logs().size())));
    }

    private void showDetail(ShownRow row) {
        if (row == null) {
            split.getItems().setAll(table);
            return;
        }
        detail.show(row, view.words());
        if (!split.getItems().contains(detail)) {
            split.getItems().add(detail);
            split.setDividerPositions(1 - DETAIL_SHARE);
        }
    }

    private RowExports.Shown shownRows() {
        return view == null ? null : new RowExports.Shown(view, filter.inWords(), chainWords());
    }

    private void fillMenus() {
        export.setOnShowing(event -> offerExports());
        offerExports();
        MenuItem take = new MenuItem(texts.text("files.import"));
        take.setId("import");
        take.setOnAction(event -> importExport());
        MenuItem verify = new MenuItem(texts.text("files.verify"));
        verify.setId("verifyFile");
        verify.setOnAction(event -> verifyFile());
        files.getItems().setAll(take, verify);
    }

    private void offerExports() {
        MenuItem auditor = new MenuItem(texts.text("export.auditor"));
        auditor.setId("export-auditor");
        auditor.setDisable(!cardLog.isThere());
        auditor.setOnAction(event -> cardLog.exportForAuditor(page.getScene().getWindow()));
        export.getItems().setAll(rowExports.items());
        export.getItems().addAll(new SeparatorMenuItem(), auditor);
    }

    private void importExport() {
        pick(
                "files.import",
                file -> desk.inBackground(
                        texts.text("files.import"),
                        activity -> foreign.take(file, verification, activity),
                        said -> {
                            outcome.say(said);
                            refresh();
                        },
                        outcome::fail));
    }

    private void verifyFile() {
        pick(
                "files.verify",
                file -> desk.inBackground(
                        texts.text("files.verify"),
                        activity -> new Claim(desk.trusted().pins().list(), ForeignFiles.claimed(file)),
                        claim -> {
                            VerifyDialog dialog =
                                    new VerifyDialog(desk, texts, verification, file, claim.trusted(), claim.device());
                            dialog.initOwner(page.getScene().getWindow());
                            dialog.show();
                        },
                        outcome::fail));
    }

    private record Claim(List<PinnedDevice> trusted, Optional<ByteString> device) {}

    private void pick(String title, Consumer<Path> then) {
        outcome.clear();
        desk.files().open(texts.text(title), texts.text("files.kind"), "*.jsonl", "*.log", "*.*").stream()
                .findFirst()
                .ifPresent(then);
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
