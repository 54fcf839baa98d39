package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.Capability;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.Folders;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.NewCa;

class KnownCardsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final String HOSTILE = "'); DROP TABLE card; --\u0000\u202e\n😀";

    @TempDir
    private Path folder;

    private History history;

    @BeforeEach
    void open() throws Exception {
        history = History.open(Folders.under(folder), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        history.close();
    }

    private static KnownCard card(String label, OptionalInt free, List<KeyInfo> keys, Instant at) throws Exception {
        FabricatedLog log = new FabricatedLog(1, 0);
        DeviceInfo device = new DeviceInfo(
                1,
                0x0102,
                CardState.INITIALIZED,
                EnumSet.allOf(CardOption.class),
                DeviceInfo.Setup.UNVERIFIED,
                EnumSet.allOf(Capability.class),
                1400,
                log.deviceId,
                1,
                new DeviceInfo.PinTries(2, 3),
                new DeviceInfo.PinTries(5, 8),
                new FreeSlots(free),
                Set.of(0, 3),
                Set.of(1),
                label);
        AnchorInfo anchor = new AnchorInfo(
                1,
                AnchorInfo.Kind.P384,
                ByteString.ofHex("ab".repeat(32)),
                Optional.of(LocalDateTime.parse("2026-02-03T04:05:06")),
                ByteString.ofHex("3000"),
                ByteString.ofHex("3001"));
        return new KnownCard(new DeviceIdentity(log.deviceId, 1, log.key), device, keys, List.of(anchor), at);
    }

    private static KeyInfo key(int slot, String label, Policy policy) {
        return new KeyInfo(
                slot,
                FabricatedLog.KEYS.get(slot),
                2,
                true,
                false,
                0xFFFF_FFFFL,
                3,
                4,
                5,
                policy.burst() == 0 ? OptionalInt.empty() : OptionalInt.of(7),
                policy,
                label);
    }

    @Test
    void givesACardBackAsItWasSeen() throws Exception {
        Policy rich = Policy.of(200, List.of(ByteString.ofHex("01".repeat(32)), ByteString.ofHex("02".repeat(32))))
                .withBurst(30)
                .withLifetime(0xFFFF_FFFFL)
                .withLease(9)
                .withIntermediates(2);
        Policy poor = Policy.of(1, List.of()).withPinRequired(false);
        KnownCard first = card(HOSTILE, OptionalInt.of(190), List.of(key(0, HOSTILE, rich), key(1, "b", poor)), NOW);
        history.cards().keep(first);
        assertEquals(List.of(first), history.cards().list());
        KnownCard later = card("other", OptionalInt.empty(), List.of(key(1, "b", poor)), NOW.plusSeconds(1));
        history.cards().keep(later);
        history.cards().keep(first);
        KnownCard known = history.cards().find(first.identity().deviceId(), 1).orElseThrow();
        assertEquals("other", known.device().label(), "the newer one stays");
        assertEquals(1, known.keys().size());
        assertEquals(HOSTILE, history.cards().keyLabels().get(FabricatedLog.KEYS.get(0)), "after it is gone, too");
        assertTrue(history.cards().find(first.identity().deviceId(), 2).isEmpty());
    }

    @Test
    void findsRecordsByTheLabelOfTheirKey() throws Exception {
        FabricatedLog log = new FabricatedLog(1, 50);
        try (AuditArchive archive = log.archive(folder.resolve("audit"), 1, 50)) {
            history.audit().follow(archive);
        }
        List<KeyInfo> keys = new ArrayList<>(List.of(key(0, "Büro % Archiv", Policy.of(1, List.of()))));
        history.cards().keep(card("c", OptionalInt.empty(), keys, NOW));
        AuditFilter all = AuditFilter.of(log.deviceId, 1);
        int expected = history.audit()
                .find(all.withKey(FabricatedLog.KEYS.get(0)), AuditOrder.OLDEST_FIRST)
                .size();
        AuditFilter.Text text = new AuditFilter.Text(" BÜRO %", Set.of(), Set.of());
        assertTrue(expected > 0);
        assertEquals(
                expected,
                history.audit()
                        .find(all.withText(text), AuditOrder.OLDEST_FIRST)
                        .size());
    }

    @Test
    void keepsARealCard() throws Exception {
        try (LoggedCard card = new LoggedCard("first")) {
            KnownCard seen = card.look(NOW);
            history.cards().keep(seen);
            assertEquals(List.of(seen), history.cards().list());
        }
    }

    @Test
    void refusesTwoCardsInOne() throws Exception {
        KnownCard card = card("a", OptionalInt.empty(), List.of(), NOW);
        DeviceIdentity other = new DeviceIdentity(
                card.identity().deviceId(), 2, card.identity().deviceKey());
        assertThrows(IllegalArgumentException.class, () -> history.cards()
                .keep(new KnownCard(other, card.device(), List.of(), List.of(), NOW)));
    }

    @Test
    void keepsCertificatesAndMarks() throws Exception {
        NewCa ca = NewCa.make("An, O=Approver", NOW, Duration.ofDays(9));
        ca.key().close();
        CaCertificate certificate = CaCertificate.parse(ca.certificate().getBytes(StandardCharsets.US_ASCII));
        assertTrue(history.notes().certificate(certificate.fingerprint()).isEmpty());
        history.notes().keepCertificate(certificate);
        history.notes().keepCertificate(certificate);
        assertEquals(
                certificate.der(),
                history.notes()
                        .certificate(certificate.fingerprint())
                        .orElseThrow()
                        .der());
        assertEquals(1, history.notes().certificates().size());

        ByteString key = FabricatedLog.KEYS.get(0);
        assertEquals(OptionalLong.empty(), history.notes().lowMark(key));
        history.notes().setLowMark(key, OptionalLong.of(20));
        history.notes().setLowMark(key, OptionalLong.of(30));
        assertEquals(OptionalLong.of(30), history.notes().lowMark(key));
        history.notes().setLowMark(key, OptionalLong.empty());
        assertEquals(OptionalLong.empty(), history.notes().lowMark(key));
    }
}
