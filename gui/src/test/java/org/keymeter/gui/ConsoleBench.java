package org.keymeter.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Folders;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.NewCa;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.gui.readers.CardView;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedReader;
import org.testfx.api.FxRobot;
import org.testfx.api.FxRobotException;
import org.testfx.service.locator.BoundsLocatorException;
import org.testfx.service.query.EmptyNodeQueryException;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The console over the real applet in a simulated card, in a folder of its own, with a person's eyes and hands. Closing it
 * checks that nothing was done with the card on the UI's thread.
 */
public final class ConsoleBench implements AutoCloseable {
    public static final String USER_PIN = "123456";
    public static final String ADMIN_PIN = "12345678";
    public static final String CARD_LABEL = "test card";

    private static final int PERCENT = 100;
    private static final int ASTRAY_SECONDS = 10;

    private final Path folder;
    private final Stage stage;
    private final SimulatedReader reader;
    private final GuardedReader guarded;
    private final AppContext context;
    private final ScriptedFiles files = new ScriptedFiles();
    private final FxRobot robot = new FxRobot();

    /** On the UI's thread; shows the window. */
    public ConsoleBench(Stage stage, Path folder) {
        this(stage, folder, Locale.ENGLISH);
    }

    /** In another language. */
    public ConsoleBench(Stage stage, Path folder, Locale language) {
        this(stage, folder, language, Clock.systemDefaultZone());
    }

    /** In another language and at another time. */
    public ConsoleBench(Stage stage, Path folder, Locale language, Clock clock) {
        this.stage = stage;
        this.folder = folder;
        Path file = folders().simulatedCard();
        reader = SimulatedReader.onFile("Simulated card", file, AppletInstallation.keymeter());
        guarded = new GuardedReader(reader);
        context = new AppContext(
                guarded, Map.of(reader.name(), file), folders(), (window, spoken) -> files, clock, Platform::runLater);
        context.settings().set("language", language.toLanguageTag());
        context.settings().set("look", "LIGHT");
        context.show(stage);
        context.start();
    }

    public Folders folders() {
        return Folders.under(folder.resolve("data"));
    }

    /** Where the person keeps files. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** To pull the card, put it back, and talk to it as another program. */
    public SimulatedReader reader() {
        return reader;
    }

    /** What the person picks the next time that a dialog asks for files. */
    public void choose(Path... picked) {
        files.choose(picked);
    }

    /** The person pulls the card just before it gets the next command with this instruction byte. */
    public void pullBefore(byte instruction) {
        guarded.pull(instruction, reader::remove, false);
    }

    /** The person pulls the card when it has carried this command out and not answered yet. */
    public void pullAfter(byte instruction) {
        guarded.pull(instruction, reader::remove, true);
    }

    /** The card takes its time over the next command with this instruction byte, until the result is released. */
    public Semaphore holdAt(byte instruction) {
        return guarded.hold(instruction);
    }

    public FxRobot robot() {
        return robot;
    }

    public Stage stage() {
        return stage;
    }

    /** What the window's pages work with. */
    public Desk desk() {
        return context.desk();
    }

    /** Has the console read the card as it is now, after another program worked with it. */
    public void look() {
        await(
                "a card is there",
                () -> desk().readers().selectedProperty().get() != null
                        && desk().readers()
                                        .selectedProperty()
                                        .get()
                                        .cardProperty()
                                        .get()
                                instanceof CardView.Reported);
        AtomicBoolean hasLooked = new AtomicBoolean();
        Platform.runLater(() -> desk().look().then(fill -> hasLooked.set(true)).start());
        await("the card is read", hasLooked::get);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Chooses the dark look, as the menu does. */
    public void darken() {
        WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> Sight.menuItem(robot, "#settings", "look-DARK").fire());
    }

