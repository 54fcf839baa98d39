package org.keymeter.simulator.tear;

import static org.keymeter.simulator.tear.Setting.LEASED;
import static org.keymeter.simulator.tear.Setting.SINGLE;
import static org.keymeter.simulator.tear.Steps.READY;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.Policy;

/** Wrapping, spending and rewrapping. */
final class UseScenarios {
    private static final int THIRD = 2;

    private final Setting setting;
    private final Blobs blobs;

    UseScenarios(Setting setting) {
        this.setting = setting;
        blobs = setting.blobs();
    }

    List<Scenario> all() throws Exception {
        List<Scenario> all = new ArrayList<>(spend());
        all.addAll(limits());
        all.addAll(generations());
        all.addAll(rewrap());
        return all;
    }

    private List<Scenario> spend() throws Exception {
        return List.of(
                setting.of("WRAP", "no lease", Blobs.wrap(SINGLE)),
                setting.of("UNWRAP", "lease 1", setting.unwrap()),
                setting.of("UNWRAP", "lease 64", blobs.unwrap(LEASED)),
                setting.of("UNWRAP", "from a lease", blobs.unwrap(LEASED)).after(setting.leasing()),
                setting.of("UNWRAP", "another key's lease open", setting.unwrap())
                        .after(setting.leasing())
                        .between(Steps.endSession()),
                setting.of("UNWRAP", "refused blob", blobs.unwrapDamaged(SINGLE)),
                setting.of("UNWRAP", "twice", Steps.times(2, setting.unwrap())).between(setting.unwrap()));
    }

    private List<Scenario> limits() throws Exception {
        Policy policy = setting.policy();
        byte[] lastUse = setting.with(Steps.times(8, setting.unwrap()));
        byte[] spent = setting.with(Steps.times(9, setting.unwrap()));
        byte[] pair = setting.with(blobs.create("pair", 9, policy.withLease(2).withBurst(3)));
        byte[] mortal =
                setting.with(blobs.create("mortal", 9, policy.withLease(4).withLifetime(3)));
        byte[] bare = setting.with(blobs.create("bare", 9, policy.withPinRequired(false)));
        Step third = blobs.unwrap(THIRD);
        return List.of(
                setting.of("UNWRAP", "last use of the quota", lastUse, setting.unwrap()),
                setting.of("UNWRAP", "quota spent", spent, Steps.refused(setting.unwrap())),
                setting.of("UNWRAP", "last use of a lease", pair, third).after(READY.then(third)),
                setting.of("UNWRAP", "last use of a burst", pair, third).after(READY.then(Steps.times(2, third))),
                setting.of("UNWRAP", "burst spent", pair, Steps.refused(third))
                        .after(READY.then(Steps.times(3, third))),
                setting.of("UNWRAP", "lease cut to the lifetime", mortal, third),
                setting.of("UNWRAP", "key without PIN", bare, third).after(Step.NOTHING));
    }

    private List<Scenario> generations() throws Exception {
        byte[] rotated = setting.with(Steps.makeGeneration(SINGLE));
        byte[] retired = setting.with(Steps.makeGeneration(SINGLE), Steps.retireGeneration(SINGLE));
        return List.of(
                setting.of("UNWRAP", "old generation", rotated, blobs.unwrapOld(SINGLE)),
                setting.of("UNWRAP", "new generation", rotated, setting.unwrap()),
                setting.of("UNWRAP", "old generation retired", retired, Steps.refused(blobs.unwrapOld(SINGLE))));
    }

    private List<Scenario> rewrap() throws Exception {
        byte[] rotated = setting.with(Steps.makeGeneration(SINGLE));
        Step begun = READY.then(blobs.rewrap(SINGLE, 1));
        Step nearlyCounted = READY.then(blobs.rewrap(SINGLE, 1_020));
        return List.of(
                setting.of("REWRAP", "first", rotated, blobs.rewrap(SINGLE, 1)),
                setting.of("REWRAP", "begun", rotated, blobs.rewrap(SINGLE, 1)).after(begun),
                setting.of("REWRAP", "blob 1,024", rotated, blobs.rewrap(SINGLE, 10))
                        .after(nearlyCounted),
                setting.of("END SESSION", "rewrap begun", rotated, Steps.endSession())
                        .after(begun),
                setting.of("RETIRE GENERATION", "rewrap begun", rotated, Steps.retireGeneration(SINGLE))
                        .after(begun)
                        .between(Steps.endSession()),
                setting.of("DELETE KEY", "rewrap begun", rotated, Steps.delete(SINGLE))
                        .after(begun)
                        .between(Steps.endSession()));
    }
}
