package org.keymeter.simulator.tear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.RefusedException;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.protocol.Limit;
import org.keymeter.simulator.tear.CardState.Tries;

/** Finds out what a card is. Spends tries and uses, so the card must be restored afterwards. */
final class Inspection {
    private final Stage stage;
    private final CardSession session;

    private Inspection(Stage stage, CardSession session) {
        this.stage = stage;
        this.session = session;
    }

    static Seen of(Stage stage) throws Exception {
        return new Inspection(stage, stage.open()).look();
    }

    private Seen look() throws Exception {
        DeviceInfo device = session.device().read();
        Tries tries = Tries.of(device);
        if (device.state() == org.keymeter.card.CardState.INSTALLED) {
            return new Seen(CardState.installed(device), tries, device, List.of(), List.of(), List.of());
        }
        String admin = tries.admin() == 0 ? "" : firstAccepted(Pin.ADMIN, Steps.ADMIN_PIN, Steps.OTHER_ADMIN_PIN);
        String user = tries.user() == 0 ? "" : firstAccepted(Pin.USER, Steps.USER_PIN, Steps.OTHER_PIN);
        LogState log = session.log().readState();
        List<AuditRecord> records = readVerified(log);
        List<String> events = records.stream()
                .map(record -> "%02X".formatted(record.eventCode()))
                .toList();
        List<KeyInfo> keys = session.keys().readAll();
        List<AnchorInfo> anchors = session.anchors().readAll();
        CardState state = CardState.of(device, log, keys, anchors, events, user, admin);
        List<ByteString> hashes = anchors.stream().map(AnchorInfo::spkiHash).toList();
        if (!user.isEmpty()) {
            // Looking costs uses, and so comes after it was noted how many there are.
            state = state.withOpens(findOpening(keys, log));
        }
        return new Seen(state, tries, device, keys, hashes, records);
    }

    private String firstAccepted(Pin which, String... pins) throws Exception {
        CardException last = null;
        for (String pin : pins) {
            try {
                Steps.verify(which, pin).run(session);
                return pin;
            } catch (CardException wrong) {
                last = wrong;
            }
        }
        throw last;
    }

    private List<AuditRecord> readVerified(LogState log) throws Exception {
        ChainPoint point = new ChainPoint(log.first() - 1, log.chainBefore());
        List<AuditRecord> records = new ArrayList<>();
        while (point.sequence() < log.last()) {
            for (ByteString bytes : session.log().read(point.sequence() + 1)) {
                AuditRecord record = AuditRecord.of(bytes);
                records.add(record);
                point = point.append(record);
            }
        }
        BrokenPromise.unless(point.chain().equals(log.chain()), "the log's chain does not verify");
        return records;
    }

    private List<Boolean> findOpening(List<KeyInfo> keys, LogState log) throws Exception {
        if (log.outstanding() > Limit.RECORD_COUNT / 2) {
            makeRoom();
        }
        List<Boolean> opens = new ArrayList<>(Collections.nCopies(Limit.KEY_SLOTS, false));
        for (KeyInfo key : keys) {
            opens.set(key.slot(), stage.blobs().isOpening(session, key));
        }
        return opens;
    }

    private void makeRoom() throws Exception {
        try {
            Steps.acknowledge().run(session);
        } catch (RefusedException nothingToAcknowledge) {
            // Then nobody forces the log.
        }
    }
}
