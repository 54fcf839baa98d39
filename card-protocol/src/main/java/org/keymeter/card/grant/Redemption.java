package org.keymeter.card.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;

/** A grant on its way from files to the key that it is for. */
public final class Redemption {
    private final DeviceInfo device;
    private final DeviceKey deviceKey;
    private final List<AnchorInfo> anchors;
    private final GrantPath path;
    private final Optional<KeyInfo> key;

    private Redemption(
            DeviceInfo device, DeviceKey deviceKey, List<AnchorInfo> anchors, GrantPath path, Optional<KeyInfo> key) {
        this.device = device;
        this.deviceKey = deviceKey;
        this.anchors = anchors;
        this.path = path;
        this.key = key;
    }

    /**
     * Reads from the card what there is to read about it.
     *
     * @param session with an open channel
     * @param files PEM (bundles too) or DER, in any order: the grant and whatever certificates came with it
     * @throws InvalidFileException when a file is no certificate, or none carries a grant
     */
    public static Redemption prepare(CardSession session, List<byte[]> files)
            throws CardException, InvalidFileException {
        return of(
                session.device().read(),
                session.identity().deviceKey(),
                session.keys().readAll(),
                session.anchors().readAll(),
                files);
    }

    /**
     * The same by what was read from a card before.
     *
     * @param keys on the card
     * @param anchors on the card
     */
    public static Redemption of(
            DeviceInfo device, DeviceKey deviceKey, List<KeyInfo> keys, List<AnchorInfo> anchors, List<byte[]> files)
            throws InvalidFileException {
        GrantPath path = GrantPath.find(files, anchors);
        Optional<KeyInfo> key = keys.stream()
                .filter(candidate ->
                        candidate.identity().equals(path.grant().terms().keyIdentity()))
                .findFirst();
        return new Redemption(device, deviceKey, List.copyOf(anchors), path, key);
    }

    public Grant grant() {
        return path.grant();
    }

    /** Certificates that will be shown to the card before the grant. */
    public int intermediates() {
        return path.intermediates().size();
    }

    /** The key on the card that the grant names; empty if the card has it not. */
    public Optional<KeyInfo> key() {
        return key;
    }

    /** What the card would say as far as that shows without the request: see {@link #judge(Instant, Optional)}. */
    public GrantVerdict judge(Instant now) {
        return judge(now, Optional.empty());
    }

    /**
     * What the card would say, so that a wrong file costs it nothing. The card's own verdict is the one that counts.
     *
     * @param request the key's pending one, if the host has kept it
     */
    public GrantVerdict judge(Instant now, Optional<GrantTerms> request) {
        if (key.isEmpty()) {
            boolean isThisCard = grant().subjectKey().equals(deviceKey.spki());
            return GrantVerdict.refused(isThisCard ? GrantRefusal.OTHER_KEY : GrantRefusal.SUBJECT_KEY);
        }
        return new GrantJudge(new GrantTarget(device, deviceKey, key.get(), anchors, request), now).judge(path);
    }

    /**
     * Shows the certificates to the card.
     *
     * @return remaining uses after it
     * @throws org.keymeter.card.GrantRefusedException with the reason; uses are unchanged
     * @throws java.util.NoSuchElementException if the card has no such key
     */
    public long redeem(CardSession session) throws CardException {
        return session.grants().redeem(key.orElseThrow().slot(), path.intermediates(), grant().der());
    }
}
