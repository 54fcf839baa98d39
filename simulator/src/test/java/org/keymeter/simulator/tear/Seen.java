package org.keymeter.simulator.tear;

import java.util.List;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.simulator.tear.CardState.Tries;

/**
 * What a host found that knows the PINs.
 *
 * @param state to be compared with that of another run
 * @param tries before it tried any PIN
 * @param keys as the card told of them
 * @param anchors SHA-256 of their SPKI
 * @param records outstanding, verified against the chain
 */
record Seen(
        CardState state,
        Tries tries,
        DeviceInfo device,
        List<KeyInfo> keys,
        List<ByteString> anchors,
        List<AuditRecord> records) {
    boolean hasKey(ByteString identity) {
        return keys.stream().anyMatch(key -> key.identity().equals(identity));
    }

    /** Records that came after another look. */
    List<AuditRecord> recordsAfter(Seen before) {
        return records.stream()
                .filter(record -> record.sequence() > before.state.lastRecord())
                .toList();
    }
}
