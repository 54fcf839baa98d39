package org.keymeter.card;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * GET DATA 0120 + slot: a trust anchor.
 *
 * @param slot 0 to 7
 * @param kind of its key
 * @param spkiHash SHA-256 of the SPKI, the name by which policies know it
 * @param latest notBefore of the latest grant redeemed under it, UTC
 * @param subject DER Name
 * @param spki DER SubjectPublicKeyInfo
 */
public record AnchorInfo(
        int slot, Kind kind, ByteString spkiHash, Optional<LocalDateTime> latest, ByteString subject, ByteString spki) {
    public enum Kind {
        P256,
        P384,
        RSA_2048
    }
}
