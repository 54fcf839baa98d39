package org.keymeter.simulator.tear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.Failures;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/**
 * All that a host can see of a card, but what is drawn at random.
 *
 * @param instance of the device
 * @param kept log slots left for redeeming, resets and changes
 * @param events of the outstanding records, in hexadecimal
 * @param userPin which of the two PINs it is, empty: blocked
 */
record CardState(
        long instance,
        List<Key> keys,
        List<String> anchors,
        long firstRecord,
        long lastRecord,
        List<Integer> kept,
        List<String> events,
        Failures failures,
        String userPin) {
    /** @param opens whether blobs open that were wrapped under this generation, or the one before */
    record Key(
            int slot,
            int generation,
            boolean hasOld,
            boolean isRequestPending,
            long remaining,
            long spent,
            long spentEver,
            String label,
            boolean opens) {}

    /** PIN tries left. */
    record Tries(int user, int admin) {
        static Tries read(CardSession session) throws CardException {
            DeviceInfo device = session.device().read();
            return new Tries(device.userPin().left(), device.adminPin().left());
        }
    }

    /** @throws IllegalStateException if the log's chain does not verify */
    static CardState read(CardSession session, String userPin) throws CardException, InvalidFileException {
        LogState log = session.log().readState();
        List<Key> keys = new ArrayList<>();
        for (KeyInfo key : session.keys().readAll()) {
            keys.add(new Key(
                    key.slot(),
                    key.generation(),
                    key.hasOldGeneration(),
                    key.isRequestPending(),
                    key.remaining(),
                    key.spentInGeneration(),
                    key.spentEver(),
                    key.label(),
                    false));
        }
        return new CardState(
                session.device().read().instance(),
                keys,
                session.anchors().readAll().stream().map(CardState::describe).toList(),
                log.first(),
                log.last(),
                List.of(log.keptForRedeeming(), log.keptForReset(), log.keptForChange()),
                verify(session, log),
                log.failures(),
                userPin);
    }

    private static String describe(AnchorInfo anchor) {
        return anchor.slot() + " " + anchor.spkiHash() + " " + anchor.latest();
    }

    private static List<String> verify(CardSession session, LogState log) throws CardException, InvalidFileException {
        ChainPoint point = new ChainPoint(log.first() - 1, log.chainBefore());
        List<String> events = new ArrayList<>();
        while (point.sequence() < log.last()) {
            for (ByteString bytes : session.log().read(point.sequence() + 1)) {
                AuditRecord record = AuditRecord.of(bytes);
                events.add("%02X".formatted(bytes.toByteArray()[4]));
                point = point.append(record);
            }
        }
        if (!point.chain().equals(log.chain())) {
            throw new IllegalStateException("the log's chain does not verify");
        }
        return events;
    }

    CardState withOpens(List<Boolean> opens) {
        List<Key> looked = keys.stream()
                .map(key -> new Key(
                        key.slot,
                        key.generation,
                        key.hasOld,
                        key.isRequestPending,
                        key.remaining,
                        key.spent,
                        key.spentEver,
                        key.label,
                        opens.get(key.slot)))
                .toList();
        return new CardState(instance, looked, anchors, firstRecord, lastRecord, kept, events, failures, userPin);
    }

    /** What is seen of it when the user PIN is blocked: no key opens anything. */
    CardState whenBlocked() {
        List<Boolean> closed = Collections.nCopies(Limit.KEY_SLOTS, false);
        return new CardState(instance, keys, anchors, firstRecord, lastRecord, kept, events, failures, "")
                .withOpens(closed);
    }

    CardState withFailures(Failures others) {
        return new CardState(instance, keys, anchors, firstRecord, lastRecord, kept, events, others, userPin);
    }
}
