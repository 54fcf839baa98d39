package org.keymeter.simulator.silicon;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import javacard.framework.SystemException;
import javacard.framework.TransactionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keymeter.simulator.silicon.MemoryCard.Memory;
import org.keymeter.simulator.silicon.canary.MemoryApplet;

/** The simulated card is as strict as silicon in each respect, and a card that is kinder in one does not pass for it. */
class KindnessTest {
    private static final int PAIR_LENGTH = 2 * (65 + 32);

    @ParameterizedTest
    @EnumSource
    void theCardIsNotKinder(Kindness kindness) throws Exception {
        assertTrue(isStrict(kindness, new MemoryCard(Silicon.STRICT)));
    }

    @ParameterizedTest
    @EnumSource
    void aKinderCardIsFoundOut(Kindness kindness) throws Exception {
        assertFalse(isStrict(kindness, new MemoryCard(Silicon.STRICT.kinder(kindness))));
    }

    private static boolean isStrict(Kindness kindness, MemoryCard card) {
        Memory before = card.read();
        return switch (kindness) {
            case KEEPS_WHAT_WAS_NOT_COMMITTED ->
                before.equals(card.run(MemoryApplet.WRITE_AND_ABORT).read());
            case COMMITS_AT_THE_END ->
                before.equals(card.run(MemoryApplet.WRITE_AND_LEAVE).read());
            case COMMITS_WITHOUT_POWER -> {
                long last = card.writes(MemoryApplet.WRITE_AND_COMMIT);
                yield before.equals(card.renew()
                        .runCut(MemoryApplet.WRITE_AND_COMMIT, last, 0)
                        .read());
            }
            case ENDLESS_COMMIT_BUFFER ->
                card.status(MemoryApplet.WRITE_OFTEN, 8) == MemoryApplet.REFUSED + TransactionException.BUFFER_FULL
                        && before.equals(card.read());
            case KEYS_ROLL_BACK ->
                !card.secret(MemoryApplet.READ_KEY)
                        .equals(card.run(MemoryApplet.SET_KEY_AND_ABORT).secret(MemoryApplet.READ_KEY));
            case KEYS_ARE_WRITTEN_WHOLE -> leavesHalfKeys(card) && leavesHalfPairs(card);
            case PIN_TRIES_ROLL_BACK ->
                card.run(MemoryApplet.CHECK_WRONG_AND_ABORT).read().tries() == MemoryApplet.TRIES - 1;
            case PIN_UPDATES_STAY -> {
                card.run(MemoryApplet.UPDATE_AND_ABORT).run(MemoryApplet.CHECK_WRONG);
                yield card.read().tries() == MemoryApplet.TRIES - 1;
            }
            case PIN_RESETS_ROLL_BACK -> {
                card.run(MemoryApplet.CHECK_WRONG).run(MemoryApplet.CHECK_RIGHT_AND_ABORT);
                yield card.read().tries() == MemoryApplet.TRIES;
            }
            case COPIES_ROLL_BACK ->
                !before.equals(card.run(MemoryApplet.COPY_AND_ABORT).read());
            case COPIES_ARE_WRITTEN_WHOLE ->
                card.torn(MemoryApplet.COPY, 1, MemoryApplet.READ).size() > 2;
            case WRITES_WITHOUT_POWER ->
                before.equals(card.runCut(MemoryApplet.WRITE_IN_FINALLY, 1, 0).read());
            case TRANSIENT_KEYS_STAY_INITIALISED ->
                !card.run(MemoryApplet.SET_TRANSIENT_KEY).loosePower().read().isTransientKeyThere();
            case ENDLESS_MEMORY -> runsOut(card);
        };
    }

    /** Among what is left are the old key, the new one, none, and some that nobody ever set. */
    private static boolean leavesHalfKeys(MemoryCard card) {
        Set<String> left = card.torn(MemoryApplet.SET_KEY, 1, MemoryApplet.READ_KEY);
        return left.size() > 4 && left.contains("") && left.contains("00".repeat(32)) && left.contains("01".repeat(32));
    }

    /** A new point beside the old scalar, and the other way round. */
    private static boolean leavesHalfPairs(MemoryCard card) {
        String before = card.renew().secret(MemoryApplet.READ_PAIR);
        String point = before.substring(0, 130);
        String scalar = before.substring(130);
        Set<String> left = card.torn(MemoryApplet.MAKE_PAIR, 2, MemoryApplet.READ_PAIR);
        left.removeIf(pair -> pair.length() != PAIR_LENGTH);
        return left.stream().anyMatch(pair -> pair.startsWith(point) && !pair.endsWith(scalar))
                && left.stream().anyMatch(pair -> !pair.startsWith(point) && pair.endsWith(scalar));
    }

    private static boolean runsOut(MemoryCard card) {
        int most = Silicon.STRICT.persistentMemory() / 1000;
        for (int i = 0; i <= most; i++) {
            if (card.status(MemoryApplet.ALLOCATE, 0) == MemoryApplet.REFUSED + SystemException.NO_RESOURCE) {
                return true;
            }
        }
        return false;
    }
}
