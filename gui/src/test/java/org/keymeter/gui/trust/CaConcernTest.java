package org.keymeter.gui.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Capability;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.NewCa;
import org.keymeter.gui.words.Language;

class CaConcernTest {
    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    private static final CardTrust FLOOR = new CardTrust(Optional.of(Set.of(Capability.CMAC)), List.of());

    @TempDir
    Path folder;

    @Test
    void aCurrentCaOnP256RaisesNone() throws Exception {
        assertEquals(List.of(), CaConcern.of(ca(-1, 365), FLOOR, NOW));
        assertEquals(List.of(), CaConcern.of(ca(-1, 365), CardTrust.UNKNOWN, NOW));
    }

    @Test
    void datesAreLookedAt() throws Exception {
        assertEquals(List.of(CaConcern.EXPIRED), CaConcern.of(ca(-10, 9), FLOOR, NOW));
        assertEquals(List.of(CaConcern.NOT_YET_VALID), CaConcern.of(ca(1, 9), FLOOR, NOW));
        assertEquals(List.of(CaConcern.EXPIRES_SOON), CaConcern.of(ca(-1, 30), FLOOR, NOW));
        assertEquals(List.of(), CaConcern.of(ca(-1, 32), FLOOR, NOW));
    }

    @Test
    void aKnownKeyIsToldAndNoObstacle() throws Exception {
        CaCertificate ca = ca(-1, 365);
        CardTrust card = new CardTrust(Optional.empty(), List.of(ca.fingerprint()));
        assertEquals(List.of(CaConcern.TRUSTED), CaConcern.of(ca, card, NOW));
    }

    @Test
    void aCardThatLacksTheKindOfKeyRefuses() throws Exception {
        CaCertificate rsa =
                CaCertificate.parse(getClass().getResourceAsStream("rsa-ca.pem").readAllBytes());
        assertTrue(CaConcern.of(rsa, FLOOR, NOW).contains(CaConcern.KIND_LACKING));
        assertTrue(CaConcern.of(rsa, CardTrust.UNKNOWN, NOW).contains(CaConcern.KIND_OPTIONAL));
        assertTrue(CaConcern.KIND_LACKING.isBlocking());
        CardTrust able = new CardTrust(Optional.of(Set.of(Capability.RSA_2048)), List.of());
        assertEquals(List.of(), CaConcern.of(rsa, able, NOW));
    }

    @Test
    void everyConcernHasItsWords() throws Exception {
        CaCertificate ca = ca(-1, 20);
        for (Language language : Language.ALL) {
            CaWords words = new CaWords(language, ZoneOffset.UTC);
            for (CaConcern concern : CaConcern.values()) {
                assertTrue(!words.concern(concern, ca).isBlank());
            }
        }
        assertEquals(
                "31 May 2025 to 20 Jun 2025",
                new CaWords(Language.ENGLISH, ZoneOffset.UTC).validity(ca).replaceAll("(\\w+) (\\d+), ", "$2 $1 "));
        assertEquals("31.05.2025 bis 20.06.2025", new CaWords(Language.GERMAN, ZoneOffset.UTC).validity(ca));
    }

    private static CaCertificate ca(int fromDays, int days) throws Exception {
        NewCa made = NewCa.make("Approvals", NOW.plus(Duration.ofDays(fromDays)), Duration.ofDays(days));
        made.key().close();
        return CaCertificate.parse(made.certificate().getBytes(StandardCharsets.US_ASCII));
    }
}
