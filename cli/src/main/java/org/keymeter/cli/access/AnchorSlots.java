package org.keymeter.cli.access;

import java.util.List;
import java.util.stream.Collectors;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;

/** The trust anchor that a command line names by its slot. */
public final class AnchorSlots {
    private AnchorSlots() {}

    /**
     * @param present the anchors on the card
     * @throws CliException if there is none in the slot
     */
    public static AnchorInfo find(List<AnchorInfo> present, String slot) throws CliException {
        return present.stream()
                .filter(anchor -> String.valueOf(anchor.slot()).equals(slot))
                .findFirst()
                .orElseThrow(() -> new CliException(Failure.notThere(
                        "There is no trust anchor in slot '" + slot + "' of this card.",
                        present.isEmpty() ? "The card trusts no CA." : "It trusts " + names(present) + ".",
                        "Give a slot that 'keymeter trust list' shows.")));
    }

    private static String names(List<AnchorInfo> present) {
        return present.stream()
                .map(anchor -> DistinguishedName.describe(anchor.subject().toByteArray()) + " in slot " + anchor.slot())
                .collect(Collectors.joining(", "));
    }
}
