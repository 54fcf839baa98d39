package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import javacard.framework.Applet;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.apdu.ResponseApdu;

/** Shows a card one hostile chain after another and holds each answer against the judge. */
final class Campaign implements AutoCloseable {
    private static final int DONE = 0x9000;
    private static final int SIGNATURE_WRONG = 0x9806;
    private static final int FIRST_REFUSAL = 0x9801;
    private static final int LAST_REFUSAL = 0x9819;

    private final Class<? extends Applet> applet;
    private final long seed;
    private CardUnderTest card;
    private int index;
    private int certificates;
    private int cards;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, Integer> stricter = new TreeMap<>();
    private final Map<Rule, Integer> refusedForOneRule = new EnumMap<>(Rule.class);
    private final Set<Mutation> acceptedAlone = new HashSet<>();

    /** What must not be. */
    static final class Violation extends Exception {
        private static final long serialVersionUID = 1L;

        Violation(String message) {
            super(message);
        }
    }

    Campaign(Class<? extends Applet> applet, long seed) throws Exception {
        this.applet = applet;
        this.seed = seed;
        renewCard();
    }

    private void renewCard() throws Exception {
        if (card != null) {
            card.close();
        }
        card = new CardUnderTest(applet);
        cards++;
    }

    /** Chains by chance until so many certificates were shown. */
    void run(int wanted) throws Exception {
        while (certificates < wanted) {
            next(HostileChain::any);
        }
    }

    /** Every mutation, in a grant and at both places above it: so that a short run leaves out none. */
    void runAll() throws Exception {
        for (Mutation mutation : HostileChain.MUTATIONS) {
            next((state, random) -> HostileChain.of(state, Shape.DIRECT, 0, mutation, random));
            next((state, random) -> HostileChain.of(state, Shape.TWO, 0, mutation, random));
            next((state, random) -> HostileChain.of(state, Shape.TWO, 1, mutation, random));
        }
    }

    /** One chain. */
    private void next(BiFunction<CardState, Random, HostileChain> maker) throws Exception {
        if (card.isSpoilt()) {
            renewCard();
        }
        Random random = new Random(seed * 1_000_003 + index++);
        int slot = random.nextInt(4) == 0 ? CardUnderTest.FLAT : CardUnderTest.DEEP;
        if (!card.isPending(slot)) {
            card.request(slot);
        }
        KeyInfo before = card.readKey(slot);
        HostileChain chain = maker.apply(card.state(slot, before), random);
        boolean isRedeemed = show(chain, slot, before);
        if (isRedeemed && random.nextInt(4) == 0) {
            KeyInfo after = card.readKey(slot);
            show(new HostileChain(chain.certificates(), "again: " + chain.description(), null), slot, after);
        }
    }

    private boolean show(HostileChain chain, int slot, KeyInfo before) throws Exception {
        Judge judge = new Judge(card.state(slot, before));
        card.choose(slot);
        int word = DONE;
        Verdict verdict = null;
        for (int i = 0; i < chain.certificates().size() && word == DONE; i++) {
            byte[] certificate = chain.certificates().get(i);
            verdict = judge.step(certificate);
            ResponseApdu answer = card.present(certificate);
            word = answer.status().value();
            certificates++;
            answers.merge(answer.status().toString(), 1, Integer::sum);
            check(chain, i, verdict, answer);
            if (word == DONE && verdict.isGrant()) {
                break;
            }
        }
        boolean isRedeemed = word == DONE && verdict != null && verdict.isGrant();
        checkKey(chain, slot, before, isRedeemed ? verdict.uses() : before.remaining(), isRedeemed, word);
        if (isRedeemed && chain.onlyMutation() != null) {
            acceptedAlone.add(chain.onlyMutation());
        }
        return isRedeemed;
    }

