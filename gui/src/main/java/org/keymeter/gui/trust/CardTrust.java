package org.keymeter.gui.trust;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.Capability;
import org.keymeter.gui.readers.CardSnapshot;

/**
 * What a card's trust depends on.
 *
 * @param capabilities optional silicon that the card has, empty: not known
 * @param anchors SHA-256 of the SPKI of each CA that it trusts already
 */
public record CardTrust(Optional<Set<Capability>> capabilities, List<ByteString> anchors) {
    /** Of a card about which nothing is known. */
    public static final CardTrust UNKNOWN = new CardTrust(Optional.empty(), List.of());

    public CardTrust {
        capabilities = capabilities.map(Set::copyOf);
        anchors = List.copyOf(anchors);
    }

    public static CardTrust of(CardSnapshot card) {
        return new CardTrust(
                Optional.of(card.device().capabilities()),
                card.anchors().stream().map(AnchorInfo::spkiHash).toList());
    }
}
