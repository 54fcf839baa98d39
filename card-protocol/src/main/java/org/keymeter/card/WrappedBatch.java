package org.keymeter.card;

import java.util.List;

/**
 * @param generation under which all were wrapped
 * @param blobs in the order of what was given
 */
public record WrappedBatch(int generation, List<Blob> blobs) {
    public WrappedBatch {
        blobs = List.copyOf(blobs);
    }
}
