package org.keymeter.gui.approver;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.Secret;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.Grant;
import org.keymeter.card.grant.GrantIssuer;
import org.keymeter.card.grant.GrantRequest;

/** The approver's side: who asks, what is decided, what is written down; nothing of the window. */
final class Approving {
    private final ApproverList cards;
    private final Journal journal;
    private final PinnedDevices pins;
    private final Clock clock;

    /** @param pins the cards that this user works with himself */
    Approving(ApproverList cards, Journal journal, PinnedDevices pins, Clock clock) {
        this.cards = cards;
        this.journal = journal;
        this.pins = pins;
        this.clock = clock;
    }

    /**
     * @param file PEM or DER
     * @param plugged the cards that are in readers now, by the name of the reader
     * @throws InvalidFileException when no card made this request
     */
    Assessment assess(byte[] file, Map<String, DeviceKey> plugged) throws IOException, InvalidFileException {
        GrantRequest request = GrantRequest.parse(file);
        DeviceKey key = request.deviceKey();
        String fingerprint = key.fingerprint().toHex();
        List<JournalEntry> before = journal.read().entries().stream()
                .filter(entry -> entry.deviceKey().equals(fingerprint))
                .toList();
        return new Assessment(
                request,
                cards.find(key),
                nearby(key, plugged),
                before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1)));
    }

    private Optional<Assessment.Nearby> nearby(DeviceKey key, Map<String, DeviceKey> plugged) throws IOException {
        Optional<Assessment.Nearby> here = plugged.entrySet().stream()
                .filter(reader -> reader.getValue().equals(key))
                .map(reader -> (Assessment.Nearby) new Assessment.Nearby.PluggedIn(reader.getKey()))
                .findFirst();
        return here.isPresent()
                ? here
                : pins.list().stream()
                        .filter(device -> device.identity().deviceKey().equals(key))
                        .map(PinnedDevice::label)
                        .map(label -> (Assessment.Nearby) new Assessment.Nearby.Trusted(label))
                        .findFirst();
    }

    /**
     * Signs the grant and writes it down, in this order: none gets away that is not in the journal.
     *
     * @param passphrase of the CA's key; empty: not asked for yet
     * @throws PassphraseNeededException if the key is encrypted and no passphrase was given
     * @throws InvalidFileException when the request must not be granted, or the CA's files are not right
     */
    Issued issue(GrantRequest request, Decision decision, Optional<Secret> passphrase)
            throws IOException, InvalidFileException {
        KnownCard card = cards.find(request.deviceKey())
                .orElseThrow(() -> new ApproverException(ApproverException.Problem.UNKNOWN_CARD, ""));
        if (!request.extras().isEmpty()) {
            throw new ApproverException(ApproverException.Problem.EXTRAS, String.join(", ", request.extras()));
        }
        CaCertificate ca = CaCertificate.parse(BoundedFile.read(decision.ca()));
        Instant now = clock.instant();
        byte[] grant = new GrantIssuer(ca, readKey(decision, passphrase))
                .issue(request, card.key(), decision.uses(), now, Duration.ofDays(decision.days()));
        JournalEntry entry = new JournalEntry(
                now,
                card.label(),
                card.key().fingerprint().toHex(),
                request.terms().keyIdentity().toHex(),
                request.terms().uses(),
                decision.uses(),
                decision.days(),
                ca.name(),
                Grant.parse(grant).serial(),
                sha256(grant),
                decision.log().isVerified(),
                request.statement().sequence());
        journal.append(entry);
        return new Issued(PemFile.write("CERTIFICATE", grant), entry);
    }

    private static CaKey readKey(Decision decision, Optional<Secret> passphrase)
            throws IOException, InvalidFileException {
        byte[] file = BoundedFile.read(decision.caKey());
        try {
            return CaKey.parse(file, () -> passphrase.orElseThrow(PassphraseNeededException::new));
        } finally {
            Arrays.fill(file, (byte) 0);
        }
    }

    private static String sha256(byte[] grant) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(grant));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
