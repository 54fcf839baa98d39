package org.keymeter.card.apdu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keymeter.protocol.Sw;

class StatusWordTest {
    private static long count(Predicate<StatusWord> predicate) {
        return IntStream.rangeClosed(0, 0xFFFF)
                .mapToObj(StatusWord::new)
                .filter(predicate)
                .count();
    }

    @Test
    void predicatesAreExactOrRanges() {
        assertEquals(1, count(StatusWord::isDone));
        assertEquals(1, count(status -> status.is(Sw.WRONG_LENGTH)));
        assertEquals(512, count(StatusWord::isWarning));
        assertEquals(256, count(StatusWord::isMore));
        assertEquals(256, count(StatusWord::isWrongLe));
        assertEquals(16, count(StatusWord::isPinWrong));
        assertEquals(0x19, count(StatusWord::isGrantRefused));
    }

    @Test
    void takesNoWordForAnother() {
        assertFalse(new StatusWord(0x6A82).isWarning());
        assertFalse(new StatusWord(0x6F00).is(Sw.WRONG_LENGTH));
        assertTrue(StatusWord.of(Sw.GRANT_NEVER).isGrantRefused());
        assertFalse(StatusWord.of(Sw.LACKS_ECDH).isGrantRefused());
        assertEquals("9000", StatusWord.of(Sw.DONE).toString());
        assertThrows(IllegalArgumentException.class, () -> new StatusWord(0x10000));
    }
}
