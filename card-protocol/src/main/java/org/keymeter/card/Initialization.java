package org.keymeter.card;

import java.util.Optional;
import java.util.Set;

/**
 * What a card is set up with. The secrets stay the caller's to close.
 *
 * @param label 1 to 32 bytes of UTF-8
 * @param options see {@link CardOption}
 * @param userPin 6 to 16 bytes
 * @param adminPin 6 to 16 bytes
 * @param setupSecret 32 bytes, if the card was provisioned with one
 */
public record Initialization(
        String label, Set<CardOption> options, Secret userPin, Secret adminPin, Optional<Secret> setupSecret) {
    public Initialization {
        options = Set.copyOf(options);
    }
}
