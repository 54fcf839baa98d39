package org.keymeter.simulator.tear;

import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.audit.AuditEvent;

/**
 * A grant counts once: shown again after the cut, and again, it is taken if it was not taken before and its request is still
 * pending, and never a second time (P3). If the log has no room for it left, it is acknowledged before.
 *
 * @param isLastTry so many of its attempts were cut off that none may be left for it
 */
record GrantOnce(int slot, List<ByteString> path, ByteString grant, boolean isLastTry) implements Aftermath {
    @Override
    public void check(Stage stage, byte[] left, Seen before, Seen seen) throws Exception {
        long redeemed = seen.recordsAfter(before).stream()
                .filter(record -> record.event().equals(Optional.of(AuditEvent.GRANT_REDEEMED)))
                .count();
        boolean isPending = seen.keys().stream().anyMatch(key -> key.slot() == slot && key.isRequestPending());
        stage.card().restore(left);
        CardSession session = stage.open();
        Steps.verify(Pin.USER, seen.state().userPin()).run(session);
        if (seen.state().kept().get(0) == 0) {
            Steps.acknowledge().run(session);
        }
        long later = 0;
        for (int i = 0; i < 2; i++) {
            later += isRedeemed(session) ? 1 : 0;
        }
        BrokenPromise.unless(redeemed + later <= 1, "P3: a grant counted " + (redeemed + later) + " times");
        BrokenPromise.unless(later == 0 || isPending, "P3: a grant counted that no request waits for");
        BrokenPromise.unless(later == 1 || !isPending || isLastTry, "P6: a request waits, but its grant is lost");
        for (KeyInfo key : session.keys().readAll()) {
            BrokenPromise.unless(
                    key.remaining() <= key.policy().ceiling(), "P3: more uses than the ceiling after a grant");
        }
    }

    private boolean isRedeemed(CardSession session) throws Exception {
        try {
            Steps.redeem(slot, path, grant).run(session);
            return true;
        } catch (CardException refused) {
            return false;
        }
    }
}
