package org.keymeter.simulator.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** Replays the records that a command wrote on the meters as they were before it, and demands what the card then has (P2, P3, P5). */
final class Ledger {
    private static final Set<Byte> RETURN_LEASES = Set.of(
            Ins.UNWRAP,
            Ins.CHANGE_REFERENCE_DATA,
            Ins.RESET_RETRY_COUNTER,
            Ins.CREATE_KEY,
            Ins.MAKE_GENERATION,
            Ins.RETIRE_GENERATION,
            Ins.PERFORM_SECURITY_OPERATION,
            Ins.END_SESSION);
    private static final Set<Byte> END_REWRAPS =
            Set.of(Ins.REWRAP, Ins.RETIRE_GENERATION, Ins.DELETE_KEY, Ins.END_SESSION);
    private static final String P3 = "P3 only a grant refills";

    private final Snapshot before;
    private final Snapshot after;
    private final Exchange exchange;
    private final Model model;
    private final Set<Byte> own;
    private final long[] remaining = new long[Limit.KEY_SLOTS];
    private final long[] spent = new long[Limit.KEY_SLOTS];
    private final long[] ever = new long[Limit.KEY_SLOTS];
    private final boolean[] used = new boolean[Limit.KEY_SLOTS];
    private final MessageDigest sha256;

