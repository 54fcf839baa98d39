package org.keymeter.gui.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardState;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.NewCa;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.gui.history.Forecast;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.words.Language;

class OverviewsTest {
    private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");
    private final Overviews words = new Overviews(Language.ENGLISH, ZoneOffset.UTC);

    @Test
    void figuresSayHowPressingTheyAre() {
        assertEquals(
                List.of("Set up CALM", "3 tries left CALM", "1 try left SOON", "Full STOP"), figures(status(3, 1, 0)));
        assertEquals(
                List.of("Set up CALM", "Blocked STOP", "2 tries left CALM", "1 free place SOON"),
                figures(status(0, 2, 1)));
        PublicStatus ring = new PublicStatus(
                1,
                CardState.INITIALIZED,
                Optional.of(new PublicStatus.Details(3, 3, new FreeSlots(OptionalInt.empty()), List.of())));
        assertEquals("Oldest entry gives way CALM", figures(ring).get(3));
    }

    @Test
    void gaugesHaveTheirNumber() {
        List<Overview.Key> keys = of(status(
                        3, 3, 200, meter(51, 200), meter(50, 200), meter(0, 1000), meter(4294967295L, 4294967295L)))
                .keys();
        assertEquals(
                List.of(
                        "51 of 200 uses 0.255 CALM",
                        "50 of 200 uses 0.25 SOON",
                        "0 of 1,000 uses 0.0 STOP",
                        "4,294,967,295 of 4,294,967,295 uses 1.0 CALM"),
                keys.stream()
                        .map(key -> key.uses() + " " + key.left() + " " + key.level())
                        .collect(Collectors.toList()));
        assertEquals("Key 0", keys.get(0).name());
        assertEquals("No forecast yet", keys.get(0).forecast());
        assertEquals("Opens 816 MiB more, at 16 MiB a part", keys.get(0).opens());
    }

    @Test
    void aLyingCardBreaksNoGauge() {
        List<Overview.Key> keys =
                of(status(3, 3, 200, meter(5, 0), meter(7, 2))).keys();
        assertEquals(List.of(0.0, 1.0), keys.stream().map(Overview.Key::left).collect(Collectors.toList()));
    }

    @Test
    void warnsOfWhatNeedsSomebodyTheMostPressingFirst() {
        assertEquals(
                List.of(
                        "“Key 0” has no uses left: what is not open yet stays shut.",
                        "The audit log is nearly full: no place is free.",
                        "The admin PIN is blocked, for good.",
                        "“Key 0” runs low: 1 use left.",
                        "The user PIN has one try left."),
                of(status(1, 0, 0, meter(0, 100), meter(1, 100))).warnings().stream()
                        .map(Overview.Warning::text)
                        .collect(Collectors.toList()));
        assertTrue(of(status(3, 3, 200, meter(80, 100))).warnings().isEmpty());
    }

    @Test
    void forecastsInHoursThenInDays() {
        assertEquals("Lasts about an hour at the present rate", forecast(Duration.ofMinutes(20)));
        assertEquals("Lasts about 47 hours at the present rate", forecast(Duration.ofHours(47)));
        assertEquals("Lasts about 1,200 days at the present rate", forecast(Duration.ofDays(1200)));
    }

    private String forecast(Duration left) {
        Facts facts = new Facts(
                Optional.empty(), Map.of(), Map.of(0, new Forecast(1, left)), List.of(), Map.of(), Map.of(), 0);
        return words.of("reader", reported(status(3, 3, 200, meter(80, 100))), Optional.empty(), facts, NOON)
                .keys()
                .get(0)
                .forecast();
    }

    @Test
    void warnsOfCertificatesThatEnd() throws InvalidFileException {
        assertEquals(List.of(), certificateWarnings(Duration.ofDays(31)));
        assertEquals(
                List.of("The certificate of CN=ca expires in 2 days."),
                certificateWarnings(Duration.ofDays(2).plusHours(1)));
        assertEquals(List.of("The certificate of CN=ca has expired."), certificateWarnings(Duration.ofDays(-1)));
    }

    private List<String> certificateWarnings(Duration left) throws InvalidFileException {
        NewCa made = NewCa.make(
                "ca", NOON.minus(Duration.ofDays(10)), Duration.ofDays(10).plus(left));
        made.key().close();
        CaCertificate certificate = CaCertificate.parse(made.certificate().getBytes(StandardCharsets.US_ASCII));
        Map<ByteString, CaCertificate> certificates = Map.of(certificate.fingerprint(), certificate);
        Facts facts = new Facts(Optional.empty(), Map.of(), Map.of(), List.of(), certificates, Map.of(), 0);
        return words.of("reader", reported(status(3, 3, 200)), Optional.empty(), facts, NOON).warnings().stream()
                .filter(warning -> warning.page().equals(Optional.of(PageKind.TRUST)))
                .map(Overview.Warning::text)
                .collect(Collectors.toList());
    }

    private List<String> figures(PublicStatus status) {
        return of(status).figures().stream()
                .map(figure -> figure.value() + " " + figure.level())
                .collect(Collectors.toList());
    }

    private Overview of(PublicStatus status) {
        return words.of("reader", reported(status), Optional.empty(), Facts.NONE, NOON);
    }

    private static CardView.Reported reported(PublicStatus status) {
        return new CardView.Reported(status, NOON, true);
    }

    private static PublicStatus status(int user, int admin, int free, PublicStatus.Meter... meters) {
        FreeSlots slots = new FreeSlots(OptionalInt.of(free));
        return new PublicStatus(
                1, CardState.INITIALIZED, Optional.of(new PublicStatus.Details(user, admin, slots, List.of(meters))));
    }

    private static PublicStatus.Meter meter(long remaining, long ceiling) {
        return new PublicStatus.Meter(0, remaining, ceiling);
    }
}
