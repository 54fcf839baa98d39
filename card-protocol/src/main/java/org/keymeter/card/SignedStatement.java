package org.keymeter.card;

/**
 * What a device key signed: a head (110 bytes of message) or a report (400), as section 9 of docs/PROTOCOL.md lays out.
 *
 * @param message starts with its tag, ends with the host's nonce
 * @param signature ECDSA with SHA-256, DER; verified by the session with the pinned device key before it returns this
 */
public record SignedStatement(ByteString message, ByteString signature) {}
