package org.keymeter.simulator.hostile;

import java.util.Set;

/** What docs/PROTOCOL.md, section 7, and X.509 demand of a chain, one by one, and the status words that say that it is broken. */
enum Rule {
    /** Who cannot read it to the end may have met something else before. */
    FORM(0x9801, 0x9802, 0x9803, 0x9808, 0x9809, 0x9810),
    LENGTH(0x9801),
    VERSION(0x9802, 0x9801),
    ALGORITHM(0x9803),
    /** A known algorithm, but not of the issuer's kind of key. */
    ALGORITHM_OF_ISSUER(0x9803, 0x9806),
    ISSUER(0x9804),
    ANCHOR_IN_POLICY(0x9805),
    SIGNATURE(0x9806),
    WINDOW(0x9807),
    VALIDITY(0x9808),
    CRITICAL(0x9809),
    REPEATED(0x9809),
    INTERMEDIATE_IS_CA(0x980A),
    INTERMEDIATE_SIGNS(0x980A),
    INTERMEDIATE_PURPOSE(0x980E),
    INTERMEDIATE_KEY(0x9803),
    PATH_OF_POLICY(0x980B),
    PATH_OF_ISSUER(0x980B),
    GRANT_IS_NO_CA(0x980C),
    GRANT_SIGNS_NOT(0x980C),
    GRANT_USAGE(0x980D),
    GRANT_PURPOSE(0x980E),
    SUBJECT_KEY(0x980F),
    GRANT_CRITICAL(0x9810),
    PENDING(0x9811),
    TERMS_FORM(0x9801, 0x9812, 0x9813, 0x9814, 0x9815, 0x9816, 0x9817),
    /** A number too long to be one of ours is refused as malformed. */
    DEVICE(0x9812),
    INSTANCE(0x9813, 0x9801),
    IDENTITY(0x9814),
    GENERATION(0x9815, 0x9801),
    NONCE(0x9816),
    SOME_USES(0x9817),
    USES_ASKED(0x9817, 0x9801),
    /** Never alone: no card lets more be asked. */
    CEILING(0x9818),
    /** BouncyCastle's path validation refuses. */
    PATH_VALIDATION;

    private final Set<Integer> words;

    Rule(Integer... words) {
        this.words = Set.of(words);
    }

    /** Status words with which a card may answer a certificate that breaks this rule alone. */
    Set<Integer> words() {
        return words;
    }
}
