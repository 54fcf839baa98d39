package org.keymeter.gui.setup;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.CardOption;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Language;

/** What was chosen so far; PINs stay in their fields. For the UI's thread. */
final class SetupPlan {
    private final SetupProgress progress = new SetupProgress();
    private final SetupSecrets secrets;
    private SetupMode mode;
    private ReaderModel reader;
    private CardSnapshot before;
    private String label = "";
    private boolean isAuditForced = true;
    private boolean isAdminAcknowledging;
    private CaCertificate ca;
    private String approver = "";
    private SetupOrder.FirstKey key;

    SetupPlan(SetupMode mode, Language language) {
        this.mode = mode;
        secrets = new SetupSecrets(language);
    }

    SetupProgress progress() {
        return progress;
    }

    SetupSecrets secrets() {
        return secrets;
    }

    SetupMode mode() {
        return mode;
    }

    void setMode(SetupMode mode) {
        this.mode = mode;
    }

    /** Null until one is chosen. */
    ReaderModel reader() {
        return reader;
    }

    void setReader(ReaderModel reader) {
        this.reader = reader;
    }

    /** The card as it was when its admin PIN was given: empty for one that is not set up. */
    Optional<CardSnapshot> before() {
        return Optional.ofNullable(before);
    }

    void setBefore(CardSnapshot snapshot) {
        before = snapshot;
        if (mode == SetupMode.RESUME && snapshot != null) {
            progress.initialised(snapshot.identity());
            label = snapshot.device().label();
        }
    }

    /** Another card may be meant from now on. */
    void forgetCard() {
        before = null;
        progress.reset();
    }

    String label() {
        return label;
    }

    void setLabel(String label) {
        this.label = label;
    }

    boolean isAuditForced() {
        return isAuditForced;
    }

    void setAuditForced(boolean isAuditForced) {
        this.isAuditForced = isAuditForced;
    }

    boolean isAdminAcknowledging() {
        return isAdminAcknowledging;
    }

    void setAdminAcknowledging(boolean isAdminAcknowledging) {
        this.isAdminAcknowledging = isAdminAcknowledging;
    }

    Optional<CaCertificate> ca() {
        return Optional.ofNullable(ca);
    }

    /** @param ca null: none */
    void setCa(CaCertificate ca) {
        this.ca = ca;
    }

    /** Whether anybody could refill a key that is made now. */
    boolean hasAnchor() {
        boolean keepsAnchors = mode == SetupMode.RESUME && before != null;
        return ca != null || keepsAnchors && !before.anchors().isEmpty();
    }

    Optional<String> approver() {
        return approver.isBlank() ? Optional.empty() : Optional.of(approver.strip());
    }

    void setApprover(String approver) {
        this.approver = approver;
    }

    Optional<SetupOrder.FirstKey> key() {
        return Optional.ofNullable(key);
    }

    /** @param key null: none for now */
    void setKey(SetupOrder.FirstKey key) {
        this.key = key;
    }

    /** What is to be written, with copies of the PINs. */
    SetupOrder order() {
        Set<CardOption> options = EnumSet.noneOf(CardOption.class);
        if (isAuditForced) {
            options.add(CardOption.FORCED_AUDIT);
        }
        if (isAdminAcknowledging) {
            options.add(CardOption.ADMIN_ACKNOWLEDGES);
        }
        Optional<DeviceIdentity> wiped =
                mode == SetupMode.AGAIN ? before().map(CardSnapshot::identity) : Optional.empty();
        return new SetupOrder(
                label,
                options,
                mode == SetupMode.RESUME
                        ? Optional.empty()
                        : Optional.of(secrets.user().read()),
                secrets.readAdmin(mode),
                ca(),
                key(),
                wiped);
    }
}
