package org.keymeter.card;

/**
 * The card's statement, made now, of which channel key is its own; its signature was verified with the device key in
 * it.
 *
 * @param identity who says so; nothing tells that it is the right card but a comparison with a pin
 * @param channelKey P-256 point, 65 bytes
 */
public record Voucher(DeviceIdentity identity, ByteString channelKey) {}
