package org.keymeter.card;

import java.util.ArrayList;
import java.util.List;

/**
 * What removing a trust anchor does to the keys on the card.
 *
 * @param stranded keys that no anchor left on the card can refill; importing the same CA key again mends that
 * @param narrowed keys that name the anchor, and another one that stays
 */
public record AnchorRemoval(List<KeyInfo> stranded, List<KeyInfo> narrowed) {
    public AnchorRemoval {
        stranded = List.copyOf(stranded);
        narrowed = List.copyOf(narrowed);
    }

    /**
     * @param removed the anchor
     * @param anchors all on the card, that one among them or not
     * @param keys all on the card
     */
    public static AnchorRemoval of(AnchorInfo removed, List<AnchorInfo> anchors, List<KeyInfo> keys) {
        List<ByteString> staying = anchors.stream()
                .map(AnchorInfo::spkiHash)
                .filter(hash -> !hash.equals(removed.spkiHash()))
                .toList();
        List<KeyInfo> stranded = new ArrayList<>();
        List<KeyInfo> narrowed = new ArrayList<>();
        for (KeyInfo key : keys) {
            List<ByteString> named = key.policy().anchors();
            if (named.contains(removed.spkiHash())) {
                (named.stream().anyMatch(staying::contains) ? narrowed : stranded).add(key);
            }
        }
        return new AnchorRemoval(stranded, narrowed);
    }
}
