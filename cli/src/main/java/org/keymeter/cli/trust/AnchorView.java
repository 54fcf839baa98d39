package org.keymeter.cli.trust;

import java.util.Optional;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.cli.terminal.JsonNames;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/**
 * A trust anchor.
 *
 * @param slot 0 to 7
 * @param name of the CA
 * @param kind p256, p384 or rsa2048
 * @param fingerprint SHA-256 of the SubjectPublicKeyInfo, the name by which policies know it
 * @param latest notBefore of the latest grant redeemed under it, null if there was none
 */
record AnchorView(int slot, String name, String kind, ByteString fingerprint, Optional<String> latest) implements View {
    static AnchorView of(AnchorInfo anchor) {
        return new AnchorView(
                anchor.slot(),
                DistinguishedName.describe(anchor.subject().toByteArray()),
                JsonNames.of(anchor.kind()),
                anchor.spkiHash(),
                anchor.latest().map(date -> date + "Z"));
    }

    @Override
    public void describe(Page page) {
        page.field("slot", slot);
        page.field("CA", name + " (" + kind + ")");
        page.field("fingerprint", fingerprint.toGroups());
        latest.ifPresent(date -> page.field("latest grant", "valid from " + date));
    }
}