    /** @param own events that the command may record when it succeeds */
    Ledger(Snapshot before, Snapshot after, Exchange exchange, Model model, Set<Byte> own) {
        this.before = before;
        this.after = after;
        this.exchange = exchange;
        this.model = model;
        this.own = own;
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            used[slot] = before.isKey(slot);
            remaining[slot] = before.remaining(slot);
            spent[slot] = before.spent(slot);
            ever[slot] = before.spentEver(slot);
        }
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replays, and compares; the model's lease follows. */
    void replay() {
        boolean isNew = exchange.hasInitialized();
        byte[] chain = isNew ? firstChain() : before.chain();
        long first = isNew ? 1 : before.lastSequence() + 1;
        if (!isNew) {
            Violation.unless(after.lastSequence() >= before.lastSequence(), "P5 log", "the head's sequence went back");
        }
        for (long sequence = first; sequence <= after.lastSequence(); sequence++) {
            byte[] record = after.record(sequence);
            sha256.update(chain);
            chain = sha256.digest(record);
            Violation.unless(ByteBuffer.wrap(record).getInt() == (int) sequence, "P5 log", "a record's sequence");
            apply(record);
        }
        Violation.unless(Arrays.equals(chain, after.chain()), "P5 log", "the chain does not verify");
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            Violation.unless(used[slot] == after.isKey(slot), "P8 change", "key slot " + slot + " without its record");
            if (used[slot]) {
                compare(slot);
            }
        }
    }

    private void compare(int slot) {
        String meter = String.format(
                "slot %d has remaining %d, spent %d, ever %d; by the records %d, %d, %d",
                slot,
                after.remaining(slot),
                after.spent(slot),
                after.spentEver(slot),
                remaining[slot],
                spent[slot],
                ever[slot]);
        Violation.unless(remaining[slot] == after.remaining(slot), P3, meter);
        Violation.unless(spent[slot] == after.spent(slot) && ever[slot] == after.spentEver(slot), "P2 spent", meter);
        Violation.unless(remaining[slot] <= after.ceiling(slot), P3, "above the ceiling: " + meter);
        Violation.unless(after.lifetime(slot) == 0 || ever[slot] <= after.lifetime(slot), "P4 lifetime", meter);
    }

    private byte[] firstChain() {
        sha256.update("KEYMETER-HEAD-v1".getBytes(StandardCharsets.US_ASCII));
        sha256.update(after.deviceId());
        return sha256.digest(Command.u32(after.instance()));
    }

    private void apply(byte[] record) {
        ByteBuffer fields = ByteBuffer.wrap(record);
        byte event = record[4];
        int slot = record[5];
        long first = fields.getInt(32) & 0xFFFFFFFFL;
        long second = fields.getInt(36) & 0xFFFFFFFFL;
        Violation.unless(fields.getShort(14) == (short) 0x9000, "P5 log", "a record's result");
        boolean isEnd = event == Event.USES_RETURNED || event == Event.REWRAP_ENDED;
        Violation.unless(
                isEnd ? mayEnd(event) : own.contains(event) && exchange.isSuccess(),
                "P8 change",
                "event " + event + " recorded by " + exchange.command());
        switch (event) {
            case Event.USES_TAKEN -> take(slot, second);
            case Event.USES_RETURNED -> giveBack(slot, second);
            case Event.GRANT_REDEEMED -> redeem(slot, first, second);
            case Event.KEY_CREATED -> create(slot, first);
            case Event.KEY_DELETED -> used[slot] = false;
            case Event.GENERATION_MADE -> spent[slot] = 0;
            case Event.USER_PIN_RESET -> resetUser(fields);
            case Event.INITIALIZED -> Arrays.fill(used, false);
            case Event.REWRAP_STARTED -> model.rewrapSlot = slot;
            case Event.REWRAP_ENDED -> {
                Violation.unless(model.rewrapSlot == slot, "P5 log", "the end of a rewrap that did not begin");
                model.rewrapSlot = -1;
            }
            default -> {}
        }
        if (event == Event.USES_TAKEN || event == Event.USES_RETURNED) {
            Violation.unless(
                    Arrays.equals(before.identity(slot), Arrays.copyOfRange(record, 16, 32))
                            && first == remaining[slot]
                            && (fields.getInt(40) & 0xFFFFFFFFL) == ever[slot],
                    "P5 log",
                    "the record of uses is not what became of them");
        }
    }

    private boolean mayEnd(byte event) {
        return exchange.mayEnd()
                || exchange.command() != null
                        && (event == Event.USES_RETURNED ? RETURN_LEASES : END_REWRAPS)
                                .contains((byte) exchange.command().ins());
    }

    private void take(int slot, long amount) {
        Violation.unless(amount > 0 && amount <= remaining[slot], "P2 spend first", "took " + amount);
        Violation.unless(slot == exchange.command().p1(), "P2 spend first", "took of another key");
        remaining[slot] -= amount;
        spent[slot] += amount;
        ever[slot] += amount;
        model.take(slot, amount);
    }

    private void giveBack(int slot, long amount) {
        Violation.unless(
                slot == model.leaseSlot && amount >= Math.max(1, model.heldAtLeast) && amount <= model.heldAtMost,
                P3,
                "slot " + slot + " got " + amount + " back; the lease of slot " + model.leaseSlot + " held "
                        + model.heldAtLeast + " to " + model.heldAtMost);
        remaining[slot] += amount;
        spent[slot] -= amount;
        ever[slot] -= amount;
        model.dropLease();
    }

    private void redeem(int slot, long now, long was) {
        Exchange.Grant grant = exchange.grant();
        Violation.unless(
                grant != null
                        && grant.isGenuine()
                        && grant.slot() == slot
                        && model.templateSlot == slot
                        && before.isRequestPending(slot)
                        && before.isTrusted(slot, grant.spkiHash())
                        && Arrays.equals(grant.request(), before.request(slot))
                        && grant.uses() == now
                        && was == remaining[slot],
                P3,
                "redeemed " + grant);
        remaining[slot] = now;
    }

    private void create(int slot, long uses) {
        byte[] data = exchange.command().data();
        Violation.unless(uses == (ByteBuffer.wrap(data).getInt(2 + data[1]) & 0xFFFFFFFFL), P3, "initial uses");
        used[slot] = true;
        remaining[slot] = uses;
        spent[slot] = 0;
        ever[slot] = 0;
    }

    private void resetUser(ByteBuffer record) {
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (used[slot] && before.needsPin(slot) && before.isRefillable(slot)) {
                long lost = record.getInt(16 + 4 * slot) & 0xFFFFFFFFL;
                Violation.unless(lost == remaining[slot], "P5 log", "uses that fell to zero");
                remaining[slot] = 0;
                if (model.leaseSlot == slot) {
                    model.dropLease();
                }
            }
        }
    }
}
