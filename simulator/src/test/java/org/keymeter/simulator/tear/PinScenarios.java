package org.keymeter.simulator.tear;

import static org.keymeter.simulator.tear.Steps.ADMIN_PIN;
import static org.keymeter.simulator.tear.Steps.OTHER_ADMIN_PIN;
import static org.keymeter.simulator.tear.Steps.OTHER_PIN;
import static org.keymeter.simulator.tear.Steps.READY;
import static org.keymeter.simulator.tear.Steps.USER_PIN;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;

/** Verifying, changing and resetting PINs. */
final class PinScenarios {
    private static final Step WRONG = Steps.refused(Steps.verify(Pin.USER, OTHER_PIN));
    private static final Step WRONG_ADMIN = Steps.refused(Steps.verify(Pin.ADMIN, OTHER_ADMIN_PIN));
    private static final Step CHANGE = Steps.change(Pin.USER, USER_PIN, OTHER_PIN);

    private static final Aftermath GUESSES = new Guesses();

    private final Setting setting;

    PinScenarios(Setting setting) {
        this.setting = setting;
    }

    List<Scenario> all() throws Exception {
        List<Scenario> all = new ArrayList<>(verify());
        all.addAll(change());
        all.addAll(reset());
        return all;
    }

    private List<Scenario> verify() throws Exception {
        byte[] lastTry = setting.with(Steps.times(4, WRONG));
        byte[] lastAdminTry = setting.with(Steps.times(4, WRONG_ADMIN));
        byte[] blocked = setting.with(Steps.times(5, WRONG));
        Step right = Steps.verify(Pin.USER, USER_PIN);
        Step rightAdmin = Steps.verify(Pin.ADMIN, ADMIN_PIN);
        return List.of(
                setting.of("VERIFY", "right", right).after(Step.NOTHING),
                setting.of("VERIFY", "wrong", WRONG).after(Step.NOTHING).leaving(GUESSES),
                setting.of("VERIFY", "right, last try", lastTry, right)
                        .after(Step.NOTHING)
                        .leaving(GUESSES),
                setting.of("VERIFY", "wrong, last try", lastTry, WRONG)
                        .after(Step.NOTHING)
                        .leaving(GUESSES),
                setting.of("VERIFY", "blocked", blocked, Steps.refused(right))
                        .after(Step.NOTHING)
                        .leaving(new Untouched(), GUESSES),
                setting.of("VERIFY", "wrong, then right", WRONG.then(right))
                        .after(Step.NOTHING)
                        .between(WRONG),
                setting.of("VERIFY", "admin, right", rightAdmin).after(Step.NOTHING),
                setting.of("VERIFY", "admin, wrong", WRONG_ADMIN)
                        .after(Step.NOTHING)
                        .leaving(GUESSES),
                setting.of("VERIFY", "admin, right, last try", lastAdminTry, rightAdmin)
                        .after(Step.NOTHING),
                setting.of("VERIFY", "admin, wrong, last try", lastAdminTry, WRONG_ADMIN)
                        .after(Step.NOTHING)
                        .leaving(GUESSES));
    }

    private List<Scenario> change() throws Exception {
        byte[] lastTry = setting.with(Steps.times(4, WRONG));
        Step changeAdmin = Steps.change(Pin.ADMIN, ADMIN_PIN, OTHER_ADMIN_PIN);
        Step changeWrongly = Steps.refused(Steps.change(Pin.USER, OTHER_PIN, OTHER_PIN));
        return List.of(
                setting.of("CHANGE REFERENCE DATA", "user PIN", CHANGE),
                setting.of("CHANGE REFERENCE DATA", "admin PIN", changeAdmin),
                setting.of("CHANGE REFERENCE DATA", "old one wrong", changeWrongly)
                        .leaving(GUESSES),
                setting.of("CHANGE REFERENCE DATA", "old one wrong, last try", lastTry, changeWrongly)
                        .after(Step.NOTHING)
                        .leaving(GUESSES),
                setting.of("CHANGE REFERENCE DATA", "last try", lastTry, CHANGE).after(Step.NOTHING),
                setting.of("CHANGE REFERENCE DATA", "lease open", CHANGE)
                        .after(setting.leasing())
                        .between(Steps.endSession()));
    }

    private List<Scenario> reset() throws Exception {
        byte[] lastTry = setting.with(Steps.times(4, WRONG));
        byte[] blocked = setting.with(Steps.times(5, WRONG));
        byte[] spent = setting.with(Steps.times(9, setting.unwrap()));
        byte[] unrefillable = setting.with(setting.blobs()
                .create(
                        "never refilled",
                        50,
                        Policy.of(Setting.CEILING, List.of()).withLease(9)));
        Setting.Asked asked = setting.ask(setting.image(), setting.authority(), Setting.SINGLE);
        List<Step> others = new ArrayList<>();
        for (int i = 2; i < 8; i++) {
            others.add(setting.blobs().create("key " + i, 5, setting.policy()));
        }
        byte[] eight = setting.with(others.toArray(Step[]::new));
        Step unlimited = setting.blobs()
                .create("bare", 100, setting.policy().withPinRequired(false).withLease(9));
        byte[] bare = setting.with(unlimited);
        Step reset = Steps.resetUser(OTHER_PIN);
        Step admin = Steps.verify(Pin.ADMIN, ADMIN_PIN);
        return List.of(
                setting.of("RESET RETRY COUNTER", "another PIN", reset),
                setting.of("RESET RETRY COUNTER", "the same PIN", Steps.resetUser(USER_PIN)),
                setting.of("RESET RETRY COUNTER", "blocked", blocked, reset)
                        .after(admin)
                        .leaving(GUESSES),
                setting.of("RESET RETRY COUNTER", "last try", lastTry, reset)
                        .after(admin)
                        .leaving(GUESSES),
                setting.of("RESET RETRY COUNTER", "quota spent", spent, reset),
                setting.of("RESET RETRY COUNTER", "lease of a key never refilled open", unrefillable, reset)
                        .after(READY.then(setting.blobs().unwrap(2)))
                        .between(Steps.endSession()),
                setting.of("RESET RETRY COUNTER", "request pending", asked.image(), reset)
                        .leaving(asked.once()),
                setting.of("RESET RETRY COUNTER", "lease open", reset).after(setting.leasing()),
                setting.of("RESET RETRY COUNTER", "lease of a key without PIN open", bare, reset)
                        .after(READY.then(setting.blobs().unwrap(2)))
                        .between(Steps.endSession()),
                setting.of("RESET RETRY COUNTER", "eight keys", eight, reset));
    }
}