    /** Makes the window this large, in logical pixels. */
    public void resize(double width, double height) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            stage.setWidth(width);
            stage.setHeight(height);
        });
        await("the window is that large", () -> stage.getScene().getWidth() == width);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Opens a page by its keys alone: Ctrl and its place in the list. */
    public void openByKeyboard(PageKind page) {
        Node button = robot.lookup("#" + page.key().replace('.', '-')).query();
        int place = button.getParent().getChildrenUnmodifiable().indexOf(button) + 1;
        robot.push(KeyCode.SHORTCUT, KeyCode.valueOf("DIGIT" + place));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Types where the cursor is. */
    public void write(String text) {
        robot.targetWindow(topmost());
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Stage topmost() {
        return Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window.isShowing())
                .map(Stage.class::cast)
                .reduce((first, second) -> second)
                .orElse(stage);
    }

    /** Goes on with the tabulator until this has the focus, a hundred steps at most. */
    public void tabTo(String query) {
        for (int step = 0; step < 100; step++) {
            Node focused = topmost().getScene().getFocusOwner();
            if (robot.lookup(query).tryQuery().filter(node -> node == focused).isPresent()) {
                return;
            }
            robot.push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
        }
        throw new AssertionError("the tabulator does not reach " + query);
    }

    /** Sets the card up as the command line would, trusted by this user. */
    public void initialize(CardOption... options) throws CardException, IOException {
        Files.createDirectories(folders().data());
        try (CardSession session = CardSession.open(guarded.connectInTurn());
                Secret user = secret(USER_PIN);
                Secret admin = secret(ADMIN_PIN)) {
            session.openChannelUnpinned();
            Set<CardOption> chosen = options.length == 0 ? Set.of(CardOption.FORCED_AUDIT) : Set.of(options);
            session.device().initialize(new Initialization(CARD_LABEL, chosen, user, admin, Optional.empty()));
            new TrustedCards(PinnedDevices.in(folders()), Clock.systemUTC())
                    .pin(session, PinnedDevice.Trust.INITIALISED_HERE);
        }
    }

    /** What a test does with the card as another program would. */
    public interface Work<T> {
        T run(CardSession session) throws CardException;
    }

    /** As another program that the user gave these PINs. */
    public <T> T withCard(Work<T> work, Pin... verified) throws CardException, IOException {
        try (CardSession session = CardSession.open(guarded.connectInTurn())) {
            new TrustedCards(PinnedDevices.in(folders()), Clock.systemUTC()).openChannel(session);
            for (Pin which : verified) {
                try (Secret pin = secret(which == Pin.USER ? USER_PIN : ADMIN_PIN)) {
                    session.pins().verify(which, pin);
                }
            }
            return work.run(session);
        }
    }

    /** A new CA: NAME.pem and NAME.key in the person's folder. */
    public CaCertificate makeCa(String name) throws IOException, InvalidFileException {
        NewCa ca = NewCa.make(name, Instant.now().minus(Duration.ofDays(1)), Duration.ofDays(365));
        Files.writeString(file(name + ".pem"), ca.certificate());
        Files.write(file(name + ".key"), ca.key().expose());
        ca.key().close();
        return CaCertificate.parse(Files.readAllBytes(file(name + ".pem")));
    }

    /** Imports a CA and creates a key that it refills. */
    public void createKey(String label, CaCertificate ca, long uses, long ceiling) throws CardException, IOException {
        withCard(
                session -> {
                    session.anchors().importAnchor(ca.subject(), ca.spki());
                    return session.keys().create(label, uses, Policy.of(ceiling, List.of(ca.fingerprint())));
                },
                Pin.ADMIN);
    }

    public void open(PageKind page) {
        click("#" + page.key().replace('.', '-'));
    }

    /** Clicks once it is there, and looks for it again where the page moved meanwhile. */
    public void click(String query) {
        await(query + " is there, can be used and is clicked", () -> isClicked(query));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** A page that is laid out between aiming and pressing has the click miss: the node says itself whether it was hit. */
    private boolean isClicked(String query) {
        AtomicBoolean isHit = new AtomicBoolean();
        EventHandler<MouseEvent> mark = event -> isHit.set(true);
        try {
            Node node = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
                Node found = robot.lookup(query)
                        .match((Node each) -> each.isVisible() && !each.isDisabled() && isShown(each))
                        .query();
                reveal(found);
                found.addEventFilter(MouseEvent.MOUSE_PRESSED, mark);
                return found;
            });
            robot.clickOn(node);
            awaitHit(isHit);
            WaitForAsyncUtils.waitForAsyncFx(60_000, () -> node.removeEventFilter(MouseEvent.MOUSE_PRESSED, mark));
        } catch (RuntimeException e) {
            if (!isMiss(e)) {
                throw e;
            }
        }
        return isHit.get();
    }

    /** The robot's press may arrive later than the robot returns; one that went astray never does. */
    private static void awaitHit(AtomicBoolean isHit) {
        try {
            WaitForAsyncUtils.waitFor(ASTRAY_SECONDS, TimeUnit.SECONDS, isHit::get);
        } catch (TimeoutException e) {
            // Aimed at again.
        }
    }

    /** What TestFX throws before anything is pressed: the node is gone or out of sight. */
    private static boolean isMiss(Throwable thrown) {
        for (Throwable step = thrown; step != null; step = step.getCause()) {
            if (step instanceof FxRobotException
                    || step instanceof BoundsLocatorException
                    || step instanceof EmptyNodeQueryException) {
                return true;
            }
        }
        return false;
    }

    /** Scrolls to it as a person would. */
    private static void reveal(Node node) {
        for (Node step = node; step != null; step = step.getParent()) {
            if (step instanceof ScrollPane pane && pane.getContent() != null) {
                Bounds wanted = pane.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
                double spare = pane.getContent().getBoundsInLocal().getHeight()
                        - pane.getViewportBounds().getHeight();
                if (spare > 0) {
                    double middle =
                            wanted.getCenterY() - pane.getViewportBounds().getHeight() / 2;
                    pane.setVvalue(Math.max(0, Math.min(1, middle / spare)));
                    pane.layout();
                }
            }
        }
    }

    /** Types into a field in place of what is in it. */
    public void type(String query, String text) {
        click(query);
        robot.push(KeyCode.SHORTCUT, KeyCode.A);
        robot.write(text);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Answers the next question for a PIN. */
    public void enterPin(String pin) {
        type("#pin", pin);
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    public void awaitText(String query, String expected) {
        Sight.awaitText(robot, query, expected);
    }

    /** Whether the query finds a label or button on the screen whose text contains this. */
    public boolean shows(String query, String part) {
        return robot.lookup(query)
                .match((Node node) -> isShown(node)
                        && node instanceof Labeled label
                        && label.getText() != null
                        && label.getText().contains(part))
                .tryQuery()
                .isPresent();
    }

    /** Waits for what a page shows of an open card; opens it if the console left that to the person. */
    public void openCard(String query) {
        AtomicBoolean isAsked = new AtomicBoolean();
        await("the card is open", () -> {
            boolean isClosed = shows("#gateAction", "Open the card") || shows("#gateAction", "Karte öffnen");
            if (isClosed && isAsked.compareAndSet(false, true)) {
                Platform.runLater(
                        () -> robot.lookup("#gateAction").queryButton().fire());
            }
            return shows(query, "");
        });
    }

    public void awaitShown(String query, String part) {
        await(query + " shows '" + part + "'", () -> shows(query, part));
    }

    /** Waits until some visible label, button or field contains this. */
    public void awaitAnywhere(String part) {
        await("'" + part + "' is on the screen", () -> robot.lookup((Node node) -> isShown(node)
                        && node instanceof Labeled label
                        && label.getText() != null
                        && label.getText().contains(part))
                .tryQuery()
                .isPresent());
    }

    /** At most 60 seconds. */
    public void await(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("not so within 60 seconds: " + what, e);
        }
    }

    /** A picture of the topmost window in target/screenshots. */
    public WritableImage picture(String name) throws IOException {
        return Sight.picture(topmost(), name);
    }

    /** The same with so many pixels for each of the layout, and that in its name. */
    public WritableImage picture(String name, double scale) throws IOException {
        return Sight.picture(topmost(), name + "-" + Math.round(scale * PERCENT), scale);
    }

    public static Secret secret(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isShown(Node node) {
        for (Node step = node; step != null; step = step.getParent()) {
            if (!step.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null
                && node.getScene().getWindow() != null
                && node.getScene().getWindow().isShowing();
    }

    @Override
    public void close() {
        context.close();
        assertEquals(0, guarded.violations(), "card I/O on the UI's thread");
    }
}
