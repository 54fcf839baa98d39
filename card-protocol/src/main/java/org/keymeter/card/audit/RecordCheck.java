package org.keymeter.card.audit;

import java.util.List;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditFinding.Kind;

/**
 * Walks over the records of an export in the order of the file. After something wrong it goes on with the chain value
 * that the file states, so that one change is one finding.
 */
final class RecordCheck {
    private final AuditFindings findings;
    private long expected = 1;
    private long count;

    /** What the chain before the next record may be; empty: nobody knows. */
    private List<ByteString> chains;

    RecordCheck(ChainPoint start, AuditFindings findings) {
        this.findings = findings;
        chains = List.of(start.chain());
    }

    void take(ArchiveEntry entry) {
        long sequence = entry.point().sequence();
        if (sequence < expected) {
            findings.add(
                    Kind.OUT_OF_ORDER,
                    sequence,
                    "Record " + sequence + " stands where record " + expected
                            + " belongs: moved, doubled or inserted.");
        } else if (entry.isNote()) {
            String words = "Records " + expected + " to " + sequence
                    + " were never read by the exporter: somebody else acknowledged them, or they gave way.";
            findings.add(Kind.NEVER_READ, expected, words);
            goOn(entry);
        } else if (sequence > expected) {
            reportMissing(sequence - 1);
            count++;
            goOn(entry);
        } else {
            count++;
            judgeChain(entry);
        }
    }

    /** In place of a line that is none. */
    void takeDamaged(long line) {
        findings.add(Kind.CHANGED, expected, "Line " + line + " is damaged; record " + expected + " belongs there.");
        expected++;
        chains = List.of();
    }

    private void judgeChain(ArchiveEntry entry) {
        List<ByteString> computed = chains.stream()
                .map(chain -> new ChainPoint(expected - 1, chain)
                        .append(entry.record())
                        .chain())
                .toList();
        ByteString stated = entry.point().chain();
        goOn(entry);
        if (!computed.isEmpty() && !computed.contains(stated)) {
            long sequence = entry.record().sequence();
            findings.add(Kind.CHANGED, sequence, "Record " + sequence + " was changed, or the chain value beside it.");
            chains = List.of(stated, computed.get(0));
        }
    }

    private void goOn(ArchiveEntry entry) {
        expected = entry.point().sequence() + 1;
        chains = List.of(entry.point().chain());
    }

    private void reportMissing(long last) {
        findings.add(
                Kind.MISSING,
                expected,
                last == expected
                        ? "Record " + expected + " is missing."
                        : "Records " + expected + " to " + last + " are missing.");
    }

    /** Demands that the records lead to the signed head. */
    void end(ChainPoint head) {
        if (head.sequence() >= expected) {
            reportMissing(head.sequence());
        } else if (head.sequence() < expected - 1) {
            findings.add(
                    Kind.HEAD_DIFFERS,
                    head.sequence(),
                    "The signed head ends at record " + head.sequence() + ", but the file goes on to " + (expected - 1)
                            + ".");
        } else if (!chains.isEmpty() && !chains.contains(head.chain())) {
            findings.add(
                    Kind.HEAD_DIFFERS,
                    head.sequence(),
                    "The records do not lead to the signed head: some were changed, and the chain values made to fit.");
        }
    }

    /** Records in the file that stand where they belong. */
    long count() {
        return count;
    }

    /** The last record that was there. */
    long last() {
        return expected - 1;
    }
}
