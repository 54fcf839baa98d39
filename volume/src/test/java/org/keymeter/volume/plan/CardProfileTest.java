package org.keymeter.volume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardProfileTest {
    private static final int AT_129 = 2;
    private static final int AT_344 = 4;
    /** The document rounds each figure to 0.1 ms, and three of them meet in one. */
    private static final double ROUNDING = 0.2;

    @Test
    void agreesWithTheBenchmarksDocument() throws IOException {
        for (CardProfile card : CardProfile.known()) {
            assertRow(card, "unwrap, one a command, lease 1", 1, 1);
            assertRow(card, "unwrap, 16 a command, lease 1", 16, 1);
            assertRow(card, "unwrap, one a command, lease 64", 1, 64);
            assertRow(card, "unwrap, 16 a command, lease 64", 16, 64);
            assertSpan(card.rewrap(ReaderSpeed.CONTACT_344), documented(card, "rewrap, 16 a command", AT_344));
        }
    }

    @Test
    void putsTheTargetCardFirst() {
        assertEquals(3, CardProfile.known().size());
        assertEquals("NXP JCOP 4 J3R180", CardProfile.known().get(0).name());
    }

    private static void assertRow(CardProfile card, String operation, int batch, int lease) throws IOException {
        assertSpan(card.unwrap(ReaderSpeed.CONTACT_129, batch, lease), documented(card, operation, AT_129));
        assertSpan(card.unwrap(ReaderSpeed.CONTACT_344, batch, lease), documented(card, operation, AT_344));
    }

    private static void assertSpan(Span actual, Span expected) {
        assertEquals(expected.low(), actual.low(), ROUNDING);
        assertEquals(expected.high(), actual.high(), ROUNDING);
    }

    private static Span documented(CardProfile card, String operation, int column) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/BENCHMARKS.md"));
        int heading = lines.indexOf("### " + card.name());
        String row = lines.subList(heading, lines.size()).stream()
                .filter(line -> line.startsWith("| " + operation + " |"))
                .findFirst()
                .orElseThrow();
        String[] bounds = row.split("\\|")[column].strip().split(" … ");
        return new Span(Double.parseDouble(bounds[0]), Double.parseDouble(bounds[1]));
    }
}
