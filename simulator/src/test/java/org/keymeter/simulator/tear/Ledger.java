package org.keymeter.simulator.tear;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.audit.AuditDetail;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.protocol.Code;

/**
 * What a card must be if its log tells the truth and all of it: keys, meters, anchors and the tail, as section 8 of
 * docs/PROTOCOL.md says what each event does. Knows nothing of the applet.
 */
final class Ledger {
    /** By slot. */
    private final Map<Integer, Account> accounts = new TreeMap<>();

    private final Set<ByteString> anchors;
    private final Set<Integer> changedPins = new HashSet<>();
    private long acknowledged;
    private long taken;
    private long returned;

    private record Account(
            ByteString identity, int generation, boolean hasOld, long remaining, long spent, long spentEver) {
        static Account of(KeyInfo key) {
            return new Account(
                    key.identity(),
                    key.generation(),
                    key.hasOldGeneration(),
                    key.remaining(),
                    key.spentInGeneration(),
                    key.spentEver());
        }

        Account move(long uses) {
            return new Account(identity, generation, hasOld, remaining + uses, spent - uses, spentEver - uses);
        }

        Account withRemaining(long uses) {
            return new Account(identity, generation, hasOld, uses, spent, spentEver);
        }

        Account next() {
            return new Account(identity, generation + 1, true, remaining, 0, spentEver);
        }

        Account withoutOld() {
            return new Account(identity, generation, false, remaining, spent, spentEver);
        }
    }

    /** As the card was seen. */
    Ledger(Seen seen) {
        seen.keys().forEach(key -> accounts.put(key.slot(), Account.of(key)));
        anchors = new HashSet<>(seen.anchors());
        acknowledged = seen.state().firstRecord() - 1;
    }

    /** Uses that were taken off meters, by the records posted. */
    long taken() {
        return taken;
    }

    long returned() {
        return returned;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** References of the PINs that are new. */
    Set<Integer> changedPins() {
        return changedPins;
    }

    void post(AuditRecord record) throws BrokenPromise {
        AuditEvent event = record.event().orElseThrow();
        AuditDetail detail = record.typedDetail();
        if (detail instanceof AuditDetail.UsesMoved moved) {
            move(record.slot(), event, moved);
        } else if (detail instanceof AuditDetail.KeyState key) {
            change(record, event, key);
        } else if (detail instanceof AuditDetail.KeyCreated created) {
            Account opened = new Account(created.identity(), 1, false, created.initialUses(), 0, 0);
            require(accounts.put(record.slot(), opened) == null, "a key was created over another");
        } else if (detail instanceof AuditDetail.Redeemed redeemed) {
            Account account = find(record.slot(), redeemed.identity());
            require(redeemed.before() == account.remaining, "redeemed from other uses than were left");
            accounts.put(record.slot(), account.withRemaining(redeemed.remaining()));
        } else if (detail instanceof AuditDetail.Rewrapped rewrapped) {
            Account account = find(record.slot(), rewrapped.identity());
            require(rewrapped.remaining() == account.remaining, "rewrapping tells of other uses");
        } else if (detail instanceof AuditDetail.Anchor anchor) {
            move(event, anchor.spkiHash());
        } else if (detail instanceof AuditDetail.UsesDropped dropped) {
            drop(dropped);
        } else if (detail instanceof AuditDetail.Acknowledged up) {
            acknowledged = up.sequence();
        } else if (detail instanceof AuditDetail.None) {
            changedPins.add(record.slot());
        } else {
            throw new BrokenPromise("a record that has no place there: " + record.what());
        }
    }

    private void move(AuditEvent event, ByteString anchor) throws BrokenPromise {
        if (event == AuditEvent.ANCHOR_IMPORTED) {
            anchors.add(anchor);
        } else {
            require(anchors.remove(anchor), "an anchor was removed that was not there");
        }
    }

    private void drop(AuditDetail.UsesDropped dropped) throws BrokenPromise {
        changedPins.add(Byte.toUnsignedInt(Code.USER_PIN));
        for (int slot = 0; slot < dropped.bySlot().size(); slot++) {
            long uses = dropped.bySlot().get(slot);
            if (uses != 0) {
                Account account = accounts.get(slot);
                require(account != null && account.remaining == uses, "other uses were dropped than were left");
                accounts.put(slot, account.withRemaining(0));
            }
        }
    }

    private void change(AuditRecord record, AuditEvent event, AuditDetail.KeyState key) throws BrokenPromise {
        Account account = find(record.slot(), key.identity());
        require(
                key.remaining() == account.remaining && key.spentEver() == account.spentEver,
                event + " tells of another meter");
        switch (event) {
            case KEY_DELETED -> accounts.remove(record.slot());
            case GENERATION_MADE -> accounts.put(record.slot(), account.next());
            default -> accounts.put(record.slot(), account.withoutOld());
        }
    }

    private void move(int slot, AuditEvent event, AuditDetail.UsesMoved moved) throws BrokenPromise {
        boolean isReturn = event == AuditEvent.USES_RETURNED;
        if (isReturn) {
            returned += moved.amount();
        } else {
            taken += moved.amount();
        }
        Account account = find(slot, moved.identity()).move(isReturn ? moved.amount() : -moved.amount());
        require(
                moved.remaining() == account.remaining && moved.spentEver() == account.spentEver,
                event + " tells of another meter");
        accounts.put(slot, account);
    }

    private Account find(int slot, ByteString identity) throws BrokenPromise {
        Account account = accounts.get(slot);
        require(account != null && account.identity.equals(identity), "a record tells of a key that is not there");
        return account;
    }

    private static void require(boolean holds, String otherwise) throws BrokenPromise {
        BrokenPromise.unless(holds, otherwise);
    }

    /** Holds the card to it. */
    void compare(Seen seen) throws BrokenPromise {
        Map<Integer, Account> actual = new HashMap<>();
        seen.keys().forEach(key -> actual.put(key.slot(), Account.of(key)));
        require(accounts.equals(actual), "the log tells of " + accounts + ", the card of " + actual);
        require(
                anchors.equals(seen.anchors().stream().collect(Collectors.toSet())),
                "the log tells of other anchors than the card");
    }
}
