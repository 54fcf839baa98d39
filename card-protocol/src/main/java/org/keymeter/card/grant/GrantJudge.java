package org.keymeter.card.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.KeyInfo;

/**
 * Says before the card does whether and why it would refuse a grant, so that a wrong file costs no failed attempt against
 * the pending request. Refuses by itself what comes from the future. The card's own verdict is the one that counts.
 */
public final class GrantJudge {
    /** How far the approver's clock may be ahead of this machine's. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final GrantTarget target;
    private final Instant now;

    /** @param now by this machine's clock */
    public GrantJudge(GrantTarget target, Instant now) {
        this.target = target;
        this.now = now;
    }

    /** The first reason, in the order in which the card looks. */
    public GrantVerdict judge(GrantPath path) {
        try {
            demand(target.key().policy().isRefillable(), GrantRefusal.NEVER);
            ChainWalk walk = new ChainWalk(target);
            for (ParsedCertificate intermediate : path.parsedIntermediates()) {
                walk.step(intermediate);
                walk.descend();
            }
            walk.step(path.grant().certificate());
            judgeRole(path.grant().certificate());
            judgeTerms(path.grant().terms());
            judgeClock(path);
            return GrantVerdict.ACCEPTED;
        } catch (ChainWalk.Refused refused) {
            return refused.verdict();
        }
    }

    private void judgeRole(ParsedCertificate grant) throws ChainWalk.Refused {
        ExtensionList extensions = grant.extensions();
        Optional<Integer> keyUsage = extensions.keyUsage();
        demand(!extensions.isCa(), GrantRefusal.IS_CA);
        demand(keyUsage.isEmpty() || (keyUsage.get() & ExtensionList.KEY_CERT_SIGN) == 0, GrantRefusal.IS_CA);
        demand(keyUsage.isEmpty() || (keyUsage.get() & ExtensionList.DIGITAL_SIGNATURE) != 0, GrantRefusal.KEY_USAGE);
        demand(extensions.mayGrant(), GrantRefusal.EXTENDED_KEY_USAGE);
        demand(Arrays.equals(grant.spki(), target.deviceKey().spki().toByteArray()), GrantRefusal.SUBJECT_KEY);
    }

    private void judgeTerms(GrantTerms terms) throws ChainWalk.Refused {
        KeyInfo key = target.key();
        Optional<GrantTerms> asked = target.request();
        demand(key.isRequestPending(), GrantRefusal.NOT_REQUESTED);
        demand(terms.deviceId().equals(target.device().deviceId()), GrantRefusal.OTHER_CARD);
        demand(terms.instance() == target.device().instance(), GrantRefusal.OTHER_INSTANCE);
        demand(terms.keyIdentity().equals(key.identity()), GrantRefusal.OTHER_KEY);
        demand(terms.generation() == key.generation(), GrantRefusal.OTHER_GENERATION);
        demand(asked.isEmpty() || terms.nonce().equals(asked.get().nonce()), GrantRefusal.OTHER_NONCE);
        demand(
                terms.uses() > 0
                        && (asked.isEmpty() || terms.uses() <= asked.get().uses()),
                GrantRefusal.USES);
        demand(terms.uses() <= key.policy().ceiling(), GrantRefusal.ABOVE_CEILING);
    }

    private void judgeClock(GrantPath path) throws ChainWalk.Refused {
        CardDate latest = CardDate.of(now.plus(CLOCK_SKEW));
        CardDate notBefore = path.grant().notBefore();
        for (ParsedCertificate intermediate : path.parsedIntermediates()) {
            notBefore = CardDate.later(notBefore, intermediate.notBefore());
        }
        if (notBefore.isAfter(latest)) {
            throw new ChainWalk.Refused(
                    GrantRefusal.FROM_THE_FUTURE,
                    "It is valid from " + notBefore + "; this machine has " + CardDate.of(now) + ".");
        }
    }

    private static void demand(boolean condition, GrantRefusal refusal) throws ChainWalk.Refused {
        if (!condition) {
            throw new ChainWalk.Refused(refusal, "");
        }
    }
}
