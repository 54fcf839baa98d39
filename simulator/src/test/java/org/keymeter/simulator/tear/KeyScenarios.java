package org.keymeter.simulator.tear;

import static org.keymeter.simulator.tear.Setting.LEASED;
import static org.keymeter.simulator.tear.Setting.SINGLE;
import static org.keymeter.simulator.tear.Steps.READY;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.KeyInfo;

/** Keys, their generations, and anchors. */
final class KeyScenarios {
    private final Setting setting;

    KeyScenarios(Setting setting) {
        this.setting = setting;
    }

    List<Scenario> all() throws Exception {
        List<Scenario> all = new ArrayList<>(create());
        all.addAll(delete());
        all.addAll(generations());
        all.addAll(anchors());
        return all;
    }

    private Step third() throws Exception {
        return setting.blobs().create("third", 5, setting.policy());
    }

    private List<Scenario> create() throws Exception {
        byte[] reused = setting.with(Steps.delete(SINGLE));
        return List.of(
                setting.of("CREATE KEY", "free slot", third()),
                setting.of("CREATE KEY", "in a slot used before", reused, third()),
                setting.of("CREATE KEY", "lease of another open", third())
                        .after(setting.leasing())
                        .between(Steps.endSession()));
    }

    private static boolean isDeleted(Seen before, Seen seen, int slot) {
        return before.keys().stream().anyMatch(key -> key.slot() == slot && !seen.hasKey(key.identity()));
    }

    private Material givenUpByDeletion(byte[] image, int slot, int generation) throws Exception {
        return Material.of(setting.stage(), image, slot, generation, (before, seen) -> isDeleted(before, seen, slot));
    }

    private Material givenUpByRetiring(byte[] image, int slot, int generation) throws Exception {
        return Material.of(setting.stage(), image, slot, generation, (before, seen) -> seen.keys().stream()
                .filter(key -> key.slot() == slot)
                .noneMatch(KeyInfo::hasOldGeneration));
    }

    private List<Scenario> delete() throws Exception {
        byte[] rotated = setting.with(Steps.makeGeneration(SINGLE));
        return List.of(
                setting.of("DELETE KEY", "one generation", Steps.delete(SINGLE))
                        .leaving(givenUpByDeletion(setting.image(), SINGLE, 1)),
                setting.of("DELETE KEY", "two generations", rotated, Steps.delete(SINGLE))
                        .leaving(givenUpByDeletion(rotated, SINGLE, 1), givenUpByDeletion(rotated, SINGLE, 2)),
                setting.of("DELETE KEY", "its lease open", Steps.delete(LEASED))
                        .after(setting.leasing())
                        .leaving(givenUpByDeletion(setting.image(), LEASED, 1)));
    }

    private List<Scenario> generations() throws Exception {
        byte[] rotated = setting.with(Steps.makeGeneration(SINGLE));
        byte[] retired = setting.stage().prepare(rotated, Steps.retireGeneration(SINGLE));
        byte[] third = setting.stage().prepare(retired, Steps.makeGeneration(SINGLE));
        Step make = Steps.makeGeneration(SINGLE);
        Step retire = Steps.retireGeneration(SINGLE);
        return List.of(
                setting.of("MAKE GENERATION", "second", make),
                setting.of("MAKE GENERATION", "third", retired, make),
                setting.of("MAKE GENERATION", "lease open", make)
                        .after(setting.leasing())
                        .between(Steps.endSession()),
                setting.of("RETIRE GENERATION", "first", rotated, retire)
                        .leaving(givenUpByRetiring(rotated, SINGLE, 1)),
                setting.of("RETIRE GENERATION", "second", third, retire).leaving(givenUpByRetiring(third, SINGLE, 2)),
                setting.of("RETIRE GENERATION", "lease open", rotated, retire)
                        .after(READY.then(setting.blobs().unwrap(LEASED)))
                        .between(Steps.endSession())
                        .leaving(givenUpByRetiring(rotated, SINGLE, 1)));
    }

    private List<Scenario> anchors() throws Exception {
        Step remove = session -> session.anchors().remove(0);
        byte[] without = setting.with(Steps.delete(SINGLE), Steps.delete(LEASED), remove);
        Step trust = setting.authority().trust();
        return List.of(
                setting.of("IMPORT ANCHOR", "known", trust),
                setting.of("IMPORT ANCHOR", "new", without, trust),
                setting.of("REMOVE ANCHOR", "named by policies", remove));
    }
}
