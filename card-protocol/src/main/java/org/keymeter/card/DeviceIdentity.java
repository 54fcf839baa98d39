package org.keymeter.card;

/**
 * What tells one initialised card from every other.
 *
 * @param deviceId 16 bytes
 * @param instance counts initialisations, 0 before the first; u32
 * @param deviceKey new at every initialisation
 */
public record DeviceIdentity(ByteString deviceId, long instance, DeviceKey deviceKey) {}
