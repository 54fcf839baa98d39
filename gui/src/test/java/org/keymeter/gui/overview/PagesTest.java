package org.keymeter.gui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardState;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.TransportException;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.words.Language;

class PagesTest {
    private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");
    private final Pages pages = new Pages(ZoneOffset.UTC, Language.ENGLISH.texts(Pages.class));

    @Test
    void emptyPagesSayWhatToDoNext() {
        assertTrue(((Page.Notice) pages.noReader()).text().contains("Plug in"));
        assertTrue(notice(new CardView.Absent()).text().contains("Insert"));
        assertTrue(((Page.Notice) pages.of(new CardView.Absent(), true)).text().contains("keymeter card init"));
        assertTrue(report(installed()).hint().orElseThrow().contains("keymeter card init"));
        assertTrue(report(reserved()).hint().orElseThrow().contains("keymeter card status"));
        assertTrue(report(initialized(3, 3, 200)).hint().orElseThrow().contains("keymeter key create"));
        assertEquals(
                Optional.empty(), report(initialized(3, 3, 200, meter(1, 1))).hint());
    }

    @Test
    void aFailureSaysWhatHappenedWhyAndWhatToDo() {
        TransportException mute = new TransportException(TransportException.Problem.CARD_MUTE);
        Page.Notice notice = notice(new CardView.Failed(mute, Optional.empty()));
        assertEquals(mute.happened(), notice.title());
        assertEquals(mute.likelyCause() + "\n" + mute.remedy(), notice.text());
        assertEquals(Optional.of(mute.code()), notice.code());
    }

    @Test
    void aFailureLeavesTheLastReportInView() {
        CardView.Reported last = new CardView.Reported(installed(), NOON, true);
        TransportException inUse = new TransportException(TransportException.Problem.CARD_IN_USE);
        Page.Report report =
                assertInstanceOf(Page.Report.class, pages.of(new CardView.Failed(inUse, Optional.of(last)), false));
        assertEquals(inUse.happened(), report.trouble().orElseThrow().title());
        assertTrue(report.asOf().contains("12:00:00"));
    }

    @Test
    void figuresSayHowPressingTheyAre() {
        assertEquals(
                List.of("Set up CALM", "3 tries left CALM", "1 try left SOON", "Full STOP"),
                figures(initialized(3, 1, 0)));
        assertEquals(
                List.of("Set up CALM", "Blocked STOP", "2 tries left CALM", "1 free place SOON"),
                figures(initialized(0, 2, 1)));
        PublicStatus ring = new PublicStatus(
                1,
                CardState.INITIALIZED,
                Optional.of(new PublicStatus.Details(3, 3, new FreeSlots(OptionalInt.empty()), List.of())));
        assertEquals("Oldest entry gives way CALM", figures(ring).get(3));
    }

    @Test
    void gaugesHaveTheirNumber() {
        List<Page.Gauge> gauges = report(initialized(
                        3, 3, 200, meter(51, 200), meter(50, 200), meter(0, 1000), meter(4294967295L, 4294967295L)))
                .gauges();
        assertEquals(
                List.of(
                        new Page.Gauge("Key 0", "51 of 200 uses", 0.255, Level.CALM),
                        new Page.Gauge("Key 0", "50 of 200 uses", 0.25, Level.SOON),
                        new Page.Gauge("Key 0", "0 of 1,000 uses", 0, Level.STOP),
                        new Page.Gauge("Key 0", "4,294,967,295 of 4,294,967,295 uses", 1, Level.CALM)),
                gauges);
    }

    @Test
    void aLyingCardBreaksNoGauge() {
        List<Page.Gauge> gauges =
                report(initialized(3, 3, 200, meter(5, 0), meter(7, 2))).gauges();
        assertEquals(List.of(0.0, 1.0), gauges.stream().map(Page.Gauge::left).collect(Collectors.toList()));
    }

    private List<String> figures(PublicStatus status) {
        return report(status).figures().stream()
                .map(figure -> figure.value() + " " + figure.level())
                .collect(Collectors.toList());
    }

    private Page.Report report(PublicStatus status) {
        return assertInstanceOf(Page.Report.class, pages.of(new CardView.Reported(status, NOON, true), false));
    }

    private Page.Notice notice(CardView card) {
        return assertInstanceOf(Page.Notice.class, pages.of(card, false));
    }

    private static PublicStatus installed() {
        return new PublicStatus(1, CardState.INSTALLED, Optional.empty());
    }

    private static PublicStatus reserved() {
        return new PublicStatus(1, CardState.INITIALIZED, Optional.empty());
    }

    private static PublicStatus initialized(int user, int admin, int free, PublicStatus.Meter... meters) {
        FreeSlots slots = new FreeSlots(OptionalInt.of(free));
        return new PublicStatus(
                1, CardState.INITIALIZED, Optional.of(new PublicStatus.Details(user, admin, slots, List.of(meters))));
    }

    private static PublicStatus.Meter meter(long remaining, long ceiling) {
        return new PublicStatus.Meter(0, remaining, ceiling);
    }
}
