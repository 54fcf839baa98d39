package org.keymeter.simulator.tear;

import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.audit.AuditDetail;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.protocol.Code;

/**
 * What must hold between two looks at a card whatever happened in between, by the design alone: nothing here was learnt from
 * the applet.
 *
 * @param before the look before the command
 * @param held uses in the lease that was open then
 * @param shown PINs that the command shows
 */
record Promises(Seen before, long held, List<ShownPin> shown) {
    /** @throws BrokenPromise naming it */
    void check(Seen seen) throws BrokenPromise {
        if (seen.state().instance() != before.state().instance()) {
            checkInitialized(seen);
            return;
        }
        List<AuditRecord> records = seen.recordsAfter(before);
        require(
                records.size() == seen.state().lastRecord() - before.state().lastRecord(),
                "P5: records are missing between two looks");
        Ledger ledger = new Ledger(before);
        for (AuditRecord record : records) {
            ledger.post(record);
        }
        ledger.compare(seen);
        require(ledger.returned() <= held + ledger.taken(), "P3: more was returned than a lease held");
        checkTail(seen, ledger);
        checkPin(Code.USER_PIN, before.state().userPin(), seen.state().userPin(), ledger);
        checkPin(Code.ADMIN_PIN, before.state().adminPin(), seen.state().adminPin(), ledger);
        checkUses(seen, records);
        checkRequests(seen, records);
    }

    /** A host that was given results: they were paid for, whenever the power failed (P2). */
    void checkPaid(Seen seen, int results) throws BrokenPromise {
        long spent = 0;
        for (KeyInfo key : seen.keys()) {
            spent += find(key.identity())
                    .map(old -> key.spentEver() - old.spentEver())
                    .orElse(0L);
        }
        require(results == 0 || results <= spent + held, "P2: " + results + " results for " + (spent + held) + " uses");
    }

    /** PIN tries, which come back by the right PIN alone, or with a new one. */
    void checkTries(Seen seen) throws BrokenPromise {
        ruleOf(Pin.USER).check(seen.tries().user(), isRenewed(seen, Code.USER_PIN));
        ruleOf(Pin.ADMIN).check(seen.tries().admin(), isRenewed(seen, Code.ADMIN_PIN));
    }

    /** As {@link #checkTries}, when the power did not fail. */
    void checkTriesAfterAll(Seen seen) throws BrokenPromise {
        ruleOf(Pin.USER).checkWhole(seen.tries().user(), isRenewed(seen, Code.USER_PIN));
        ruleOf(Pin.ADMIN).checkWhole(seen.tries().admin(), isRenewed(seen, Code.ADMIN_PIN));
    }

    private TryRule ruleOf(Pin which) {
        boolean isUser = which == Pin.USER;
        return new TryRule(
                which,
                isUser ? before.device().userPin() : before.device().adminPin(),
                isUser ? before.state().userPin() : before.state().adminPin(),
                shown);
    }

    private boolean isRenewed(Seen seen, byte reference) {
        return seen.state().instance() != before.state().instance()
                || seen.recordsAfter(before).stream().anyMatch(record -> isOfNewPin(record, reference));
    }

    private static boolean isOfNewPin(AuditRecord record, byte reference) {
        boolean isReset = record.event().equals(Optional.of(AuditEvent.USER_PIN_RESET)) && reference == Code.USER_PIN;
        boolean isChange = record.event().equals(Optional.of(AuditEvent.PIN_CHANGED))
                && record.slot() == Byte.toUnsignedInt(reference);
        return isReset || isChange;
    }

    private void checkInitialized(Seen seen) throws BrokenPromise {
        require(seen.state().instance() == before.state().instance() + 1, "an instance was left out");
        require(seen.keys().isEmpty() && seen.anchors().isEmpty(), "P3: something outlived an initialisation");
        require(!seen.device().deviceId().equals(before.device().deviceId()), "the device id is the old one");
        require(
                seen.records().size() == 1
                        && seen.records().get(0).typedDetail() instanceof AuditDetail.Initialization first
                        && first.isFirst() == (before.state().instance() == 0),
                "P5: record 1 does not tell of the initialisation");
    }

