package org.keymeter.gui.setup;

import java.util.Optional;
import java.util.Set;
import org.keymeter.card.CardOption;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.Secret;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.keys.PolicyPreset;

/**
 * What is to be written, copied from the window.
 *
 * @param label of the card
 * @param options of the card
 * @param userPin empty if the card has one
 * @param adminPin the new one, or the one that the card has
 * @param ca to be trusted
 * @param key to be made
 * @param wiped the card that is set up again
 */
record SetupOrder(
        String label,
        Set<CardOption> options,
        Optional<Secret> userPin,
        Secret adminPin,
        Optional<CaCertificate> ca,
        Optional<FirstKey> key,
        Optional<DeviceIdentity> wiped)
        implements AutoCloseable {
    /**
     * A key to be made; its policy names the CAs that are on the card then.
     *
     * @param label unique on the card
     * @param preset its policy
     */
    record FirstKey(String label, PolicyPreset preset) {}

    SetupOrder {
        options = Set.copyOf(options);
    }

    @Override
    public void close() {
        userPin.ifPresent(Secret::close);
        adminPin.close();
    }
}
