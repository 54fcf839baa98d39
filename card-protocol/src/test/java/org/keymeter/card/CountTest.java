package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of things, in words. */
class CountTest {
    @ParameterizedTest
    @CsvSource({
        "0, use, 0 uses",
        "1, use, 1 use",
        "2, use, 2 uses",
        "1, wrong PIN, 1 wrong PIN",
        "5, wrong PIN, 5 wrong PINs",
        "1, try, 1 try",
        "3, try, 3 tries",
        "3, subkey, 3 subkeys"
    })
    void agreesInNumber(long number, String noun, String words) {
        assertEquals(words, Count.of(number, noun));
    }
}
