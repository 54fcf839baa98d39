package org.keymeter.gui;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.keymeter.card.CardReaders;
import org.keymeter.card.Folders;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.pcsc.PcscReaders;
import org.keymeter.gui.approver.ApproverController;
import org.keymeter.gui.audit.AuditController;
import org.keymeter.gui.card.CardController;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.desk.DialogFileChoices;
import org.keymeter.gui.desk.DialogPrompts;
import org.keymeter.gui.desk.FileChoices;
import org.keymeter.gui.desk.FirstLook;
import org.keymeter.gui.desk.MeterRecorder;
import org.keymeter.gui.frame.Appearance;
import org.keymeter.gui.frame.DesktopNotices;
import org.keymeter.gui.frame.MainWindow;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.gui.frame.PageSet;
import org.keymeter.gui.frame.Settings;
import org.keymeter.gui.history.HistoryAccess;
import org.keymeter.gui.keys.KeysPage;
import org.keymeter.gui.overview.LowWatch;
import org.keymeter.gui.overview.OverviewController;
import org.keymeter.gui.planner.PlannerController;
import org.keymeter.gui.readers.ReaderWatch;
import org.keymeter.gui.readers.ReadersModel;
import org.keymeter.gui.refill.RefillController;
import org.keymeter.gui.rotation.RotationController;
import org.keymeter.gui.setup.SetupWizard;
import org.keymeter.gui.trust.TrustPage;
import org.keymeter.gui.words.Language;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedReader;

/** Wires the console's parts together, by hand. */
public final class AppContext implements AutoCloseable {
    private static final String LANGUAGE = "language";
    private static final int PATIENCE_SECONDS = 5;

    private final ReadersModel readers = new ReadersModel();
    /** What a window still asks for while it goes is not done. */
    private final ExecutorService background = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
                Thread daemon = new Thread(task, "background");
                daemon.setDaemon(true);
                return daemon;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    private final Clock clock;
    private final Folders folders;
    private final BiFunction<Window, Language, FileChoices> files;
    private final Executor ui;
    private final ReaderWatch watch;
    private final Settings settings;
    private final HistoryAccess history;
    private Appearance appearance;
    private Desk desk;

    /**
     * @param source where readers are found
     * @param cardFiles the files that simulated cards are kept in, by the name of their reader
     * @param folders where things are kept for the user
     * @param files asks the person for files, over a window
     * @param ui runs what changes models, in order and on the one thread that may
     */
    public AppContext(
            ReaderSource source,
            Map<String, Path> cardFiles,
            Folders folders,
            BiFunction<Window, Language, FileChoices> files,
            Clock clock,
            Executor ui) {
        this.clock = clock;
        this.files = files;
        this.folders = folders;
        this.ui = ui;
        watch = new ReaderWatch(source, cardFiles, readers, clock, ui);
        settings = Settings.in(folders.config(), background);
        history = new HistoryAccess(folders, clock);
        new FirstLook(readers, () -> desk);
        new MeterRecorder(readers, () -> desk);
    }

    /** The readers of this computer and the user's simulated card. */
    static AppContext ofUser(Executor ui) {
        Folders folders = Folders.ofUser();
        String name =
                Language.near(Locale.getDefault()).texts(ReadersModel.class).text("reader.simulated");
        Path file = folders.simulatedCard();
        SimulatedReader simulated = SimulatedReader.onFile(name, file, AppletInstallation.keymeter());
        CardReaders readers = new CardReaders(List.of(simulated, new PcscReaders()));
        return new AppContext(
                readers,
                Map.of(name, file),
                folders,
                (window, language) -> new DialogFileChoices(() -> topmost(window), language),
                Clock.systemDefaultZone(),
                ui);
    }

    /** Begins to look for readers and cards. */
    public void start() {
        watch.start();
    }

    /** Fills the stage with the console in the user's language, and shows it. */
    public void show(Stage stage) {
        if (appearance == null) {
            appearance = new Appearance(settings, background, ui);
            DesktopNotices notices = new DesktopNotices(stage, background);
            new LowWatch(readers, () -> desk, notices::tell);
            stage.focusedProperty().addListener((property, before, now) -> appearance.askDesktop());
        }
        Language language =
                Language.near(settings.get(LANGUAGE).map(Locale::forLanguageTag).orElse(Locale.getDefault()));
        speak(language);
        desk = new Desk(
                readers,
                watch,
                folders,
                new TrustedCards(PinnedDevices.in(folders), clock),
                clock,
                language,
                new DialogPrompts(() -> topmost(stage), language),
                files.apply(stage, language),
                history,
                background,
                ui);
        desk.setUpBy(() -> SetupWizard.start(desk, stage));
        new MainWindow(desk, pages(desk), appearance, chosen -> {
                    settings.set(LANGUAGE, chosen.locale().toLanguageTag());
                    show(stage);
                })
                .show(stage);
    }

    /** What the toolkit says by itself, as in the menu of a text field, is in the default locale's language. */
    private static void speak(Language language) {
        if (!Language.near(Locale.getDefault()).equals(language)) {
            Locale.setDefault(language.locale());
        }
    }

    /** A question that comes up while a dialog is open belongs to that dialog. */
    private static Window topmost(Window main) {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window.isShowing())
                .reduce((below, above) -> above)
                .orElse(main);
    }

    private static PageSet pages(Desk desk) {
        PageSet pages = new PageSet();
        pages.add(PageKind.OVERVIEW, () -> OverviewController.page(desk, pages));
        KeysPage keys = new KeysPage(desk, () -> pages.open(PageKind.TRUST));
        pages.add(PageKind.KEYS, keys::view);
        pages.add(PageKind.TRUST, () -> TrustPage.view(desk));
        pages.add(PageKind.REFILL, () -> RefillController.page(desk));
        pages.add(PageKind.AUDIT, () -> AuditController.page(desk));
        pages.add(PageKind.ROTATION, () -> RotationController.page(desk));
        pages.add(PageKind.APPROVER, () -> ApproverController.page(desk));
        pages.add(
                PageKind.PLANNER,
                () -> PlannerController.page(desk.language(), plan -> {
                    keys.create(plan);
                    pages.open(PageKind.KEYS);
                }));
        pages.add(PageKind.CARD, () -> CardController.page(desk));
        return pages;
    }

    /** What the window's pages work with; another one when the language changes. */
    Desk desk() {
        return desk;
    }

    public Settings settings() {
        return settings;
    }

    /** Stops all threads; a command that a card is working on is waited for. */
    @Override
    public void close() {
        watch.close();
        background.shutdown();
        try {
            background.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            history.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
