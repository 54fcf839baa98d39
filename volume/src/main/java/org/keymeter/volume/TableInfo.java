package org.keymeter.volume;

import java.util.List;
import org.keymeter.card.ByteString;

/**
 * What a table says of itself without a card.
 *
 * @param formatVersion of docs/VOLUME.md
 * @param volumeId 16 bytes
 * @param geometry sizes
 * @param recipients the keys that its subkeys are wrapped under, one or two
 * @param survey what its slots hold
 */
public record TableInfo(
        int formatVersion, ByteString volumeId, Geometry geometry, List<Recipient> recipients, TableSurvey survey) {
    public TableInfo {
        recipients = List.copyOf(recipients);
    }
}
