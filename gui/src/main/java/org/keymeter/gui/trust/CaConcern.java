package org.keymeter.gui.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.Capability;
import org.keymeter.card.grant.CaCertificate;

/** What is worth a thought before a CA is trusted. */
enum CaConcern {
    /** The card lacks what it takes to check this kind of key: it would refuse the CA. */
    KIND_LACKING,
    /** Some cards lack that. */
    KIND_OPTIONAL,
    EXPIRED,
    NOT_YET_VALID,
    /** In less than 30 days. */
    EXPIRES_SOON,
    /** The card trusts this key already: importing it renews the name only. */
    TRUSTED;

    private static final Duration SOON = Duration.ofDays(30);

    static List<CaConcern> of(CaCertificate ca, CardTrust card, Instant now) {
        List<CaConcern> concerns = new ArrayList<>();
        needed(ca.kind()).ifPresent(needed -> {
            if (card.capabilities().isEmpty()) {
                concerns.add(KIND_OPTIONAL);
            } else if (!card.capabilities().get().contains(needed)) {
                concerns.add(KIND_LACKING);
            }
        });
        Instant end = CaWords.instant(ca.notAfter());
        if (end.isBefore(now)) {
            concerns.add(EXPIRED);
        } else if (CaWords.instant(ca.notBefore()).isAfter(now)) {
            concerns.add(NOT_YET_VALID);
        } else if (end.isBefore(now.plus(SOON))) {
            concerns.add(EXPIRES_SOON);
        }
        if (card.anchors().contains(ca.fingerprint())) {
            concerns.add(TRUSTED);
        }
        return concerns;
    }

    private static Optional<Capability> needed(AnchorInfo.Kind kind) {
        return switch (kind) {
            case P256 -> Optional.empty();
            case P384 -> Optional.of(Capability.P384);
            case RSA_2048 -> Optional.of(Capability.RSA_2048);
        };
    }

    boolean isBlocking() {
        return this == KIND_LACKING;
    }

    boolean isOfDates() {
        return this == EXPIRED || this == NOT_YET_VALID || this == EXPIRES_SOON;
    }

    /** Of its text. */
    String key() {
        return "ca.concern." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
