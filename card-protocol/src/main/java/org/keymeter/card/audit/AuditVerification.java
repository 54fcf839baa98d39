package org.keymeter.card.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.Succession;

/**
 * What became of an export under an auditor's eyes.
 *
 * @param findings what is wrong, at most 50; empty: every record from 1 to the head is as the card wrote it
 * @param identity the card and instance whose log it is: verified if there are no findings
 * @param records in the file
 * @param head as signed, if the file has one
 * @param trust how the key that signed is known
 * @param succession how the instance before ended, if the file says so
 */
public record AuditVerification(
        List<AuditFinding> findings,
        DeviceIdentity identity,
        long records,
        Optional<SignedHead> head,
        Trust trust,
        Optional<Succession> succession) {
    /** How the key that signed is known. */
    public enum Trust {
        /** It is the auditor's. */
        GIVEN,
        /** The auditor's is that of the instance before, which vouched for this one. */
        SUCCEEDED,
        /** Not at all. */
        NONE
    }

    public AuditVerification {
        findings = List.copyOf(findings);
    }

    public boolean isGood() {
        return findings.isEmpty();
    }

    /**
     * Whether this log began where an older one of the same card ended: the old device key signed both that end and the
     * new device key. Both verifications must be good.
     *
     * @return records of the older instance that were written after its export; empty if this is not its successor
     */
    public OptionalLong recordsSince(AuditVerification older) {
        if (!isGood() || !older.isGood() || succession.isEmpty()) {
            return OptionalLong.empty();
        }
        ChainPoint exported = older.head().orElseThrow().last();
        long between = succession.get().lastSequence() - exported.sequence();
        boolean fits = between > 0 || between == 0 && succession.get().chain().equals(exported.chain());
        return fits && succession.get().isVouchedBy(older.identity(), identity)
                ? OptionalLong.of(between)
                : OptionalLong.empty();
    }
}
