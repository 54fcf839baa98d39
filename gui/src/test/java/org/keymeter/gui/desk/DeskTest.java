package org.keymeter.gui.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Folders;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.Secret;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.gui.ScriptedFiles;
import org.keymeter.gui.history.HistoryAccess;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.readers.ReaderWatch;
import org.keymeter.gui.readers.ReadersModel;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Problem;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedReader;

/** Work on the real applet without a window; the test is the UI's thread and the person. */
class DeskTest {
    private static final String USER = "123456";
    private static final String ADMIN = "12345678";

    @TempDir
    Path folder;

    private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
    private final ReadersModel readers = new ReadersModel();
    private final Person person = new Person();
    private TrustedCards trusted;
    private SimulatedReader reader;
    private ReaderWatch watch;
    private HistoryAccess history;
    private Desk desk;

    @BeforeEach
    void begin() throws Exception {
        Folders folders = Folders.under(folder);
        trusted = new TrustedCards(PinnedDevices.in(folders), Clock.systemUTC());
        reader = SimulatedReader.onFile("card", folders.simulatedCard(), AppletInstallation.keymeter());
        try (CardSession session = CardSession.open(reader.connect());
                Secret user = secret(USER);
                Secret admin = secret(ADMIN)) {
            session.openChannelUnpinned();
            session.device()
                    .initialize(
                            new Initialization("test", Set.of(CardOption.FORCED_AUDIT), user, admin, Optional.empty()));
            trusted.pin(session, PinnedDevice.Trust.INITIALISED_HERE);
        }
        watch = new ReaderWatch(reader, Map.of("card", folders.simulatedCard()), readers, Clock.systemUTC(), ui::add);
        history = new HistoryAccess(folders, Clock.systemUTC());
        desk = new Desk(
                readers,
                watch,
                folders,
                trusted,
                Clock.systemUTC(),
                Language.ENGLISH,
                person,
                new ScriptedFiles(),
                history,
                Runnable::run,
                ui::add);
    }

    @AfterEach
    void end() {
        watch.close();
        history.close();
    }

    private void start() {
        watch.start();
        awaitUntil(() -> chosen() != null && chosen().cardProperty().get() instanceof CardView.Reported);
    }

    private ReaderModel chosen() {
        return readers.selectedProperty().get();
    }

    @Test
    void worksBehindThePinsItNeedsAndSeesTheCardAfterwards() {
        start();
        person.pins.add(ADMIN);
        List<String> done = new ArrayList<>();
        desk.card("work", card -> card.session().pins().readVerified(Pin.ADMIN))
                .with(Pin.ADMIN)
                .then(verified -> done.add("admin " + verified))
                .start();
        assertEquals(1, desk.activities().size());
        awaitUntil(() -> !done.isEmpty());
        assertEquals(List.of("admin true"), done);
        assertEquals("test", chosen().snapshotProperty().get().device().label());
        assertTrue(desk.activities().isEmpty());
        assertTrue(person.given.get(0).isWiped());
    }

    @Test
    void asksAgainForAWrongPinWithTheTriesLeft() {
        start();
        person.pins.addAll(List.of("654321", "000000", USER));
        List<String> done = new ArrayList<>();
        desk.card("work", card -> "done").with(Pin.USER).then(done::add).start();
        awaitUntil(() -> !done.isEmpty());
        assertEquals(List.of(OptionalInt.empty(), OptionalInt.of(4), OptionalInt.of(3)), person.tries);
        assertTrue(person.given.stream().allMatch(Given::isWiped));
    }

    @Test
    void aPinThatIsBlockedIsAProblemAndNoQuestion() {
        start();
        person.pins.addAll(List.of("000000", "000000", "000000", "000000", "000000", USER));
        desk.card("work", card -> "done").with(Pin.USER).start();
        awaitUntil(() -> !person.problems.isEmpty());
        assertEquals(5, person.given.size());
        assertTrue(person.problems.get(0).happened().contains("blocked"));
    }

    @Test
    void withoutAPinNothingHappens() {
        start();
        List<String> outcome = new ArrayList<>();
        desk.card("work", card -> "done")
                .with(Pin.USER)
                .then(outcome::add)
                .whenCancelled(() -> outcome.add("cancelled"))
                .start();
        assertEquals(List.of("cancelled"), outcome);
    }

