package org.keymeter.gui.history;

import java.util.List;
import java.util.Optional;

/**
 * What an archive brought.
 *
 * @param added records that the history did not have
 * @param gaps of the whole log, those that were known too
 * @param alarm if the archive contradicts what is stored or signed; what came before that was taken
 */
public record Fill(long added, List<Gap> gaps, Optional<Alarm> alarm) {
    public Fill {
        gaps = List.copyOf(gaps);
    }
}
