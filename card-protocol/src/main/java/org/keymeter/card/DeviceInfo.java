package org.keymeter.card;

import java.util.Set;

/**
 * GET DATA 0101, read inside the channel.
 *
 * @param protocolVersion 1
 * @param appletVersion u16
 * @param state whether the card was initialised
 * @param options chosen at initialisation
 * @param setup how the device key came to be trusted
 * @param capabilities optional silicon that the card has
 * @param maxData bytes that a command or an answer carries at most inside the channel
 * @param deviceId 16 bytes
 * @param instance counts initialisations, 0 before the first
 * @param userPin tries of the user PIN
 * @param adminPin tries of the admin PIN
 * @param freeLogSlots ordinary records that still fit
 * @param keySlots slots in use, 0 to 7
 * @param anchorSlots slots in use, 0 to 7
 * @param label the card's name, empty before initialisation
 */
public record DeviceInfo(
        int protocolVersion,
        int appletVersion,
        CardState state,
        Set<CardOption> options,
        Setup setup,
        Set<Capability> capabilities,
        int maxData,
        ByteString deviceId,
        long instance,
        PinTries userPin,
        PinTries adminPin,
        FreeSlots freeLogSlots,
        Set<Integer> keySlots,
        Set<Integer> anchorSlots,
        String label) {
    public DeviceInfo {
        options = Set.copyOf(options);
        capabilities = Set.copyOf(capabilities);
        keySlots = Set.copyOf(keySlots);
        anchorSlots = Set.copyOf(anchorSlots);
    }

    /**
     * @param left 0: blocked
     * @param limit wrong tries in a row that block it
     */
    public record PinTries(int left, int limit) {}

    /** How the device key came to be trusted. */
    public enum Setup {
        /** On first use: "set up unverified". */
        UNVERIFIED,
        /** By the setup secret of its provisioning. */
        VERIFIED,
        /** A setup secret waits for the initialisation. */
        WAITING
    }
}
