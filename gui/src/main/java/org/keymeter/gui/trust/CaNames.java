package org.keymeter.gui.trust;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.grant.DistinguishedName;

/** The names of the CAs that a card trusts. */
public final class CaNames {
    private CaNames() {}

    /** By the SHA-256 of the SPKI, in the order of their slots. */
    public static Map<ByteString, String> of(List<AnchorInfo> anchors) {
        Map<ByteString, String> names = new LinkedHashMap<>();
        anchors.forEach(anchor -> names.put(anchor.spkiHash(), of(anchor)));
        return names;
    }

    public static String of(AnchorInfo anchor) {
        return DistinguishedName.describe(anchor.subject().toByteArray());
    }
}
