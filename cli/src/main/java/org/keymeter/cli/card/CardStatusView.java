package org.keymeter.cli.card;

import java.util.List;
import java.util.OptionalInt;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.DeviceInfo.PinTries;
import org.keymeter.card.Failures;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.terminal.JsonNames;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.Table;
import org.keymeter.cli.terminal.View;
import org.keymeter.protocol.Limit;

/**
 * An initialised card, read inside the channel.
 *
 * @param authenticated true: the card proved that it is the pinned one
 * @param initialised true
 * @param label of the card
 * @param deviceId 16 bytes
 * @param instance counts initialisations
 * @param fingerprint SHA-256 of the device key's SubjectPublicKeyInfo
 * @param setup verified, or unverified: taken on first use
 * @param protocolVersion of the card
 * @param appletVersion of the card
 * @param capabilities optional silicon
 * @param userPin tries of the user PIN
 * @param adminPin tries of the admin PIN
 * @param log the audit log
 * @param keys by slot
 */
record CardStatusView(
        boolean authenticated,
        boolean initialised,
        String label,
        ByteString deviceId,
        long instance,
        ByteString fingerprint,
        String setup,
        int protocolVersion,
        int appletVersion,
        List<String> capabilities,
        Tries userPin,
        Tries adminPin,
        Log log,
        List<Key> keys)
        implements View {
    /** @param left 0: blocked */
    record Tries(int left, int limit) {
        static Tries of(PinTries tries) {
            return new Tries(tries.left(), tries.limit());
        }

        @Override
        public String toString() {
            return Words.tries(left) + " of " + limit;
        }
    }

    /**
     * @param forced whether the card refuses work rather than overwrite a record
     * @param acknowledgedBy user or admin
     * @param last sequence of the last record
     * @param outstanding records that are not acknowledged
     * @param free ordinary records that still fit, null without forced auditing
     * @param wrongPins refused since initialisation
     * @param refusedGrants likewise
     * @param refusedBlobs likewise
     */
    record Log(
            boolean forced,
            String acknowledgedBy,
            long last,
            long outstanding,
            OptionalInt free,
            int wrongPins,
            int refusedGrants,
            int refusedBlobs) {
        static Log of(DeviceInfo info, LogState state) {
            Failures failures = state.failures();
            return new Log(
                    info.options().contains(CardOption.FORCED_AUDIT),
                    info.options().contains(CardOption.ADMIN_ACKNOWLEDGES) ? "admin" : "user",
                    state.last(),
                    state.outstanding(),
                    state.free().count(),
                    failures.wrongPins(),
                    failures.refusedGrants(),
                    failures.refusedBlobs());
        }
    }

    /**
     * @param slot 0 to 7
     * @param label of the key
     * @param remaining uses
     * @param ceiling the most that a grant sets
     */
    record Key(int slot, String label, long remaining, long ceiling) {
        static Key of(KeyInfo key) {
            return new Key(
                    key.slot(), key.label(), key.remaining(), key.policy().ceiling());
        }
    }

    static CardStatusView of(OpenCard card, DeviceInfo info, LogState log) throws CardException {
        return new CardStatusView(
                true,
                true,
                info.label(),
                info.deviceId(),
                info.instance(),
                card.session().identity().deviceKey().fingerprint(),
                JsonNames.of(info.setup()),
                info.protocolVersion(),
                info.appletVersion(),
                info.capabilities().stream().map(JsonNames::of).sorted().toList(),
                Tries.of(info.userPin()),
                Tries.of(info.adminPin()),
                Log.of(info, log),
                card.session().keys().readAll().stream().map(Key::of).toList());
    }

    @Override
    public void describe(Page page) {
        page.field("card", label + ("verified".equals(setup) ? ", set up with its setup secret" : ""));
        page.field("device id", deviceId.toGroups() + ", instance " + instance);
        page.field("fingerprint", fingerprint.toGroups());
        page.field("user PIN", userPin);
        page.field("admin PIN", adminPin);
        page.field(
                "audit log",
                "record " + log.last + ", " + log.outstanding + " not acknowledged, " + Words.free(log.free) + "; the "
                        + log.acknowledgedBy + " acknowledges");
        page.field("refused so far", new Failures(log.wrongPins, log.refusedGrants, log.refusedBlobs).words());
        if (log.free.isPresent() && log.free.getAsInt() <= Limit.RECORD_COUNT / 4) {
            page.field("", "it is filling up: 'keymeter audit ack' makes room");
        }
        if (keys.isEmpty()) {
            page.field("keys", "none; make one with 'keymeter key create'");
        } else {
            Table table = new Table("#SLOT", "KEY", "#LEFT", "#CEILING");
            keys.forEach(key -> table.row(key.slot, key.label, key.remaining, key.ceiling));
            page.gap().table(table);
        }
    }
}
