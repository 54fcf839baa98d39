package org.keymeter.card;

import java.util.List;
import java.util.Optional;

/**
 * @param generation the current one, under which the new blobs are wrapped
 * @param blobs in the order of what was given; empty where the card refused the old blob
 */
public record RewrappedBatch(int generation, List<Optional<Blob>> blobs) {
    public RewrappedBatch {
        blobs = List.copyOf(blobs);
    }
}
