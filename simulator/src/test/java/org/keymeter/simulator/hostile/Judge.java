package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a card may accept, certificate by certificate of a chain: the rules of docs/PROTOCOL.md, section 7, one by one, and BouncyCastle's path
 * validation. Written from the documents, apart from the applet and from the host's own judge.
 */
final class Judge {
    private static final Set<String> UNDERSTOOD =
            Set.of(Reading.BASIC_CONSTRAINTS, Reading.KEY_USAGE, Reading.EXTENDED_KEY_USAGE, Reading.GRANT);
    private static final int MAXIMUM = 1024;
    private static final int NO_LIMIT = 10;
    private static final int DIGITAL_SIGNATURE = 0x80;
    private static final int KEY_CERT_SIGN = 0x04;

    private final CardState state;
    private Optional<Trust> last = Optional.empty();

    /**
     * Who may issue the next certificate.
     *
     * @param ofPolicy intermediates that may still follow, by the key's policy; ofIssuers by path lengths
     * @param from the earliest moment of the chain, 14 digits
     * @param path so far
     */
    private record Trust(
            CardState.Anchor anchor,
            byte[] name,
            byte[] spki,
            int ofPolicy,
            int ofIssuers,
            String from,
            String until,
            List<byte[]> path) {
        Trust narrowed(Reading by, byte[] der) {
            List<byte[]> longer = new ArrayList<>(path);
            longer.add(der);
            return new Trust(
                    anchor,
                    by.subject,
                    by.spki,
                    ofPolicy - 1,
                    Math.min(ofIssuers - 1, by.pathLength.orElse(NO_LIMIT)),
                    from.compareTo(by.notBefore) > 0 ? from : by.notBefore,
                    until.compareTo(by.notAfter) < 0 ? until : by.notAfter,
                    longer);
        }
    }

    Judge(CardState state) {
        this.state = state;
    }

    /** Judges the next certificate of the chain; one that is not sound ends it. */
    Verdict step(byte[] der) {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        try {
            Reading reading = new Reading(der);
            return judge(der, reading, broken);
        } catch (Element.NotDer | ArithmeticException damaged) {
            last = Optional.empty();
            return new Verdict(EnumSet.of(Rule.FORM), false, 0, damaged.getMessage());
        }
    }

    private Verdict judge(byte[] der, Reading reading, Set<Rule> broken) {
        judgeForm(der, reading, broken);
        Optional<Trust> issuer = findIssuer(reading, broken);
        Optional<Trust> narrowed = issuer.map(trust -> trust.narrowed(reading, der));
        if (!broken.contains(Rule.VALIDITY)) {
            narrowed.ifPresent(trust -> require(trust.from().compareTo(trust.until()) <= 0, Rule.WINDOW, broken));
        }
        Optional<Reading.Entry> grant = reading.find(Reading.GRANT);
        long uses = 0;
        if (grant.isPresent()) {
            judgeRole(reading, broken);
            uses = judgeTerms(grant.get(), broken);
        } else {
            judgeIntermediate(reading, issuer, broken);
        }
        Optional<String> objection =
                broken.isEmpty() && IssuingKey.of(reading.spki).isPresent()
                        ? consult(narrowed.orElseThrow())
                        : Optional.empty();
        require(objection.isEmpty(), Rule.PATH_VALIDATION, broken);
        last = grant.isEmpty() && broken.isEmpty() ? narrowed : Optional.empty();
        return new Verdict(broken, grant.isPresent(), uses, objection.orElse(broken.toString()));
    }

    private static Optional<String> consult(Trust chain) {
        return PathOpinion.objection(
                chain.anchor().name(),
                IssuingKey.of(chain.anchor().spki()).orElseThrow().key(),
                chain.path(),
                chain.from().startsWith("0000") ? chain.until() : chain.from());
    }

    private static void judgeForm(byte[] der, Reading reading, Set<Rule> broken) {
        require(der.length <= MAXIMUM, Rule.LENGTH, broken);
        require(reading.isVersion3, Rule.VERSION, broken);
        require(reading.notBefore.compareTo(reading.notAfter) <= 0, Rule.VALIDITY, broken);
        require(
                Arrays.equals(reading.algorithm, reading.outerAlgorithm)
                        && IssuingKey.algorithm(reading.algorithm).isPresent(),
                Rule.ALGORITHM,
                broken);
        Set<String> seen = new HashSet<>();
        for (Reading.Entry entry : reading.extensions) {
            require(!entry.isCritical() || UNDERSTOOD.contains(entry.oid()), Rule.CRITICAL, broken);
            require(seen.add(entry.oid()), Rule.REPEATED, broken);
            require(entry.isCritical() || !entry.oid().equals(Reading.GRANT), Rule.GRANT_CRITICAL, broken);
        }
    }

