package org.keymeter.gui.approver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.audit.AuditVerifier;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.GrantRequest;

/** Verifies an exported log against what a request says of it. */
final class LogCheck implements AuditArchive.Visitor {
    private final GrantRequest request;
    private ChainPoint atRequest;

    private LogCheck(GrantRequest request) {
        this.request = request;
        if (request.statement().sequence() == 0) {
            atRequest =
                    ChainPoint.start(request.terms().deviceId(), request.terms().instance());
        }
    }

    /**
     * @param export of the card's log
     * @param card whose key the log must be signed with
     * @throws InvalidFileException when it is no export at all
     */
    static LogVerdict verify(Path export, GrantRequest request, KnownCard card)
            throws IOException, InvalidFileException {
        LogCheck check = new LogCheck(request);
        try (InputStream in = new BufferedInputStream(BoundedFile.open(export))) {
            return check.judge(AuditVerifier.verify(in, card.key(), Optional.empty(), claimed -> check));
        }
    }

    private LogVerdict judge(AuditVerification log) {
        if (!log.isGood()) {
            return new LogVerdict.Wrong(log.findings());
        }
        long asked = request.statement().sequence();
        long last = log.head().orElseThrow().last().sequence();
        boolean isThisCard = log.identity().deviceKey().equals(request.deviceKey())
                && log.identity().deviceId().equals(request.terms().deviceId())
                && log.identity().instance() == request.terms().instance();
        if (isThisCard && last < asked) {
            return new LogVerdict.TooShort(last, asked);
        }
        boolean isSameChain = atRequest != null
                && atRequest.chain().equals(request.statement().chain());
        return isThisCard && isSameChain ? new LogVerdict.Verified(asked, last - asked) : new LogVerdict.Differs(asked);
    }

    @Override
    public void record(AuditRecord record, ChainPoint point) {
        if (point.sequence() == request.statement().sequence()) {
            atRequest = point;
        }
    }

    @Override
    public void missing(ChainPoint point) {
        // A gap is a finding of its own.
    }
}
