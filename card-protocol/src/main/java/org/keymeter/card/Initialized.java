package org.keymeter.card;

/**
 * The outcome of an initialisation, received inside the channel it ran in.
 *
 * @param identity the new one, to be pinned
 * @param channelKey the new one, 65 bytes
 * @param setup verified if a setup secret proved the card
 */
public record Initialized(DeviceIdentity identity, ByteString channelKey, DeviceInfo.Setup setup) {}
