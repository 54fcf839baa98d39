package org.keymeter.simulator.fuzz;

import java.util.Arrays;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** What becomes of PINs, their tries and who is verified. */
final class PinRules {
    private static final String TRIES = "P6 PIN tries";

    private final Snapshot before;
    private final Snapshot after;
    private final Exchange exchange;
    private final Model model;

    PinRules(Snapshot before, Snapshot after, Exchange exchange, Model model) {
        this.before = before;
        this.after = after;
        this.exchange = exchange;
        this.model = model;
    }

    /** Compares both counters of tries with what the command says, and lets the model's PINs and authority follow. */
    void judge() {
        int[] expected = {before.tries(false), before.tries(true)};
        Command command = exchange.command();
        if (command == null) {
            compare(expected);
            return;
        }
        if (exchange.is(0, Ins.VERIFY) && Model.isPinReference(command.p2())) {
            verify(expected);
        } else if (exchange.is(0, Ins.CHANGE_REFERENCE_DATA) && Model.isPinReference(command.p2())) {
            change(expected);
        } else if (exchange.is(0, Ins.RESET_RETRY_COUNTER) && exchange.isSuccess()) {
            set(0, command.data(), expected);
        } else if (exchange.hasInitialized()) {
            byte[] data = command.data();
            int user = 1 + 1 + data[1];
            int admin = user + 1 + data[user];
            set(0, Arrays.copyOfRange(data, user + 1, admin), expected);
            set(1, Arrays.copyOfRange(data, admin + 1, admin + 1 + data[admin]), expected);
        }
        compare(expected);
        int wrong = expected[0] + expected[1] < before.tries(false) + before.tries(true) ? 1 : 0;
        if (!exchange.hasInitialized()) {
            Violation.unless(
                    after.failures(0) == Math.min(0xFFFF, before.failures(0) + wrong), "P5 failures", "wrong PINs");
        }
    }

    private void compare(int[] expected) {
        Violation.unless(
                after.tries(false) == expected[0] && after.tries(true) == expected[1],
                TRIES,
                String.format(
                        "%d and %d left, not %d and %d",
                        after.tries(false), after.tries(true), expected[0], expected[1]));
    }

    private void verify(int[] expected) {
        Command command = exchange.command();
        int which = Model.isAdmin(command.p2()) ? 1 : 0;
        int length = command.data().length;
        if (length == 0) {
            if (command.p1() == (Code.FORGET & 0xFF)) {
                model.verified[which] = false;
            } else if (command.p1() == 0) {
                Violation.unless(
                        exchange.isSuccess() == model.verified[which], "P7 authority", "verified or not, says VERIFY");
            }
            return;
        }
        if (!before.isInitialized() || command.p1() != 0 || length < Limit.PIN_MINIMUM || length > Limit.PIN_MAXIMUM) {
            Violation.unless(!exchange.isSuccess(), "P7 authority", "verified by what is no PIN");
            return;
        }
        boolean isRight = Arrays.equals(command.data(), model.pins[which]);
        check(which, isRight, expected);
        model.verified[which] = exchange.isSuccess();
        if (exchange.isSuccess() && which == 0) {
            model.renewBursts();
        }
    }

    /** A PIN was compared: what the answer must be. */
    private void check(int which, boolean isRight, int[] expected) {
        int status;
        if (expected[which] == 0) {
            status = 0x6983;
        } else if (isRight) {
            status = 0x9000;
            expected[which] = Limit.PIN_TRIES_DEFAULT;
        } else {
            expected[which]--;
            status = 0x63C0 | expected[which];
        }
        Violation.unless(
                exchange.status() == status,
                "P7 authority",
                String.format("a %s PIN got %04X", isRight ? "right" : "wrong", exchange.status()));
    }

    private void change(int[] expected) {
        Command command = exchange.command();
        int which = Model.isAdmin(command.p2()) ? 1 : 0;
        boolean isCompared = exchange.isSuccess()
                || exchange.status() >> 4 == 0x63C
                || exchange.status() == 0x6983 && expected[which] == 0;
        if (!isCompared) {
            return;
        }
        byte[] data = command.data();
        byte[] old = Arrays.copyOfRange(data, 1, 1 + (data[0] & 0xFF));
        check(which, Arrays.equals(old, model.pins[which]), expected);
        model.verified[which] = false;
        if (exchange.isSuccess()) {
            model.pins[which] = Arrays.copyOfRange(data, old.length + 2, data.length);
        }
    }

    private void set(int which, byte[] pin, int[] expected) {
        model.pins[which] = pin;
        model.verified[which] = false;
        expected[which] = Limit.PIN_TRIES_DEFAULT;
    }
}
