package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keymeter.gui.words.Formats.Noun;

class FormatsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Formats english = new Formats(Language.ENGLISH);
    private final Formats german = new Formats(Language.GERMAN);

    @Test
    void counts() {
        assertEquals("no uses", english.count(0, Noun.USE));
        assertEquals("1 use", english.count(1, Noun.USE));
        assertEquals("4,294,967,295 uses", english.count(4_294_967_295L, Noun.USE));
        assertEquals("4.711 Nutzungen", german.count(4711, Noun.USE));
        for (Noun noun : Noun.values()) {
            for (long number : new long[] {0, 1, 2}) {
                assertFalse(german.count(number, noun).equals(english.count(number, noun)) && noun != Noun.BLOB);
            }
        }
        assertEquals("4,711", english.number(4711));
    }

    @Test
    void sizes() {
        assertEquals("0 bytes", english.size(0));
        assertEquals("1 Byte", german.size(1));
        assertEquals("1.023 Byte", german.size(1023));
        assertEquals("1 KiB", english.size(1024));
        assertEquals("3.1 GiB", english.size(200.0 * (16 << 20)));
        assertEquals("3,1 GiB", german.size(200.0 * (16 << 20)));
        assertEquals("1.000 MiB", german.size(1000 << 20));
        assertEquals("2,3 TiB", german.size(2.3 * (1L << 40)));
        assertEquals("1 MiB", english.size((1 << 20) - 1));
        assertEquals("1 GiB", english.size((1 << 30) - 1));
        assertEquals("64 EiB", english.size(0x1p66));
    }

    @Test
    void durations() {
        assertEquals("a moment", english.about(Duration.ZERO));
        assertEquals("a moment", english.about(Duration.ofSeconds(-5)));
        assertEquals("about a second", english.about(Duration.ofMillis(600)));
        assertEquals("about 89 seconds", english.about(Duration.ofSeconds(89)));
        assertEquals("about 2 minutes", english.about(Duration.ofSeconds(90)));
        assertEquals("about 90 minutes", english.about(Duration.ofSeconds(5399)));
        assertEquals("about 2 hours", english.about(Duration.ofMinutes(90)));
        assertEquals("about 3 days", english.about(Duration.ofHours(70)));
        assertEquals("etwa 3 Tage", german.about(Duration.ofHours(70)));
        assertEquals("about 2 weeks", english.about(Duration.ofDays(14)));
        assertEquals("about 3 months", english.about(Duration.ofDays(90)));
        assertEquals("etwa 2 Jahre", german.about(Duration.ofDays(731)));
        assertEquals("about 292,277,024,627 years", english.about(Duration.ofSeconds(Long.MAX_VALUE - 1)));
    }

    @Test
    void instants() {
        Instant instant = Instant.parse("2026-11-24T23:30:00Z");
        Times german = new Times(Language.GERMAN, BERLIN);
        Times english = new Times(Language.ENGLISH, BERLIN);
        assertEquals("25.11.2026, 00:30", german.instant(instant));
        assertEquals("25.11.2026", german.date(instant));
        assertEquals("Nov 25, 2026", english.date(instant));
        // Newer Java writes a narrow space before AM.
        assertEquals("Nov 25, 2026, 12:30 AM", english.instant(instant).replace('\u202f', ' '));
    }

    @Test
    void fingerprints() {
        for (String hex : List.of("0123456789abcdef01", "0123 4567\n89abcdef 01")) {
            assertEquals("0123 4567 89ab cdef 01", Formats.groups(hex));
        }
        assertEquals("", Formats.groups(""));
        assertEquals("0123", Formats.groups("0123"));
    }
}
