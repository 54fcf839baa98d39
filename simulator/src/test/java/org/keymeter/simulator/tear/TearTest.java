package org.keymeter.simulator.tear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.simulator.silicon.Kindness;
import org.keymeter.simulator.silicon.Silicon;

/** No cut before any persistent write of any command breaks a promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TearTest {
    private static final Step READY =
            Stage.verify(Pin.ADMIN, Stage.ADMIN_PIN).then(Stage.verify(Pin.USER, Stage.USER_PIN));
    private static final Step WRONG = Stage.refused(Stage.verify(Pin.USER, Stage.OTHER_PIN));
    private static final Step RIGHT = Stage.verify(Pin.USER, Stage.USER_PIN);
    private static final int SINGLE = 0;
    private static final int LEASED = 1;
    private static final int LEASE = 64;

    private final List<Tearing.Result> results = new ArrayList<>();
    private Stage stage;
    private byte[] image;

    @BeforeAll
    void prepare() throws Exception {
        stage = new Stage(Silicon.STRICT);
        image = stage.prepare(stage.initialized(Set.of(CardOption.FORCED_AUDIT)), stage.trust());
        Policy policy = Policy.of(Stage.CEILING, List.of(stage.anchor()));
        image = stage.prepare(
                image,
                stage.create("single", 10, policy),
                stage.create("leased", 200, policy.withLease(LEASE)),
                stage.unwrap(SINGLE));
    }

    private Scenario of(String name, Step command, Step... between) {
        return Scenario.of(name, image, READY, command, between);
    }

    private byte[] with(Step... steps) throws Exception {
        return stage.prepare(image, steps);
    }

    List<Scenario> pins() throws Exception {
        byte[] lastTry = with(WRONG, WRONG, WRONG, WRONG);
        return List.of(
                Scenario.of("VERIFY right", image, Step.NOTHING, RIGHT),
                Scenario.of("VERIFY wrong", image, Step.NOTHING, WRONG),
                Scenario.of("VERIFY right, last try", lastTry, Step.NOTHING, RIGHT),
                Scenario.of("VERIFY wrong, last try", lastTry, Step.NOTHING, WRONG),
                Scenario.of("open a channel", image, Step.NOTHING, CardSession::openChannelUnpinned),
                Scenario.of(
                        "CHANGE REFERENCE DATA, last try",
                        lastTry,
                        Step.NOTHING,
                        Stage.change(Stage.USER_PIN, Stage.OTHER_PIN)),
                of("CHANGE REFERENCE DATA", Stage.change(Stage.USER_PIN, Stage.OTHER_PIN)),
                Scenario.of(
                        "CHANGE REFERENCE DATA, lease open",
                        image,
                        READY.then(stage.unwrap(LEASED)),
                        Stage.change(Stage.USER_PIN, Stage.OTHER_PIN),
                        Stage.endSession()),
                of("RESET RETRY COUNTER", Stage.resetUser(Stage.OTHER_PIN)),
                Scenario.of(
                        "RESET RETRY COUNTER, lease open",
                        image,
                        READY.then(stage.unwrap(LEASED)),
                        Stage.resetUser(Stage.OTHER_PIN)));
    }

    /** The suite sees what it is there to see: on silicon that commits by itself, spending is not all or nothing. */
    @Test
    void aCardThatCommitsWithoutPowerIsFoundOut() throws Exception {
        Stage kinder = new Stage(Silicon.STRICT.kinder(Kindness.COMMITS_WITHOUT_POWER));
        kinder.initialized(Set.of(CardOption.FORCED_AUDIT));
        byte[] keyed =
                kinder.prepare(kinder.card().image(), kinder.create("key", 10, Policy.of(Stage.CEILING, List.of())));
        Tearing.Result result = Tearing.run(kinder, Scenario.of("UNWRAP", keyed, READY, kinder.unwrap(SINGLE)));
        assertTrue(result.violations().size() >= 2, "meter without record, record without head: " + result);
    }

    List<Scenario> uses() throws Exception {
        Step lease = READY.then(stage.unwrap(LEASED));
        return List.of(
                of("UNWRAP, lease 1", stage.unwrap(SINGLE)),
                of("UNWRAP, lease 64", stage.unwrap(LEASED)),
                Scenario.of("UNWRAP, from a lease", image, lease, stage.unwrap(LEASED)),
                Scenario.of(
                        "UNWRAP, last use of the quota",
                        with(Stage.times(8, stage.unwrap(SINGLE))),
                        READY,
                        stage.unwrap(SINGLE)),
                Scenario.of("UNWRAP, another key's lease open", image, lease, stage.unwrap(SINGLE), Stage.endSession()),
                of("UNWRAP, refused blob", stage.unwrapDamaged(SINGLE)),
                Scenario.of("SELECT of another applet", image, lease, stage.selectAnother()),
                Scenario.of("END SESSION", image, lease, Stage.endSession()));
    }

    List<Scenario> grants() throws Exception {
        ByteString[] grant = new ByteString[1];
        byte[] asked = with(session -> grant[0] = stage.grant(session, SINGLE));
        byte[] forged = grant[0].toByteArray();
        forged[forged.length - 1] ^= 1;
        Step lease = READY.then(stage.unwrap(LEASED));
        return List.of(
                of("REQUEST GRANT", Stage.request(SINGLE)),
                Scenario.of("REQUEST GRANT, one pending", asked, READY, Stage.request(SINGLE)),
                Scenario.of("REDEEM", asked, READY, Stage.redeem(SINGLE, grant[0])),
                Scenario.of("REDEEM, lease open", asked, lease, Stage.redeem(SINGLE, grant[0]), Stage.endSession()),
                Scenario.of(
                        "REDEEM, forged", asked, READY, Stage.refused(Stage.redeem(SINGLE, ByteString.of(forged)))));
    }

    List<Scenario> keys() throws Exception {
        byte[] rotated = with(Stage.makeGeneration(SINGLE));
        Step lease = READY.then(stage.unwrap(LEASED));
        Policy policy = Policy.of(Stage.CEILING, List.of(stage.anchor()));
        Step create = session -> session.keys().create("third", 5, policy);
        byte[] reused = with(Stage.delete(SINGLE));
        return List.of(
                of("CREATE KEY", create),
                Scenario.of("CREATE KEY, in a slot used before", reused, READY, create),
                of("DELETE KEY", Stage.delete(SINGLE)),
                Scenario.of("DELETE KEY, its lease open", image, lease, Stage.delete(LEASED)),
                of("MAKE GENERATION", Stage.makeGeneration(SINGLE)),
                Scenario.of(
                        "MAKE GENERATION, third",
                        with(Stage.makeGeneration(SINGLE), Stage.retireGeneration(SINGLE)),
                        READY,
                        Stage.makeGeneration(SINGLE)),
                Scenario.of("RETIRE GENERATION", rotated, READY, Stage.retireGeneration(SINGLE)),
                Scenario.of("REWRAP", rotated, READY, stage.rewrap(SINGLE)));
    }

    List<Scenario> device() throws Exception {
        Step wipe = Stage.initialize(Set.of(CardOption.FORCED_AUDIT));
        byte[] acknowledged = with(Stage.acknowledge());
        Policy policy = Policy.of(Stage.CEILING, List.of(stage.anchor()));
        List<Step> full = new ArrayList<>();
        for (int i = 2; i < 8; i++) {
            full.add(stage.create("key " + i, 5, policy));
        }
        byte[] bare = with(Stage.delete(SINGLE), Stage.delete(LEASED));
        Step remove = session -> session.anchors().remove(0);
        return List.of(
                of("ACKNOWLEDGE LOG", Stage.acknowledge()),
                Scenario.of(
                        "RESET RETRY COUNTER, eight keys",
                        with(full.toArray(Step[]::new)),
                        READY,
                        Stage.resetUser(Stage.OTHER_PIN)),
                of("REMOVE ANCHOR", remove),
                of("IMPORT ANCHOR, known", stage.trust()),
                Scenario.of("IMPORT ANCHOR, new", stage.prepare(bare, remove), READY, stage.trust()),
                Scenario.of("INITIALIZE again", acknowledged, READY, wipe));
    }

    /** A log without force, where the oldest record gives way to the next. */
    List<Scenario> ring() throws Exception {
        byte[] fresh = stage.prepare(
                with(Stage.acknowledge()),
                Stage.initialize(Set.of()),
                READY,
                stage.create("key", 600, Policy.of(Stage.CEILING, List.of())));
        byte[] full = stage.prepare(fresh, Stage.times(260, stage.unwrap(SINGLE)));
        return List.of(Scenario.of("UNWRAP, oldest record gives way", full, READY, stage.unwrap(SINGLE)));
    }

    @ParameterizedTest
    @MethodSource({"pins", "uses", "grants", "keys", "device", "ring"})
    void noCutBreaksAPromise(Scenario scenario) throws Exception {
        Tearing.Result result = Tearing.run(stage, scenario);
        results.add(result);
        assertEquals(List.of(), result.violations());
    }

    @AfterAll
    void tell() {
        results.forEach(result -> System.out.printf(
                "%-40s %3d writes %4d points %4d bytes of commit buffer%n",
                result.name(), result.writes(), result.points(), result.commitBuffer()));
        System.out.println(results.stream().mapToInt(Tearing.Result::points).sum() + " points");
    }
}
