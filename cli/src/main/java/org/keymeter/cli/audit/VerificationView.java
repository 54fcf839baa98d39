package org.keymeter.cli.audit;

import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.Failures;
import org.keymeter.card.audit.AuditFinding;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.cli.terminal.JsonNames;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/**
 * What became of an export.
 *
 * @param good whether every record is as the card wrote it
 * @param deviceId of the card whose log it says it is
 * @param instance of that card
 * @param trust given: the device key is yours; succeeded: yours is that of the instance before; none
 * @param records in the file
 * @param last sequence that the signed head names, null without a head
 * @param nonce that the head was signed for, null without a head
 * @param wrongPins refused since initialisation, by the signed head
 * @param refusedGrants likewise
 * @param refusedBlobs likewise
 * @param findings what is wrong, at most 50
 */
record VerificationView(
        boolean good,
        ByteString deviceId,
        long instance,
        String trust,
        long records,
        Optional<Long> last,
        Optional<ByteString> nonce,
        Optional<Integer> wrongPins,
        Optional<Integer> refusedGrants,
        Optional<Integer> refusedBlobs,
        List<Finding> findings)
        implements View {
    /**
     * @param kind such as changed, missing, outOfOrder
     * @param sequence of the record, 0 for the whole
     * @param words a sentence
     */
    record Finding(String kind, long sequence, String words) {
        static Finding of(AuditFinding finding) {
            return new Finding(JsonNames.of(finding.kind()), finding.sequence(), finding.words());
        }
    }

    static VerificationView of(AuditVerification verification) {
        Optional<SignedHead> head = verification.head();
        return new VerificationView(
                verification.isGood(),
                verification.identity().deviceId(),
                verification.identity().instance(),
                JsonNames.of(verification.trust()),
                verification.records(),
                head.map(signed -> signed.last().sequence()),
                head.map(SignedHead::nonce),
                head.map(signed -> signed.failures().wrongPins()),
                head.map(signed -> signed.failures().refusedGrants()),
                head.map(signed -> signed.failures().refusedBlobs()),
                verification.findings().stream().map(Finding::of).toList());
    }

    @Override
    public void describe(Page page) {
        page.field("verdict", good ? "good: every record is as the card wrote it" : "NOT what the card wrote");
        page.field("card", deviceId.toGroups() + ", instance " + instance);
        page.field("records", records);
        page.field(
                "device key",
                switch (trust) {
                    case "given" -> "yours";
                    case "succeeded" -> "vouched for by yours, that of the instance before";
                    default -> "not yours";
                });
        if (wrongPins.isPresent()) {
            page.field(
                    "refused",
                    new Failures(wrongPins.get(), refusedGrants.orElseThrow(), refusedBlobs.orElseThrow()).words()
                            + " since initialisation");
        }
        findings.forEach(finding -> page.line(finding.words));
    }
}
