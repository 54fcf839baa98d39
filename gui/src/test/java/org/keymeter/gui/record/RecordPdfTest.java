package org.keymeter.gui.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.Policy;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.NewCa;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.words.Language;

class RecordPdfTest {
    private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void saysAllThatACustodianNeedsAndEmbedsItsFont() throws Exception {
        CardRecord card = card("Archive 1", 1);
        String text = text(card, Language.ENGLISH);
        DeviceKey key = card.card().identity().deviceKey();
        for (String part : List.of(
                "Keymeter card “Archive 1”",
                card.card().identity().deviceId().toGroups(),
                key.toString(),
                "Set up unverified",
                "CN=Approvals 0",
                card.card().anchors().get(0).spkiHash().toGroups(),
                "A grant sets at most 200 uses. Needs the user PIN. At most 20 uses each time the PIN is entered.",
                "Approvals desk, room 12",
                "Nothing unblocks it",
                "no second recipient, the data is lost",
                "simulated card")) {
            assertTrue(text.contains(part), part + " in:\n" + text);
        }
        int begin = text.indexOf("-----BEGIN");
        assertEquals(key, DeviceKey.ofPem(text.substring(begin, text.indexOf("-----END PUBLIC KEY-----") + 24)));
    }

    @Test
    void isCompleteInGerman() throws Exception {
        String text = text(card("Archiv", 1), Language.GERMAN);
        assertTrue(text.contains("Unverifiziert eingerichtet"), text);
        assertTrue(text.contains("so sind die Daten verloren"), text);
    }

    @Test
    void takesLabelsThatTheFontCannotWriteAndManyAnchors() throws Exception {
        CardRecord card = card("Tresor 🔑 鍵\u202E", 8);
        String text = text(card, Language.ENGLISH);
        assertTrue(text.contains("Tresor ? ?\\u{202E}"), text);
        assertTrue(text.contains("CN=Approvals 7"), text);
        try (PDDocument document = Loader.loadPDF(folder.resolve("record.pdf").toFile())) {
            assertEquals(2, document.getNumberOfPages());
        }
        assertEquals("keymeter-Tresor.pdf", card.fileName("keymeter", "pdf"));
    }

    private String text(CardRecord card, Language language) throws IOException {
        RecordSheet sheet = new RecordWords(language.texts(RecordWords.class), ZoneOffset.UTC).of(card);
        RecordPdf pdf = new RecordPdf(sheet);
        Path file = folder.resolve("record.pdf");
        pdf.save(file);
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        List<BufferedImage> pages = pdf.render(72);
        for (int i = 0; i < pages.size(); i++) {
            String name =
                    "record-" + language.locale() + "-" + card.card().anchors().size() + "-" + i + ".png";
            assertTrue(ImageIO.write(pages.get(i), "png", pictures.resolve(name).toFile()));
        }
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            for (var name : document.getPage(0).getResources().getFontNames()) {
                PDFont font = document.getPage(0).getResources().getFont(name);
                assertTrue(font.isEmbedded());
                assertFalse(font.isDamaged());
            }
            PDFTextStripper stripper = new PDFTextStripper();
            return stripper.getText(document)
                    .replaceAll("(?<!-)\\R(?!-|[A-Za-z0-9+/=]{20})", " ")
                    .replace("  ", " ");
        }
    }

    private static CardRecord card(String label, int anchors) throws Exception {
        List<AnchorInfo> cas = new ArrayList<>();
        for (int i = 0; i < anchors; i++) {
            NewCa ca = NewCa.make("Approvals " + i, NOON, Duration.ofDays(365));
            ca.key().close();
            CaCertificate parsed = CaCertificate.parse(ca.certificate().getBytes(StandardCharsets.US_ASCII));
            cas.add(new AnchorInfo(
                    i, parsed.kind(), parsed.fingerprint(), Optional.empty(), parsed.subject(), parsed.spki()));
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        ByteString id = ByteString.ofHex("00112233445566778899aabbccddeeff");
        Policy policy = Policy.of(200, List.of(cas.get(0).spkiHash())).withBurst(20);
        KeyInfo key = new KeyInfo(0, id, 1, false, false, 38, 0, 3, 3, OptionalInt.of(20), policy, "laptop");
        DeviceInfo device = new DeviceInfo(
                1,
                1,
                CardState.INITIALIZED,
                Set.of(CardOption.FORCED_AUDIT),
                DeviceInfo.Setup.UNVERIFIED,
                Set.of(),
                1023,
                id,
                1,
                new DeviceInfo.PinTries(5, 5),
                new DeviceInfo.PinTries(5, 5),
                new FreeSlots(OptionalInt.of(200)),
                Set.of(0),
                Set.of(0),
                label);
        return new CardRecord(
                new CardSnapshot(
                        new DeviceIdentity(id, 1, DeviceKey.ofPem(pem)),
                        PinnedDevice.Trust.INITIALISED_HERE,
                        device,
                        List.of(key),
                        cas,
                        null,
                        NOON),
                Optional.of("Approvals desk, room 12"),
                true);
    }
}