    private void check(HostileChain chain, int at, Verdict verdict, ResponseApdu answer) throws Violation {
        int word = answer.status().value();
        demand(
                word == DONE || word >= FIRST_REFUSAL && word <= LAST_REFUSAL,
                "an answer that is not documented",
                chain,
                at,
                verdict,
                answer);
        boolean isAccepted = word == DONE;
        demand(!isAccepted || verdict.isSound(), "the card accepts what breaks a rule", chain, at, verdict, answer);
        if (isAccepted) {
            int length = verdict.isGrant() ? Integer.BYTES : 0;
            demand(answer.data().length == length, "an answer of another length", chain, at, verdict, answer);
            demand(
                    length == 0 || new BigInteger(1, answer.data()).longValueExact() == verdict.uses(),
                    "other uses than granted",
                    chain,
                    at,
                    verdict,
                    answer);
        } else if (verdict.isSound()) {
            stricter.merge(answer.status() + " " + chain.description() + ", certificate " + at, 1, Integer::sum);
            demand(
                    chain.onlyMutation() == null || !chain.onlyMutation().isHarmless(),
                    "the card refuses what is harmless",
                    chain,
                    at,
                    verdict,
                    answer);
        } else if (verdict.broken().size() == 1) {
            Rule rule = verdict.broken().iterator().next();
            refusedForOneRule.merge(rule, 1, Integer::sum);
            demand(
                    rule == Rule.PATH_VALIDATION || rule.words().contains(word),
                    "another reason than " + rule,
                    chain,
                    at,
                    verdict,
                    answer);
        }
    }

    /** Nothing may change but what a redeemed grant says, and a request may end by redeeming or by a wrong signature only. */
    private void checkKey(HostileChain chain, int slot, KeyInfo before, long remaining, boolean isRedeemed, int word)
            throws Exception {
        KeyInfo after = card.readKey(slot);
        boolean mayEnd = isRedeemed || word == SIGNATURE_WRONG;
        KeyInfo expected = new KeyInfo(
                before.slot(),
                before.identity(),
                before.generation(),
                before.hasOldGeneration(),
                mayEnd ? after.isRequestPending() && !isRedeemed : before.isRequestPending(),
                remaining,
                before.openLease(),
                before.spentInGeneration(),
                before.spentEver(),
                before.burstLeft(),
                before.policy(),
                before.label());
        if (!after.equals(expected)) {
            throw new Violation("the key is " + after + " in place of " + expected + ": " + reproduction(chain, -1));
        }
        if (isRedeemed) {
            card.noteRedeemed(slot);
        } else if (!after.isRequestPending()) {
            card.noteEnded(slot);
        }
    }

    private void demand(
            boolean holds, String otherwise, HostileChain chain, int at, Verdict verdict, ResponseApdu answer)
            throws Violation {
        if (!holds) {
            throw new Violation(otherwise + ": " + answer + ", judge: " + verdict + ", " + reproduction(chain, at));
        }
    }

    private String reproduction(HostileChain chain, int at) {
        StringBuilder text = new StringBuilder(
                "seed " + seed + ", chain " + (index - 1) + " (" + chain.description() + "), certificate " + at);
        chain.certificates()
                .forEach(certificate -> text.append('\n').append(HexFormat.of().formatHex(certificate)));
        return text.toString();
    }

    int certificates() {
        return certificates;
    }

    /** By rule, how often a certificate that broke it alone was refused. */
    Map<Rule, Integer> refusedForOneRule() {
        return refusedForOneRule;
    }

    /** Mutations with which, when they were alone and signed, a grant was redeemed. */
    Set<Mutation> acceptedAlone() {
        return acceptedAlone;
    }

    String report() {
        return "hostile certificates: " + certificates + " in " + index + " chains, seed " + seed + ", " + cards
                + " cards\n  answers: " + answers + "\n  refused for one rule: " + refusedForOneRule
                + "\n  refused though sound: " + stricter;
    }

    @Override
    public void close() {
        card.close();
    }

    static List<Mutation> harmless() {
        return HostileChain.MUTATIONS.stream().filter(Mutation::isHarmless).toList();
    }
}
