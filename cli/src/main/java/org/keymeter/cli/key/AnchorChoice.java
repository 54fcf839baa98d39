package org.keymeter.cli.key;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.cli.access.AnchorSlots;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;

/** What {@code --anchors} names: all anchors that are on the card now, none, or slots. */
final class AnchorChoice {
    static final String ALL = "all";
    static final String NONE = "none";

    private AnchorChoice() {}

    /**
     * @param text all, none, or slot numbers with commas between them
     * @param present the anchors on the card
     * @return SHA-256 of each SPKI
     */
    static List<ByteString> resolve(String text, List<AnchorInfo> present) throws CliException {
        if (text.equals(NONE)) {
            return List.of();
        } else if (text.equals(ALL) && present.isEmpty()) {
            throw new CliException(
                    Failure.usage(
                            "The card trusts no CA, so that nobody could ever refill this key.",
                            "Import one first ('keymeter trust import CERT'), or say --anchors none if that is what you want."));
        } else if (text.equals(ALL)) {
            return present.stream().map(AnchorInfo::spkiHash).toList();
        }
        List<ByteString> chosen = new ArrayList<>();
        for (String slot : text.split(",", -1)) {
            ByteString hash = AnchorSlots.find(present, slot.strip()).spkiHash();
            if (!chosen.contains(hash)) {
                chosen.add(hash);
            }
        }
        return chosen;
    }
}
