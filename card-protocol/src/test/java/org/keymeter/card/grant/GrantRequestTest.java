package org.keymeter.card.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

class GrantRequestTest {
    private final RequestingCard card = new RequestingCard(100);

    GrantRequestTest() throws Exception {}

    @Test
    void readsWhatTheCardAsksAndSays() throws Exception {
        GrantRequest request = GrantRequest.parse(card.request());
        assertEquals(card.terms, request.terms());
        assertEquals(card.deviceKey(), request.deviceKey());
        assertEquals(17, request.statement().remaining());
        assertEquals(4, request.statement().openLease());
        assertEquals(183, request.statement().spentInGeneration());
        assertEquals(1_183, request.statement().spentEver());
        assertEquals(42, request.statement().sequence());
        assertEquals(1, request.statement().wrongPins());
        assertEquals(2, request.statement().refusedGrants());
        assertEquals(3, request.statement().refusedBlobs());
        assertEquals(List.of(), request.extras());
    }

    @Test
    void readsPemWithTextAroundIt() throws Exception {
        byte[] file = ("Certificate Request:\n" + card.requestPem() + "end\n").getBytes(StandardCharsets.US_ASCII);
        assertEquals(card.terms, GrantRequest.parse(file).terms());
    }

    @Test
    void reportsWhateverElseIsAskedFor() throws Exception {
        List<Extension> extensions = new ArrayList<>(List.of(
                card.grantExtension(true),
                card.statusExtension(),
                new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()),
                new Extension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "bank.example")).getEncoded()),
                new Extension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth).getEncoded())));
        GrantRequest request = GrantRequest.parse(card.request(extensions, new X500Name("CN=bank.example\u001b[31m")));
        assertEquals(
                List.of(
                        "the name CN=bank.example\\u{1B}[31m",
                        "the extension basicConstraints CA:TRUE (critical)",
                        "the extension subjectAltName DNS:bank.example",
                        "the extension extendedKeyUsage TLS server"),
                request.extras());
        assertTrue(GrantDescription.of(request).lines().toString().contains("WARNING"));
    }

    @Test
    void demandsBothExtensionsOnceAndRightlyMarked() throws Exception {
        Extension grant = card.grantExtension(true);
        Extension status = card.statusExtension();
        Extension empty = new Extension(Oids.STATUS, false, new DERSequence().getEncoded());
        for (List<Extension> wrong : List.of(
                List.of(grant),
                List.of(status),
                List.of(card.grantExtension(false), status),
                List.of(grant, new Extension(Oids.STATUS, true, status.getExtnValue())),
                List.of(grant, empty))) {
            byte[] request = card.request(wrong);
            assertThrows(InvalidFileException.class, () -> GrantRequest.parse(request));
        }
    }

    @Test
    void refusesARequestOfAnotherKindOfKey() throws Exception {
        for (String kind : List.of("RSA-2048", "P-384")) {
            byte[] request = new SwappedRequest(kind).der();
            assertThrows(InvalidFileException.class, () -> GrantRequest.parse(request), kind);
        }
    }

    @Test
    void refusesAllThatIsDamaged() throws Exception {
        byte[] good = card.request();
        for (byte[] bytes : Damage.lengths(good)) {
            assertRefused(bytes);
            assertRefused(PemFile.write("CERTIFICATE REQUEST", bytes).getBytes(StandardCharsets.US_ASCII));
        }
        Damage.someFlips(good).forEach(GrantRequestTest::assertRefused);
        Damage.hostile(good, 1).forEach(GrantRequestTest::assertRefused);
    }

    private static void assertRefused(byte[] bytes) {
        try {
            GrantRequest.parse(bytes);
            fail("accepted " + HexFormat.of().formatHex(bytes));
        } catch (InvalidFileException expected) {
            assertTrue(expected.happened().endsWith("."), expected.happened());
        }
    }

    @Test
    void describesForPeopleAndForPrograms() throws Exception {
        GrantDescription description = GrantDescription.of(GrantRequest.parse(card.request()));
        assertEquals("request", description.fields().get("kind"));
        assertEquals(100L, description.fields().get("uses"));
        assertEquals(card.terms.deviceId().toHex(), description.fields().get("deviceId"));
        assertTrue(description.lines().contains("A request for 100 uses"));
    }
}
