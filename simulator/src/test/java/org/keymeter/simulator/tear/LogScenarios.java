package org.keymeter.simulator.tear;

import static org.keymeter.simulator.tear.Setting.SINGLE;
import static org.keymeter.simulator.tear.Steps.ADMIN_PIN;
import static org.keymeter.simulator.tear.Steps.OTHER_PIN;
import static org.keymeter.simulator.tear.Steps.READY;
import static org.keymeter.simulator.tear.Steps.USER_PIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keymeter.card.ByteString;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.protocol.Limit;

/** A log that is full, that gives way, and that is acknowledged. */
final class LogScenarios {
    private static final int FILLER = 2;
    private static final ByteString NONCE = ByteString.of(new byte[Limit.NONCE_LENGTH]);

    private final Setting setting;

    LogScenarios(Setting setting) {
        this.setting = setting;
    }

    List<Scenario> all() throws Exception {
        byte[] longer = setting.with(Steps.times(3, setting.unwrap()));
        List<Scenario> all = new ArrayList<>(List.of(
                setting.of("ACKNOWLEDGE LOG", "all", Steps.acknowledge()),
                setting.of("ACKNOWLEDGE LOG", "some", longer, Steps.acknowledgeFirst(4)),
                setting.of("ACKNOWLEDGE LOG", "lease open", Steps.acknowledge()).after(setting.leasing()),
                setting.of("READ LOG", "some", session -> session.log().read(1)),
                setting.of("SIGN HEAD", "some", session -> session.log().signHead(NONCE)),
                setting.of("SIGN REPORT", "some", session -> session.log().signReport(NONCE)),
                setting.of("GET DATA", "log", session -> session.log().readState())));
        all.addAll(full());
        all.addAll(sharesUsed());
        all.add(ring());
        return all;
    }

    private Setting.Asked askedInFullLog() throws Exception {
        Step filler = setting.blobs().create("filler", 400, Policy.of(Setting.CEILING, List.of()));
        Setting.Asked asked = setting.ask(setting.with(filler), setting.authority(), SINGLE);
        Step fill = Steps.fillLog(setting.blobs().unwrap(FILLER));
        return new Setting.Asked(
                setting.stage().prepare(asked.image(), fill), asked.slot(), asked.path(), asked.grant());
    }

    /** What is kept for redeeming and for resets is used up as well: they are refused, and nothing is lost by that. */
    private List<Scenario> sharesUsed() throws Exception {
        Setting.Asked asked = askedInFullLog();
        byte[] full = asked.image();
        Setting.Asked last = asked;
        for (int i = 0; i < Limit.KEPT_REDEEM; i++) {
            last = asked;
            asked = setting.ask(setting.stage().prepare(last.image(), last.redeem()), setting.authority(), SINGLE);
        }
        Step reset = Steps.resetUser(USER_PIN);
        Step other = Steps.resetUser(OTHER_PIN);
        byte[] lastReset = setting.stage().prepare(full, Steps.times(Limit.KEPT_RESET - 1, reset));
        byte[] noReset = setting.stage().prepare(lastReset, reset);
        Step wrong = Steps.refused(Steps.verify(Pin.USER, OTHER_PIN));
        byte[] blocked = setting.stage().prepare(noReset, Steps.times(Limit.PIN_TRIES_DEFAULT, wrong));
        Step back = Steps.change(Pin.USER, OTHER_PIN, USER_PIN);
        byte[] all = setting.stage()
                .prepare(
                        asked.image(),
                        Steps.times(Limit.KEPT_RESET, reset),
                        Steps.change(Pin.USER, USER_PIN, OTHER_PIN),
                        back);
        String redeeming = "PSO: VERIFY CERTIFICATE";
        String resetting = "RESET RETRY COUNTER";
        String acknowledging = "ACKNOWLEDGE LOG";
        return List.of(
                setting.of(redeeming, "log full, last of its share", last.image(), last.redeem())
                        .leaving(last.once()),
                setting.of(redeeming, "log full, share used", asked.image(), Steps.refused(asked.redeem()))
                        .leaving(asked.once(), new Untouched()),
                setting.of(resetting, "log full, last of its share", lastReset, other),
                setting.of(resetting, "log full, share used", noReset, Steps.refused(other))
                        .leaving(new Untouched()),
                setting.of(resetting, "log full, share used, blocked", blocked, Steps.refused(other))
                        .after(Steps.verify(Pin.ADMIN, ADMIN_PIN))
                        .leaving(new Untouched(), new Guesses()),
                setting.of(acknowledging, "every share used", all, Steps.acknowledge()),
                setting.of(acknowledging, "every share used, some slots", all, Steps.acknowledgeFirst(6)));
    }

    /** No ordinary slot is left; what is kept for its own commands is. */
    private List<Scenario> full() throws Exception {
        Setting.Asked asked = askedInFullLog();
        byte[] full = asked.image();
        Step change = Steps.change(Pin.USER, USER_PIN, OTHER_PIN);
        Step back = Steps.change(Pin.USER, OTHER_PIN, USER_PIN);
        byte[] changedTwice = setting.stage().prepare(full, change, back);
        byte[] almost = setting.stage().prepare(full, Steps.acknowledgeFirst(2));
        return List.of(
                setting.of("UNWRAP", "log full", full, Steps.refused(setting.unwrap()))
                        .leaving(new Untouched()),
                setting.of("UNWRAP", "last ordinary slot of the log", almost, setting.unwrap()),
                setting.of("PSO: VERIFY CERTIFICATE", "log full", full, asked.redeem())
                        .leaving(asked.once()),
                setting.of("RESET RETRY COUNTER", "log full", full, Steps.resetUser(OTHER_PIN)),
                setting.of("CHANGE REFERENCE DATA", "log full", full, change),
                setting.of("CHANGE REFERENCE DATA", "log full, share used", changedTwice, Steps.refused(change))
                        .leaving(new Untouched()),
                setting.of("ACKNOWLEDGE LOG", "log full", full, Steps.acknowledge()),
                setting.of("ACKNOWLEDGE LOG", "log full, one slot", full, Steps.acknowledgeFirst(1)),
                setting.of("ACKNOWLEDGE LOG", "log full, share used", changedTwice, Steps.acknowledge()));
    }

    /** A log without force, where the oldest record gives way to the next. */
    private Scenario ring() throws Exception {
        byte[] fresh = setting.stage()
                .prepare(
                        setting.with(Steps.acknowledge()),
                        Steps.initialize(Set.of()),
                        READY,
                        setting.blobs().create("key", 600, Policy.of(Setting.CEILING, List.of())));
        byte[] full = setting.stage().prepare(fresh, Steps.times(260, setting.unwrap()));
        return setting.of("UNWRAP", "oldest record gives way", full, setting.unwrap());
    }
}
