package org.keymeter.simulator.fuzz;

import java.util.Arrays;
import java.util.Set;
import org.keymeter.applet.Snapshot;
import org.keymeter.applet.Snapshot.Area;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** Holds what a card did with one command against the contract and the model. */
final class Judge {
    private static final String P7 = "P7 authority";
    private static final String P8 = "P8 change";

    private final Contract contract;
    private final Model model;

    Judge(Contract contract, Model model) {
        this.contract = contract;
        this.model = model;
    }

    /** @throws Violation if the card did what it must not */
    void judge(Exchange exchange, Snapshot before, Snapshot after) {
        Command command = exchange.command();
        Contract.Row row = command == null ? null : contract.row(command.cla(), command.ins());
        if (command != null) {
            judgeStatus(exchange, row, before);
        }
        if (!after.isSame(before)) {
            judgeChanges(exchange, row, before, after);
        }
        new PinRules(before, after, exchange, model).judge();
        if (command != null && row != null) {
            follow(exchange, after);
        }
        judgeEnding(exchange);
    }

    private void judgeStatus(Exchange exchange, Contract.Row row, Snapshot before) {
        Command command = exchange.command();
        int status = exchange.status();
        boolean isBelow = status >> 8 == 0x61;
        Violation.unless(
                isBelow || contract.allowsInChannel(command.cla(), command.ins(), status),
                "P8 status word",
                String.format("%s answers %04X, which is not documented", command, status));
        if (exchange.isSuccess() || status == 0x62F1) {
            Violation.unless(
                    row != null && model.meets(row.condition(), command, before),
                    P7,
                    String.format("%s answers %04X without \"%s\"", command, status, row));
        }
    }

    private void judgeChanges(Exchange exchange, Contract.Row row, Snapshot before, Snapshot after) {
        Violation.unless(exchange.ending() != Exchange.Ending.POWER, P8, "by power alone");
        boolean isNew = exchange.hasInitialized();
        if (!isNew) {
            for (Area area : new Area[] {Area.DEVICE, Area.SETUP_SECRET, Area.SUCCESSION}) {
                same(area, before, after);
            }
            judgeAnchors(exchange, before, after);
            judgeLog(exchange, before, after);
            judgeFailures(exchange, before, after);
        }
        Violation.unless(isZero(after, Area.WIPING), P8, "material waits to be wiped after the command");
        new Ledger(before, after, exchange, model, row == null ? Set.of() : row.events()).replay();
        for (int slot = 0; slot < Limit.KEY_SLOTS && !isNew; slot++) {
            judgeKey(slot, exchange, before, after);
            judgeRequest(slot, exchange, before, after);
        }
    }

    private static boolean isZero(Snapshot card, Area area) {
        var bytes = card.area(area);
        while (bytes.hasRemaining()) {
            if (bytes.get() != 0) {
                return false;
            }
        }
        return true;
    }

    private static void same(Area area, Snapshot before, Snapshot after) {
        Violation.unless(before.isSame(area, after), P8, area.toString());
    }

    private static void judgeAnchors(Exchange exchange, Snapshot before, Snapshot after) {
        boolean isImport = exchange.is(0x80, Ins.IMPORT_ANCHOR) && exchange.isSuccess();
        boolean isRemoval = exchange.is(0x80, Ins.REMOVE_ANCHOR) && exchange.isSuccess();
        if (!isImport && !isRemoval) {
            same(Area.ANCHORS_USED, before, after);
            same(Area.ANCHORS, before, after);
        }
        if (!isImport) {
            same(Area.SPKIS_USED, before, after);
            boolean mayDate = exchange.is(0, Ins.PERFORM_SECURITY_OPERATION) && exchange.isSuccess();
            if (!mayDate) {
                same(Area.SPKIS, before, after);
            }
            for (int entry = 0; entry < Limit.SPKI_ENTRIES; entry++) {
                Violation.unless(Arrays.equals(before.spkiHash(entry), after.spkiHash(entry)), P8, "an SPKI");
                Violation.unless(after.date(entry).compareTo(before.date(entry)) >= 0, "P3 dates", "went back");
            }
        }
    }

    private static void judgeLog(Exchange exchange, Snapshot before, Snapshot after) {
        boolean isAcknowledgement = exchange.is(0x80, Ins.ACKNOWLEDGE_LOG) && exchange.isSuccess();
        boolean mayGiveWay = !before.hasOption(Code.OPTION_FORCED_AUDIT)
                && after.lastSequence() - before.firstSequence() >= Limit.RECORD_COUNT;
        if (!isAcknowledgement && !mayGiveWay) {
            same(Area.TAIL, before, after);
        }
        if (after.lastSequence() == before.lastSequence()) {
            same(Area.HEAD, before, after);
        }
        Violation.unless(after.firstSequence() >= before.firstSequence(), "P5 log", "the tail went back");
        for (long i = after.firstSequence(); i <= before.lastSequence(); i++) {
            Violation.unless(Arrays.equals(before.record(i), after.record(i)), "P5 log", "record " + i + " changed");
        }
    }

