package org.keymeter.gui.desk;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.keymeter.card.ByteString;
import org.keymeter.card.Folders;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.gui.history.Fill;
import org.keymeter.gui.history.HistoryAccess;
import org.keymeter.gui.history.UserNotes;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.readers.ReaderWatch;
import org.keymeter.gui.readers.ReadersModel;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Problems;
import org.keymeter.gui.words.Texts;

/** What a page is given to work with. For the UI's thread; what it starts runs elsewhere. */
public final class Desk {
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());

    private final ReadersModel readers;
    private final ReaderWatch watch;
    private final Folders folders;
    private final TrustedCards trusted;
    private final Clock clock;
    private final Language language;
    private final Problems problems;
    private final Prompts prompts;
    private final FileChoices files;
    private final HistoryAccess history;
    private final Executor background;
    private final Executor ui;
    private Runnable setup = () -> {};
    private final ObservableList<Activity> activities = FXCollections.observableArrayList();

    /**
     * @param folders of the user
     * @param trusted the cards that this user trusts
     * @param prompts asks the person
     * @param files asks the person for files
     * @param history opened on the background thread when it is first wanted
     * @param background one thread for work on files, in order
     * @param ui runs what changes models, in order and on the one thread that may
     */
    public Desk(
            ReadersModel readers,
            ReaderWatch watch,
            Folders folders,
            TrustedCards trusted,
            Clock clock,
            Language language,
            Prompts prompts,
            FileChoices files,
            HistoryAccess history,
            Executor background,
            Executor ui) {
        this.readers = readers;
        this.watch = watch;
        this.folders = folders;
        this.trusted = trusted;
        this.clock = clock;
        this.language = language;
        this.prompts = prompts;
        this.files = files;
        this.history = history;
        this.background = background;
        this.ui = ui;
        problems = new Problems(language);
    }

    public ReadersModel readers() {
        return readers;
    }

    public Folders folders() {
        return folders;
    }

    public TrustedCards trusted() {
        return trusted;
    }

    public Clock clock() {
        return clock;
    }

    public Language language() {
        return language;
    }

    /** The texts of a page's package. */
    public Texts texts(Class<?> ofPackage) {
        return language.texts(ofPackage);
    }

    public Problems problems() {
        return problems;
    }

    /** For work off the UI's thread: its calls block. */
    public HistoryAccess history() {
        return history;
    }

    public Prompts prompts() {
        return prompts;
    }

    public FileChoices files() {
        return files;
    }

    /** What is under way, oldest first. */
    public ObservableList<Activity> activities() {
        return activities;
    }

    /**
     * Something to do with the card in the chosen reader, which there must be.
     *
     * @param title what is being done, such as "Creating the key"
     */
    public <T> CardAction<T> card(String title, CardWork<T> work) {
        return new CardAction<>(this, readers.selectedProperty().get(), title, work);
    }

    /** Opens a channel to the card in the chosen reader, to see how it is and what its log has. */
    public CardAction<Fill> look() {
        return card(texts(Desk.class).text("look.title"), new LookWork(history));
    }

    /** Work on files, off the UI's thread; the outcome arrives on it, unless the work was stopped. */
    public <T> void inBackground(String title, BackgroundWork<T> work, Consumer<T> then, Consumer<Problem> otherwise) {
        Activity activity = begin(title, false);
        background.execute(() -> {
            Runnable outcome;
            try {
                T result = work.run(activity);
                outcome = () -> then.accept(result);
            } catch (CancellationException stopped) {
                outcome = () -> {};
            } catch (Exception failure) {
                outcome = () -> otherwise.accept(problems.of(failure));
            }
            Runnable last = outcome;
            ui.execute(() -> {
                end(activity);
                last.run();
            });
        });
    }

    /** Work on the history, off the UI's thread; the outcome arrives on it. */
    public <T> void inHistory(String title, HistoryWork<T> work, Consumer<T> then, Consumer<Problem> otherwise) {
        inBackground(title, activity -> work.run(history.open()), then, otherwise);
    }

    /**
     * The uses below which the person wants to know, by default a quarter of the ceiling.
     *
     * @param key identity of the key, if it is known
     * @param then hears it, on the UI's thread
     */
    public void lowMark(Optional<ByteString> key, long ceiling, LongConsumer then) {
        record(known -> {
            long usual = UserNotes.usualLowMark(ceiling);
            long mark = key.isPresent() ? known.notes().lowMark(key.get()).orElse(usual) : usual;
            ui.execute(() -> then.accept(mark));
            return null;
        });
    }

    /** Keeps at how few uses the person wants to know. */
    public void setLowMark(ByteString key, long uses) {
        record(known -> {
            known.notes().setLowMark(key, OptionalLong.of(uses));
            return null;
        });
    }

    /** Work on the history of which the person sees nothing; a failure is for whoever looks at the history. */
    <T> void record(HistoryWork<T> work) {
        background.execute(() -> {
            try {
                work.run(history.open());
            } catch (Exception failure) {
                LOG.log(System.Logger.Level.WARNING, "the history does not take what was seen", failure);
            }
        });
    }

    /** Opens a channel to the card in this reader, if that takes no question, to see how the card is. */
    void lookAt(ReaderModel reader) {
        look().in(reader).quietly().start();
    }

    /** Opens the setup wizard for the card in the chosen reader. */
    public void setUp() {
        setup.run();
    }

    /** @param wizard what {@link #setUp} opens */
    public void setUpBy(Runnable wizard) {
        setup = wizard;
    }

    ReaderWatch watch() {
        return watch;
    }

    Path archiveFolder() {
        return AuditArchive.folder(folders);
    }

    /** Runs what changes models, in order and on the one thread that may. */
    public Executor ui() {
        return ui;
    }

    Activity begin(String title, boolean needsCard) {
        Activity activity = new Activity(title, needsCard, ui);
        activities.add(activity);
        return activity;
    }

    void end(Activity activity) {
        activities.remove(activity);
    }

    /** On the reader's thread: what is known of the card now. */
    void keep(ReaderModel reader, CardSnapshot snapshot) {
        ui.execute(() -> reader.setSnapshot(snapshot));
    }
}