    private void checkTail(Seen seen, Ledger ledger) throws BrokenPromise {
        boolean isForced = seen.device().options().contains(CardOption.FORCED_AUDIT);
        require(
                !isForced || seen.state().firstRecord() == ledger.acknowledged() + 1,
                "P5: a record gave way that nobody acknowledged");
    }

    /** A PIN is another exactly if the log says so; behind a blocked one nobody knows. */
    private static void checkPin(byte reference, String was, String is, Ledger ledger) throws BrokenPromise {
        boolean isTold = ledger.changedPins().contains(Byte.toUnsignedInt(reference));
        require(was.isEmpty() || is.isEmpty() || was.equals(is) || isTold, "P5: a PIN changed without a record");
    }

    /** Uses rise by a grant alone, and to the ceiling at most; what was spent comes back by a lease alone (P3). */
    private void checkUses(Seen seen, List<AuditRecord> records) throws BrokenPromise {
        for (KeyInfo key : seen.keys()) {
            Optional<KeyInfo> old = find(key.identity());
            boolean isRefilled = records.stream()
                    .anyMatch(record -> record.typedDetail() instanceof AuditDetail.Redeemed redeemed
                            && redeemed.identity().equals(key.identity()));
            long most = old.isEmpty() || isRefilled
                    ? key.policy().ceiling()
                    : old.get().remaining() + held;
            require(key.remaining() <= most, "P3: uses rose from " + old + " to " + key);
            require(
                    old.isEmpty() || key.spentEver() >= old.get().spentEver() - held,
                    "P3: spent uses came back: " + old + ", " + key);
            require(old.isEmpty() || key.policy().equals(old.get().policy()), "P4: a policy changed");
        }
        for (KeyInfo old : before.keys()) {
            boolean isDeleted = records.stream()
                    .anyMatch(record -> record.event().equals(Optional.of(AuditEvent.KEY_DELETED))
                            && record.typedDetail() instanceof AuditDetail.KeyState key
                            && key.identity().equals(old.identity()));
            require(seen.hasKey(old.identity()) != isDeleted, "P6: a key is lost, or one is there that was deleted");
        }
    }

    /** A request that is answered, or whose key has another generation, is dead (P3). */
    private void checkRequests(Seen seen, List<AuditRecord> records) throws BrokenPromise {
        for (AuditRecord record : records) {
            boolean wasPending =
                    before.keys().stream().anyMatch(key -> key.slot() == record.slot() && key.isRequestPending());
            boolean isRedeemed = record.event().equals(Optional.of(AuditEvent.GRANT_REDEEMED));
            require(!isRedeemed || wasPending, "P3: a grant counted that no request waited for");
            boolean isEnded = record.event()
                    .filter(event -> event == AuditEvent.GRANT_REDEEMED
                            || event == AuditEvent.GENERATION_MADE
                            || event == AuditEvent.GENERATION_RETIRED)
                    .isPresent();
            boolean isPending =
                    seen.keys().stream().anyMatch(key -> key.slot() == record.slot() && key.isRequestPending());
            require(!isEnded || !isPending, "P3: a request outlived " + record.what());
            boolean isEmptied = record.typedDetail() instanceof AuditDetail.UsesDropped;
            boolean isLeft = seen.keys().stream()
                    .anyMatch(key ->
                            key.policy().isEmptiedByPinReset() && (key.isRequestPending() || key.remaining() != 0));
            require(!isEmptied || !isLeft, "P4: uses, or a request for some, outlived a reset of the user PIN");
        }
    }

    private Optional<KeyInfo> find(ByteString identity) {
        return before.keys().stream()
                .filter(key -> key.identity().equals(identity))
                .findFirst();
    }

    private static void require(boolean holds, String otherwise) throws BrokenPromise {
        BrokenPromise.unless(holds, otherwise);
    }
}