    @Test
    void anUnknownCardIsTrustedOnlyIfThePersonDecidesSo() throws Exception {
        trusted.pins().forget(trusted.pins().list().get(0).identity().deviceId());
        start();
        List<String> outcome = new ArrayList<>();
        desk.card("work", card -> "done")
                .then(outcome::add)
                .whenCancelled(() -> outcome.add("no"))
                .start();
        awaitUntil(() -> outcome.equals(List.of("no")));
        assertTrue(trusted.pins().list().isEmpty());

        person.trust = Prompts.Trust.COMPARED;
        desk.card("work", card -> "done").then(outcome::add).start();
        awaitUntil(() -> outcome.size() == 2);
        assertEquals(PinnedDevice.Trust.COMPARED, trusted.pins().list().get(0).trust());
    }

    @Test
    void aPulledCardIsAProblemThatTheNextTryOutlasts() {
        start();
        desk.card("work", card -> {
                    reader.remove();
                    return card.session().keys().readAll();
                })
                .start();
        awaitUntil(() -> !person.problems.isEmpty());
        assertEquals("KM-T6", person.problems.get(0).code());
        awaitUntil(() -> chosen().cardProperty().get() instanceof CardView.Absent);
        reader.insert();
        awaitUntil(() -> chosen().cardProperty().get() instanceof CardView.Reported);
        List<String> done = new ArrayList<>();
        desk.card("work", card -> "done").then(done::add).start();
        awaitUntil(() -> !done.isEmpty());
    }

    @Test
    void workStopsBetweenCommands() {
        start();
        List<String> outcome = new ArrayList<>();
        desk.card("work", card -> {
                    for (long i = 0; i < 1_000_000; i++) {
                        card.session().readPublicStatus();
                        card.progress(i, 1_000_000);
                    }
                    return "done";
                })
                .then(outcome::add)
                .whenCancelled(() -> outcome.add("stopped"))
                .start();
        Activity activity = desk.activities().get(0);
        awaitUntil(() -> activity.progressProperty().get() > 0);
        activity.cancel();
        awaitUntil(() -> !outcome.isEmpty());
        assertEquals(List.of("stopped"), outcome);
    }

    @Test
    void aFirstLookSeesATrustedCardAndDisturbsNobody() throws Exception {
        try (CardSession other = CardSession.open(reader.connect());
                Secret user = secret(USER)) {
            trusted.openChannel(other);
            other.pins().verify(Pin.USER, user);
            new FirstLook(readers, () -> desk);
            start();
            assertFalse(((CardView.Reported) chosen().cardProperty().get()).isIdle());
            assertTrue(desk.activities().isEmpty());
            assertNull(chosen().snapshotProperty().get());
            assertTrue(other.pins().readVerified(Pin.USER));
        }
        reader.remove();
        awaitUntil(() -> chosen().cardProperty().get() instanceof CardView.Absent);
        reader.insert();
        awaitUntil(() -> chosen().snapshotProperty().get() != null);
        assertNotNull(chosen().snapshotProperty().get().identity());
        assertTrue(person.problems.isEmpty());
    }

    private static Secret secret(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Runs what was given to the UI, in order, until the condition holds; at most for 60 seconds. */
    private void awaitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "did not come about in 60 seconds");
            try {
                Runnable next = ui.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private record Given(Secret pin) {
        boolean isWiped() {
            try {
                pin.expose();
                return false;
            } catch (IllegalStateException wiped) {
                return true;
            }
        }
    }

    private static final class Person implements Prompts {
        private final Deque<String> pins = new ArrayDeque<>();
        private final List<Given> given = new ArrayList<>();
        private final List<OptionalInt> tries = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private Trust trust = Trust.NO;

        @Override
        public Optional<Secret> pin(Pin which, String why, OptionalInt triesLeft) {
            tries.add(triesLeft);
            Optional<Secret> answer = Optional.ofNullable(pins.poll()).map(DeskTest::secret);
            answer.ifPresent(pin -> given.add(new Given(pin)));
            return answer;
        }

        @Override
        public Trust trust(UnknownDeviceException unknown) {
            return trust;
        }

        @Override
        public boolean confirm(String title, String consequence, String action, Optional<String> typed) {
            return false;
        }

        @Override
        public void show(Problem problem) {
            problems.add(problem);
        }
    }
}
