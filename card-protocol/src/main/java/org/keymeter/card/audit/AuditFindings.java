package org.keymeter.card.audit;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, and stops at a number that says enough. */
final class AuditFindings {
    private static final int MAXIMUM = 50;

    private final List<AuditFinding> findings = new ArrayList<>();

    void add(AuditFinding.Kind kind, long sequence, String words) {
        if (findings.size() < MAXIMUM) {
            findings.add(new AuditFinding(kind, sequence, words));
        }
    }

    void require(boolean holds, AuditFinding.Kind kind, String otherwise) {
        if (!holds) {
            add(kind, 0, otherwise);
        }
    }

    List<AuditFinding> list() {
        return List.copyOf(findings);
    }
}
