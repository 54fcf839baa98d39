package org.keymeter.simulator.fuzz;

import java.util.Arrays;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** What the host side can know of a card's channel: who has proved himself, the open lease, what a certificate would be for; and the PINs. */
final class Model {
    /** Of user and admin. */
    final byte[][] pins = new byte[2][];

    /** Whether user or admin was verified in the channel. */
    final boolean[] verified = new boolean[2];

    /** Slot of the open lease, -1 without one. */
    int leaseSlot = -1;

    /** Uses in the open lease. Two bounds, for an answer that nobody fetched does not say what it cost. */
    long heldAtLeast;

    long heldAtMost;
    /** Slot of a begun rewrap, -1 without one. */
    int rewrapSlot = -1;

    /** Slot whose grant comes next, -1: none was named. */
    int templateSlot = -1;

    private final long[] burstUsed = new long[Limit.KEY_SLOTS];

    static boolean isAdmin(int reference) {
        return reference == (Code.ADMIN_PIN & 0xFF);
    }

    static boolean isPinReference(int p2) {
        return p2 == (Code.USER_PIN & 0xFF) || isAdmin(p2);
    }

    boolean isUser() {
        return verified[0];
    }

    boolean isAdmin() {
        return verified[1];
    }

    /** P7: all that belongs to a channel dies with it. */
    void endChannel() {
        Arrays.fill(verified, false);
        Arrays.fill(burstUsed, 0);
        dropLease();
        rewrapSlot = -1;
        templateSlot = -1;
    }

    void dropLease() {
        leaseSlot = -1;
        heldAtLeast = 0;
        heldAtMost = 0;
    }

    /** Uses taken off a meter enter the lease. */
    void take(int slot, long amount) {
        if (leaseSlot != slot) {
            dropLease();
            leaseSlot = slot;
        }
        heldAtLeast += amount;
        heldAtMost += amount;
    }

    /**
     * Uses leave the lease for results.
     *
     * @param isCertain whether the answer was seen
     */
    void spend(int slot, long uses, boolean isCertain) {
        boolean isLeased = leaseSlot == slot;
        if (isCertain) {
            long held = isLeased ? heldAtMost : 0;
            Violation.unless(held >= uses, "P2 spend first", uses + " results of " + held + " uses taken");
            burstUsed[slot] += uses;
            heldAtMost = held - uses;
        }
        heldAtLeast = isLeased ? Math.max(0, heldAtLeast - uses) : 0;
        if (heldAtMost == 0) {
            dropLease();
        }
    }

    void renewBursts() {
        Arrays.fill(burstUsed, 0);
    }

    void forgetSlot(int slot) {
        burstUsed[slot] = 0;
        if (templateSlot == slot) {
            templateSlot = -1;
        }
    }

    long burstUsed(int slot) {
        return burstUsed[slot];
    }

    /** Whether the condition of section 4 holds for a command, as far as this host gave the card reason to think so. */
    boolean meets(String condition, Command command, Snapshot card) {
        if (!card.isInitialized()) {
            return command.is(0x80, Ins.INITIALIZE)
                    || command.is(0x80, Ins.END_SESSION)
                    || command.is(0, Ins.GET_DATA) && isDeviceTag(command);
        }
        return switch (condition) {
            case "any" -> true;
            case "metadata" -> mayReadMetadata(card);
            case "any for 0101, else metadata" -> isDeviceTag(command) || mayReadMetadata(card);
            case "admin", "any (installed) / admin (initialised)" -> isAdmin();
            case "ack" -> isAdmin() || isUser() && !card.hasOption(Code.OPTION_ADMIN_ACKNOWLEDGES);
            case "key" -> mayUse(command.p1(), card);
            case "any, then key of the data" -> mayUse(command.data()[2], card);
            case "key of the template" -> templateSlot >= 0 && mayUse(templateSlot, card);
            default -> throw new IllegalStateException("a condition unknown to the model: " + condition);
        };
    }

    private static boolean isDeviceTag(Command command) {
        return command.p1() == 1 && command.p2() == 1;
    }

    private boolean mayReadMetadata(Snapshot card) {
        return !card.hasOption(Code.OPTION_RESERVED) || isUser() || isAdmin();
    }

    private boolean mayUse(int slot, Snapshot card) {
        return slot >= 0 && slot < Limit.KEY_SLOTS && card.isKey(slot) && (!card.needsPin(slot) || isUser());
    }
}