    /** Whoever has the issuer's name and made the signature, or else whoever has the name. */
    private Optional<Trust> findIssuer(Reading reading, Set<Rule> broken) {
        List<Trust> named = new ArrayList<>(last.filter(trust -> Arrays.equals(trust.name(), reading.issuer)).stream()
                .toList());
        List<CardState.Anchor> anchors = state.anchors().stream()
                .filter(anchor -> Arrays.equals(anchor.name(), reading.issuer))
                .toList();
        anchors.stream().filter(CardState.Anchor::isInPolicy).map(this::trust).forEach(named::add);
        require(!named.isEmpty() || !anchors.isEmpty(), Rule.ISSUER, broken);
        require(!named.isEmpty() || anchors.isEmpty(), Rule.ANCHOR_IN_POLICY, broken);
        Optional<String> algorithm = IssuingKey.algorithm(reading.algorithm);
        if (algorithm.isEmpty() || named.isEmpty()) {
            return named.stream().findFirst();
        }
        List<Trust> fitting = named.stream()
                .filter(trust -> IssuingKey.of(trust.spki())
                        .map(key -> key.fits(algorithm.get()))
                        .orElse(true))
                .toList();
        require(!fitting.isEmpty(), Rule.ALGORITHM_OF_ISSUER, broken);
        Optional<Trust> signer = fitting.stream()
                .filter(trust -> IssuingKey.of(trust.spki())
                        .map(key -> key.verifies(algorithm.get(), reading.signed, reading.signature))
                        .orElse(false))
                .findFirst();
        require(fitting.isEmpty() || signer.isPresent(), Rule.SIGNATURE, broken);
        return signer.isPresent() ? signer : named.stream().findFirst();
    }

    private Trust trust(CardState.Anchor anchor) {
        return new Trust(
                anchor,
                anchor.name(),
                anchor.spki(),
                state.intermediates(),
                NO_LIMIT,
                anchor.latest(),
                "99991231235959",
                List.of());
    }

    private static void judgeIntermediate(Reading reading, Optional<Trust> issuer, Set<Rule> broken) {
        require(reading.isCa, Rule.INTERMEDIATE_IS_CA, broken);
        require((reading.keyUsage.orElse(KEY_CERT_SIGN) & KEY_CERT_SIGN) != 0, Rule.INTERMEDIATE_SIGNS, broken);
        require(
                reading.purposes
                        .map(purposes -> purposes.contains(Reading.GRANT_USAGE))
                        .orElse(true),
                Rule.INTERMEDIATE_PURPOSE,
                broken);
        require(IssuingKey.isWritten(reading.spki), Rule.INTERMEDIATE_KEY, broken);
        issuer.ifPresent(trust -> {
            require(trust.ofPolicy() > 0, Rule.PATH_OF_POLICY, broken);
            require(trust.ofIssuers() > 0, Rule.PATH_OF_ISSUER, broken);
        });
    }

    private void judgeRole(Reading reading, Set<Rule> broken) {
        int usage = reading.keyUsage.orElse(DIGITAL_SIGNATURE);
        require(!reading.isCa, Rule.GRANT_IS_NO_CA, broken);
        require((usage & KEY_CERT_SIGN) == 0, Rule.GRANT_SIGNS_NOT, broken);
        require((usage & DIGITAL_SIGNATURE) != 0, Rule.GRANT_USAGE, broken);
        require(
                reading.purposes
                        .map(purposes -> purposes.contains(Reading.GRANT_USAGE))
                        .orElse(true),
                Rule.GRANT_PURPOSE,
                broken);
        require(Arrays.equals(reading.spki, state.deviceKey()), Rule.SUBJECT_KEY, broken);
    }

    /** @return the uses granted */
    private long judgeTerms(Reading.Entry grant, Set<Rule> broken) {
        require(state.isPending(), Rule.PENDING, broken);
        try {
            List<Element> terms = Element.one(grant.value()).children(0x30);
            Element.demand(terms.size() == 7, "not seven terms");
            Element.demand(terms.get(0).integer().equals(BigInteger.ONE), "another version");
            require(same(terms.get(1), state.deviceId()), Rule.DEVICE, broken);
            require(same(terms.get(2), state.instance()), Rule.INSTANCE, broken);
            require(same(terms.get(3), state.identity()), Rule.IDENTITY, broken);
            require(same(terms.get(4), state.generation()), Rule.GENERATION, broken);
            require(same(terms.get(5), state.nonce()), Rule.NONCE, broken);
            BigInteger uses = terms.get(6).integer();
            Element.demand(uses.signum() >= 0, "negative uses");
            require(uses.signum() > 0, Rule.SOME_USES, broken);
            require(uses.compareTo(BigInteger.valueOf(state.asked())) <= 0, Rule.USES_ASKED, broken);
            require(uses.compareTo(BigInteger.valueOf(state.ceiling())) <= 0, Rule.CEILING, broken);
            return uses.longValue();
        } catch (Element.NotDer damaged) {
            broken.add(Rule.TERMS_FORM);
            return 0;
        }
    }

    private static boolean same(Element element, byte[] expected) throws Element.NotDer {
        return Arrays.equals(element.require(0x04).value(), expected);
    }

    private static boolean same(Element element, long expected) throws Element.NotDer {
        BigInteger value = element.integer();
        Element.demand(value.signum() >= 0, "a negative number");
        return value.equals(BigInteger.valueOf(expected));
    }

    private static void require(boolean holds, Rule rule, Set<Rule> broken) {
        if (!holds) {
            broken.add(rule);
        }
    }
}
