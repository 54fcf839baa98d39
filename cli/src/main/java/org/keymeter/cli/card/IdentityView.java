package org.keymeter.cli.card;

import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/**
 * A card that is pinned now.
 *
 * @param label of the card
 * @param deviceId 16 bytes
 * @param instance counts initialisations
 * @param fingerprint SHA-256 of the device key's SubjectPublicKeyInfo
 */
record IdentityView(String label, ByteString deviceId, long instance, ByteString fingerprint) implements View {
    static IdentityView of(DeviceIdentity identity, String label) {
        return new IdentityView(
                label,
                identity.deviceId(),
                identity.instance(),
                identity.deviceKey().fingerprint());
    }

    @Override
    public void describe(Page page) {
        page.field("card", label);
        page.field("device id", deviceId.toGroups() + ", instance " + instance);
        page.field("fingerprint", fingerprint.toGroups());
    }
}
