package org.keymeter.cli.key;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.Count;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;

/**
 * A metered key.
 *
 * @param slot 0 to 7
 * @param label of the key
 * @param identity 16 bytes, never used for another key
 * @param generation the current one
 * @param oldGeneration whether the one before is still on the card
 * @param requestPending whether a grant could be redeemed
 * @param remaining uses
 * @param spentInGeneration uses
 * @param spentEver uses
 * @param pinRequired whether using it needs the user PIN
 * @param ceiling the most that a grant sets
 * @param burst uses per PIN entry, null: no limit
 * @param lifetime uses in its whole life, null: no limit
 * @param lease uses that the card takes off the meter at once
 * @param intermediates CA certificates allowed between anchor and grant
 * @param anchors CAs whose grants refill it
 */
record KeyView(
        int slot,
        String label,
        ByteString identity,
        int generation,
        boolean oldGeneration,
        boolean requestPending,
        long remaining,
        long spentInGeneration,
        long spentEver,
        boolean pinRequired,
        long ceiling,
        OptionalInt burst,
        OptionalLong lifetime,
        int lease,
        int intermediates,
        List<Anchor> anchors)
        implements View {
    /**
     * @param fingerprint SHA-256 of its SubjectPublicKeyInfo
     * @param name of the CA, null if it is not on the card now: it cannot grant
     */
    record Anchor(ByteString fingerprint, Optional<String> name) {
        static Anchor of(ByteString fingerprint, List<AnchorInfo> present) {
            return new Anchor(
                    fingerprint,
                    present.stream()
                            .filter(anchor -> anchor.spkiHash().equals(fingerprint))
                            .map(anchor ->
                                    DistinguishedName.describe(anchor.subject().toByteArray()))
                            .findFirst());
        }
    }

    /** @param present the anchors on the card */
    static KeyView of(KeyInfo key, List<AnchorInfo> present) {
        Policy policy = key.policy();
        return new KeyView(
                key.slot(),
                key.label(),
                key.identity(),
                key.generation(),
                key.hasOldGeneration(),
                key.isRequestPending(),
                key.remaining(),
                key.spentInGeneration(),
                key.spentEver(),
                policy.isPinRequired(),
                policy.ceiling(),
                policy.burst() == 0 ? OptionalInt.empty() : OptionalInt.of(policy.burst()),
                policy.lifetime() == 0 ? OptionalLong.empty() : OptionalLong.of(policy.lifetime()),
                policy.lease(),
                policy.intermediates(),
                policy.anchors().stream().map(hash -> Anchor.of(hash, present)).toList());
    }

    @Override
    public void describe(Page page) {
        page.field("key", label + " in slot " + slot);
        page.field("identity", identity.toGroups());
        page.field(
                "uses",
                remaining + " of " + ceiling + " left; spent " + spentInGeneration + " in this generation, " + spentEver
                        + " ever");
        page.field("generation", generation + (oldGeneration ? "; the one before is still on the card" : ""));
        page.field("request", requestPending ? "waits for a grant" : "none waits");
        page.field("PIN", pinRequired ? "required" : "not required");
        page.field("burst", burst.isPresent() ? Count.of(burst.getAsInt(), "use") + " per PIN entry" : "no limit");
        page.field("lifetime", lifetime.isPresent() ? Count.of(lifetime.getAsLong(), "use") : "no limit");
        page.field("lease", Count.of(lease, "use") + " at a time");
        if (anchors.isEmpty()) {
            page.field("granted by", "nobody: it can never be refilled");
        }
        for (Anchor anchor : anchors) {
            page.field("granted by", anchor.name.orElse("(a CA that is not on the card now)"));
            page.field("", anchor.fingerprint.toGroups());
        }
        if (!anchors.isEmpty()) {
            page.field(
                    "through",
                    intermediates == 0 ? "no intermediate" : "at most " + Count.of(intermediates, "intermediate"));
        }
    }
}
