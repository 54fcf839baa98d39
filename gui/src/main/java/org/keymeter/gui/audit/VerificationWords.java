package org.keymeter.gui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditFinding;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.gui.history.Imported;
import org.keymeter.gui.words.LibraryWords;
import org.keymeter.gui.words.Texts;

/** What became of an export under the verifier's eyes, in words. */
final class VerificationWords {
    private static final int FINDINGS_SAID = 8;

    private final Texts texts;
    private final LibraryWords library;

    VerificationWords(Texts texts, LibraryWords library) {
        this.texts = texts;
        this.library = library;
    }

    /** @param nonce that was asked for */
    List<Said> of(AuditVerification file, Optional<ByteString> nonce) {
        if (!file.isGood()) {
            return bad(texts.text("verify.bad", file.findings().size()), file);
        }
        List<Said> said = new ArrayList<>();
        long last = file.head().orElseThrow().last().sequence();
        said.add(Said.good(texts.text("verify.good", last)));
        said.add(Said.plain(texts.text(
                file.trust() == AuditVerification.Trust.GIVEN ? "verify.given" : "verify.succeeded",
                file.identity().deviceKey().toString())));
        said.add(
                nonce.isPresent() ? Said.good(texts.text("verify.fresh")) : Said.caution(texts.text("verify.undated")));
        return said;
    }

    private List<Said> bad(String first, AuditVerification file) {
        List<Said> said = new ArrayList<>(List.of(Said.stop(first)));
        List<AuditFinding> findings = file.findings();
        findings.stream()
                .limit(FINDINGS_SAID)
                .forEach(finding -> said.add(Said.plain(library.translate(finding.words()))));
        if (findings.size() > FINDINGS_SAID) {
            said.add(Said.plain(texts.text("verify.more", findings.size() - FINDINGS_SAID)));
        }
        return said;
    }

    List<Said> of(Imported imported) {
        return switch (imported.verdict()) {
            case TAKEN -> List.of(taken(imported));
            case NOT_VERIFIED -> bad(texts.text("import.bad"), imported.verification());
            case FOREIGN -> List.of(foreign());
            case CONTRADICTS -> List.of(Said.stop(texts.text("import.contradicts")));
        };
    }

    /** Of a card that this user does not trust, or an instance that was never read here. */
    Said foreign() {
        return Said.caution(texts.text("import.foreign"));
    }

    /** Of a file that is something else. */
    Said none() {
        return Said.caution(texts.text("import.none"));
    }

    private Said taken(Imported imported) {
        String added = texts.text("import.taken", imported.added());
        return imported.gaps().isEmpty()
                ? Said.good(added + " " + texts.text("import.whole"))
                : Said.caution(
                        added + " " + texts.text("import.gaps", imported.gaps().size()));
    }
}