    private static void judgeFailures(Exchange exchange, Snapshot before, Snapshot after) {
        int status = exchange.status();
        boolean isRefusedGrant = exchange.is(0, Ins.PERFORM_SECURITY_OPERATION) && status >= 0x9801 && status <= 0x9819;
        Violation.unless(
                after.failures(1) == Math.min(0xFFFF, before.failures(1) + (isRefusedGrant ? 1 : 0)),
                "P5 failures",
                "refused grants");
        boolean mayRefuseBlobs =
                (exchange.is(0x80, Ins.UNWRAP) || exchange.is(0x80, Ins.REWRAP)) && exchange.isSuccess();
        int most = mayRefuseBlobs ? Limit.BUFFER_MAXIMUM / Limit.SUBKEY_MINIMUM : 0;
        int refused = after.failures(2) - before.failures(2);
        Violation.unless(refused >= 0 && refused <= most, "P5 failures", "refused blobs");
    }

    private static void judgeKey(int slot, Exchange exchange, Snapshot before, Snapshot after) {
        if (!before.isKey(slot) || !after.isKey(slot)) {
            return; // the ledger saw to it that a record says so
        }
        Violation.unless(Arrays.equals(before.identity(slot), after.identity(slot)), P8, "a key's identity");
        Violation.unless(
                Arrays.equals(before.constants(slot), after.constants(slot)),
                "P4 policies are one-way",
                "slot " + slot);
        boolean isItsSlot = exchange.command() != null && exchange.command().p1() == slot && exchange.isSuccess();
        boolean made = isItsSlot && exchange.is(0x80, Ins.MAKE_GENERATION);
        boolean retired = isItsSlot && exchange.is(0x80, Ins.RETIRE_GENERATION);
        Violation.unless(
                after.generation(slot) == before.generation(slot) + (made ? 1 : 0)
                        && after.hasOldGeneration(slot) == (made || before.hasOldGeneration(slot) && !retired),
                P8,
                "generations of slot " + slot);
    }

    private static void judgeRequest(int slot, Exchange exchange, Snapshot before, Snapshot after) {
        boolean isItsSlot = exchange.command() != null && exchange.command().p1() == slot;
        boolean isRequest = isItsSlot && exchange.is(0x80, Ins.REQUEST_GRANT) && exchange.isSuccess();
        if (!before.isKey(slot) || !after.isKey(slot)) {
            return;
        }
        if (isRequest) {
            Violation.unless(
                    after.isRequestPending(slot)
                            && !Arrays.equals(before.request(slot), 0, 16, after.request(slot), 0, 16),
                    "P3 nonce",
                    "a request with an old nonce");
            return;
        }
        Violation.unless(Arrays.equals(before.request(slot), after.request(slot)), "P3 nonce", "without a request");
        Violation.unless(
                before.isRequestPending(slot) || !after.isRequestPending(slot), "P3 nonce", "came back to life");
    }

    /** Lets the model follow what a command in the channel did. */
    private void follow(Exchange exchange, Snapshot after) {
        Command command = exchange.command();
        if (exchange.is(0x80, Ins.UNWRAP)) {
            followUnwrap(exchange, after);
        } else if (!exchange.isSuccess()) {
            return;
        } else if (exchange.is(0, Ins.MANAGE_SECURITY_ENVIRONMENT)) {
            model.templateSlot = command.data()[2];
        } else if (exchange.is(0x80, Ins.DELETE_KEY)) {
            model.forgetSlot(command.p1());
            if (model.leaseSlot == command.p1()) {
                model.dropLease();
            }
        } else if (exchange.is(0x80, Ins.INITIALIZE)) {
            model.endChannel();
        }
    }

    private void followUnwrap(Exchange exchange, Snapshot card) {
        if (!exchange.isSuccess()) {
            return;
        }
        byte[] data = exchange.command().data();
        int suffix = data[2] & 0xFF;
        int prefix = data[3] & 0xFF;
        int blob = data[4] & 0xFF;
        int uses = (data.length - 5 - prefix) / (suffix + blob);
        if (exchange.answer() != null) {
            Violation.unless(
                    exchange.answer().length == uses * (1 + blob - Limit.SIV_LENGTH), "P2 spend first", "results");
        }
        int slot = exchange.command().p1();
        model.spend(slot, uses, exchange.answer() != null);
        Violation.unless(
                card.burst(slot) == 0 || model.burstUsed(slot) <= card.burst(slot), "P4 burst", "slot " + slot);
    }

    private void judgeEnding(Exchange exchange) {
        switch (exchange.ending()) {
            case YES -> {
                Violation.unless(
                        model.heldAtLeast == 0, "P7 lease", "an open lease did not go back: " + model.heldAtLeast);
                Violation.unless(model.rewrapSlot < 0, "P5 log", "a rewrap has no end");
                model.endChannel();
            }
            case POWER -> model.endChannel();
            default -> {}
        }
    }
}
