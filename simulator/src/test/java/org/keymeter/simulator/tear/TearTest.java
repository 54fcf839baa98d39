package org.keymeter.simulator.tear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keymeter.card.CardOption;
import org.keymeter.card.Policy;
import org.keymeter.simulator.silicon.Kindness;
import org.keymeter.simulator.silicon.Silicon;

/** No cut before any persistent write of any command breaks a promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TearTest {
    private static final long MINUTES = 20;

    private final List<Tearing.Result> results = new ArrayList<>();
    private final List<Scenario> scenarios = new ArrayList<>();
    /** Each with a card of its own. */
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    private final Map<Scenario, Future<Tearing.Result>> torn = new IdentityHashMap<>();
    private final Map<Sequence, Future<List<Tearing.Result>>> tornTwice = new LinkedHashMap<>();
    private Map<String, CommandTable.Command> commands;

    @BeforeAll
    void prepare() throws Exception {
        commands = CommandTable.read();
        Setting setting = new Setting();
        // Those first that take longest.
        scenarios.addAll(new DeviceScenarios(setting).all());
        scenarios.addAll(new ChannelScenarios(setting).all());
        scenarios.addAll(new PinScenarios(setting).all());
        scenarios.addAll(new UseScenarios(setting).all());
        scenarios.addAll(new GrantScenarios(setting).all());
        scenarios.addAll(new KeyScenarios(setting).all());
        scenarios.addAll(new LogScenarios(setting).all());
        scenarios.forEach(scenario -> torn.put(scenario, threads.submit(() -> Tearing.run(scenario))));
        Sequence.all(setting, scenarios)
                .forEach(sequence -> tornTwice.put(sequence, threads.submit(() -> tear(sequence))));
    }

    /** The first command's tearing was begun before, so that this never waits for what waits for it. */
    private List<Tearing.Result> tear(Sequence sequence) throws Exception {
        List<Tearing.Result> all = new ArrayList<>();
        for (byte[] left : Sequence.beginnings(wait(torn.get(sequence.first())).left())) {
            all.add(Tearing.run(sequence.second(left)));
        }
        return all;
    }

    private static <T> T wait(Future<T> running) throws Exception {
        return running.get(MINUTES, TimeUnit.MINUTES);
    }

    List<Scenario> scenarios() {
        return scenarios;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void noCutBreaksAPromise(Scenario scenario) throws Exception {
        Tearing.Result result = wait(torn.get(scenario));
        results.add(result);
        assertEquals(List.of(), result.violations());
        CommandTable.Command command = commands.get(scenario.command());
        assertTrue(result.instructions().contains(command.instruction()), "another command was sent");
        assertTrue(command.isWriting() || result.writes() == 0, "writes, but docs/PROTOCOL.md says nothing of it");
    }

    Set<Sequence> sequences() {
        return tornTwice.keySet();
    }

    /** What a cut command left is no worse a beginning for another that is cut. */
    @ParameterizedTest
    @MethodSource("sequences")
    void noCutOfTwoCommandsInARowBreaksAPromise(Sequence sequence) throws Exception {
        List<String> violations = new ArrayList<>();
        for (Tearing.Result result : wait(tornTwice.get(sequence))) {
            results.add(result);
            violations.addAll(result.violations());
        }
        assertEquals(List.of(), violations);
    }

    @Test
    void everyCommandOfTheProtocolIsTorn() {
        Set<String> torn = scenarios.stream().map(Scenario::command).collect(Collectors.toSet());
        assertEquals(commands.keySet(), new TreeSet<>(torn));
    }

    /** The suite sees what it is there to see: on silicon that commits by itself, spending is not all or nothing. */
    @Test
    void aCardThatCommitsWithoutPowerIsFoundOut() throws Exception {
        Stage kinder = new Stage(Silicon.STRICT.kinder(Kindness.COMMITS_WITHOUT_POWER));
        byte[] keyed = kinder.prepare(
                kinder.initialized(Set.of(CardOption.FORCED_AUDIT)),
                kinder.blobs().create("key", 10, Policy.of(Setting.CEILING, List.of())));
        Tearing.Result result = Tearing.run(
                new Scenario(kinder, "UNWRAP", "kinder", keyed, kinder.blobs().unwrap(0)));
        assertTrue(result.violations().size() >= 2, "meter without record, record without head: " + result);
    }

    @AfterAll
    void tell() {
        threads.shutdownNow();
        results.forEach(result -> System.out.printf(
                "%-72s %3d writes %5d points %4d states %4d bytes of commit buffer%n",
                result.scenario(), result.writes(), result.points(), result.states(), result.commitBuffer()));
        System.out.printf(
                "%d scenarios and %d more on what a cut left: %d points, %d distinct states%n",
                scenarios.size(),
                results.size() - scenarios.size(),
                results.stream().mapToInt(Tearing.Result::points).sum(),
                results.stream().mapToInt(Tearing.Result::states).sum());
    }
}
