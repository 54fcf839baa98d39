package org.keymeter.card.grant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.ByteString;
import org.keymeter.card.Count;

/**
 * A request or a grant for a person and for JSON. Everything in it comes from the file; what a request says is vouched
 * for by its key alone.
 *
 * @param lines for a person, each a sentence or "name: value", safe to print
 * @param fields for JSON, in this order: values are String, Long, Integer, List of String, or such a map
 */
public record GrantDescription(List<String> lines, Map<String, Object> fields) {
    /** What a card asks for and says of itself. */
    public static GrantDescription of(GrantRequest request) {
        CardStatement card = request.statement();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", "request");
        putTerms(fields, request.terms());
        fields.put("deviceKeyFingerprint", request.deviceKey().fingerprint().toHex());
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("remaining", card.remaining());
        statement.put("openLease", card.openLease());
        statement.put("spentInGeneration", card.spentInGeneration());
        statement.put("spentEver", card.spentEver());
        statement.put("auditSequence", card.sequence());
        statement.put("auditChain", card.chain().toHex());
        statement.put("wrongPins", card.wrongPins());
        statement.put("refusedGrants", card.refusedGrants());
        statement.put("refusedBlobs", card.refusedBlobs());
        fields.put("card", statement);
        fields.put("extras", request.extras());

        List<String> lines = new ArrayList<>();
        lines.add("A request for " + Count.of(request.terms().uses(), "use"));
        addTerms(lines, request.terms());
        lines.add("device key: " + request.deviceKey());
        lines.add("The card says of itself, before this grant:");
        lines.add("  " + Count.of(card.remaining(), "use") + " remaining, " + card.openLease()
                + " more in an open lease");
        lines.add("  " + card.spentInGeneration() + " spent in this generation, " + card.spentEver() + " ever");
        lines.add("  audit log at record " + card.sequence() + ", chain "
                + card.chain().toGroups());
        lines.add("  refused so far: " + Count.of(card.wrongPins(), "wrong PIN") + ", "
                + Count.of(card.refusedGrants(), "grant") + ", " + Count.of(card.refusedBlobs(), "blob"));
        for (String extra : request.extras()) {
            lines.add("WARNING: it also asks for " + extra + ". No card does: do not grant it.");
        }
        return new GrantDescription(lines, fields);
    }

    /** What an approver granted. */
    public static GrantDescription of(Grant grant) {
        ByteString keyFingerprint = IssuerKey.fingerprint(grant.subjectKey().toByteArray());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", "grant");
        putTerms(fields, grant.terms());
        fields.put("deviceKeyFingerprint", keyFingerprint.toHex());
        fields.put("issuer", grant.issuer());
        fields.put("serial", grant.serial());
        fields.put("notBefore", grant.notBefore().toString());
        fields.put("notAfter", grant.notAfter().toString());
        fields.put("length", grant.der().length());
        fields.put("extensions", grant.extensions());

        List<String> lines = new ArrayList<>();
        lines.add("A grant of " + Count.of(grant.terms().uses(), "use"));
        addTerms(lines, grant.terms());
        lines.add("device key: " + keyFingerprint.toGroups());
        lines.add("issued by: " + grant.issuer());
        lines.add("serial: " + grant.serial());
        lines.add("valid: " + grant.notBefore() + " to " + grant.notAfter()
                + " (cards have no clock: redeemable until it is answered or replaced)");
        lines.add("length: " + grant.der().length() + " bytes");
        for (String extension : grant.extensions()) {
            lines.add("extension: " + extension);
        }
        return new GrantDescription(lines, fields);
    }

    private static void putTerms(Map<String, Object> fields, GrantTerms terms) {
        fields.put("deviceId", terms.deviceId().toHex());
        fields.put("instance", terms.instance());
        fields.put("keyIdentity", terms.keyIdentity().toHex());
        fields.put("generation", terms.generation());
        fields.put("nonce", terms.nonce().toHex());
        fields.put("uses", terms.uses());
    }

    private static void addTerms(List<String> lines, GrantTerms terms) {
        lines.add("card: " + terms.deviceId().toGroups() + ", instance " + terms.instance());
        lines.add("key: " + terms.keyIdentity().toGroups() + ", generation " + terms.generation());
        lines.add("request nonce: " + terms.nonce().toGroups());
    }
}
