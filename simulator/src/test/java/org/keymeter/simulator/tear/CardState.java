package org.keymeter.simulator.tear;

import java.util.Collections;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.Failures;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.protocol.Limit;

/**
 * All that a host can see of a card, but what is drawn at random.
 *
 * @param setup how the device key came to be trusted
 * @param instance of the device
 * @param kept log slots left for redeeming, resets and changes
 * @param events of the outstanding records, in hexadecimal
 * @param userPin which of the PINs it is, empty: blocked
 * @param adminPin likewise
 */
record CardState(
        DeviceInfo.Setup setup,
        long instance,
        List<Key> keys,
        List<String> anchors,
        long firstRecord,
        long lastRecord,
        List<Integer> kept,
        List<String> events,
        Failures failures,
        String userPin,
        String adminPin) {
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
            boolean opens) {
        static Key of(KeyInfo key, boolean opens) {
            return new Key(
                    key.slot(),
                    key.generation(),
                    key.hasOldGeneration(),
                    key.isRequestPending(),
                    key.remaining(),
                    key.spentInGeneration(),
                    key.spentEver(),
                    key.label(),
                    opens);
        }

        Key withOpens(boolean other) {
            return new Key(slot, generation, hasOld, isRequestPending, remaining, spent, spentEver, label, other);
        }
    }

    /** PIN tries left. */
    record Tries(int user, int admin) {
        static Tries of(DeviceInfo device) {
            return new Tries(device.userPin().left(), device.adminPin().left());
        }
    }

    /** Of a card that was not initialised. */
    static CardState installed(DeviceInfo device) {
        List<Integer> none = List.of();
        Failures failures = new Failures(0, 0, 0);
        return new CardState(
                device.setup(), device.instance(), List.of(), List.of(), 0, 0, none, List.of(), failures, "", "");
    }

    static CardState of(
            DeviceInfo device,
            LogState log,
            List<KeyInfo> keys,
            List<AnchorInfo> anchors,
            List<String> events,
            String userPin,
            String adminPin) {
        return new CardState(
                device.setup(),
                device.instance(),
                keys.stream().map(key -> Key.of(key, false)).toList(),
                anchors.stream().map(CardState::describe).toList(),
                log.first(),
                log.last(),
                List.of(log.keptForRedeeming(), log.keptForReset(), log.keptForChange()),
                events,
                log.failures(),
                userPin,
                adminPin);
    }

    private static String describe(AnchorInfo anchor) {
        return anchor.slot() + " " + anchor.spkiHash() + " " + anchor.latest();
    }

    /** @param opens by slot */
    CardState withOpens(List<Boolean> opens) {
        List<Key> looked =
                keys.stream().map(key -> key.withOpens(opens.get(key.slot))).toList();
        return with(looked, failures, userPin, adminPin);
    }

    /** What is seen of it when so many tries are left: behind a blocked user PIN, no key opens anything. */
    CardState with(Tries tries) {
        String user = tries.user() == 0 ? "" : userPin;
        String admin = tries.admin() == 0 ? "" : adminPin;
        CardState state = with(keys, failures, user, admin);
        return tries.user() == 0 ? state.withOpens(Collections.nCopies(Limit.KEY_SLOTS, false)) : state;
    }

    CardState withFailures(Failures others) {
        return with(keys, others, userPin, adminPin);
    }

    private CardState with(List<Key> otherKeys, Failures otherFailures, String user, String admin) {
        return new CardState(
                setup, instance, otherKeys, anchors, firstRecord, lastRecord, kept, events, otherFailures, user, admin);
    }
}
