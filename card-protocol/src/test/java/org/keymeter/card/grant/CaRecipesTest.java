package org.keymeter.card.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

/** Runs the OpenSSL recipes of docs/CA-RECIPES.md as they are printed there. */
class CaRecipesTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "CA-RECIPES.md");

    @TempDir
    private Path folder;

    private final RequestingCard card = new RequestingCard(100);

    CaRecipesTest() throws Exception {}

    private static String recipe(String name) throws IOException {
        Matcher block = Pattern.compile("<!-- recipe: " + name + " -->\n```bash\n(.*?)\n```\n", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        assertTrue(block.find(), () -> "no recipe " + name);
        return block.group(1);
    }

    private Command.Outcome tryRecipe(String name) throws Exception {
        return tryBash(recipe(name));
    }

    private Command.Outcome tryBash(String script) throws Exception {
        Path file = folder.resolve("recipe.sh");
        Files.writeString(file, script + "\n");
        return new Command(folder).tryRun("bash", file.toString());
    }

    private void runRecipes(String... names) throws Exception {
        for (String name : names) {
            Command.Outcome outcome = tryRecipe(name);
            assertEquals(0, outcome.exitCode(), () -> name + ": " + outcome.output());
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void arrange(RequestingCard asking) throws Exception {
        write("grant.csr", asking.requestPem());
        write("device-key.pem", card.deviceKey().toPem());
    }

    private GrantTarget target(int intermediates) throws Exception {
        CaCertificate ca = CaCertificate.parse(Files.readAllBytes(folder.resolve("ca.pem")));
        AnchorInfo anchor = new AnchorInfo(0, ca.kind(), ca.fingerprint(), Optional.empty(), ca.subject(), ca.spki());
        return card.target(intermediates, anchor);
    }

    private void assertAccepted(long uses, int intermediates, String... files) throws Exception {
        List<byte[]> bytes = new ArrayList<>();
        for (String file : files) {
            bytes.add(Files.readAllBytes(folder.resolve(file)));
        }
        GrantTarget target = target(intermediates);
        GrantPath path = GrantPath.find(bytes, target.anchors());
        assertEquals(GrantVerdict.ACCEPTED, new GrantJudge(target, TestCa.NOW.plusSeconds(60)).judge(path));
        assertEquals(card.terms.withUses(uses), path.grant().terms());
        assertTrue(path.grant()
                .extensions()
                .containsAll(List.of(
                        "basicConstraints CA:FALSE (critical)",
                        "keyUsage digitalSignature (critical)",
                        "extendedKeyUsage keymeterGrantUsage",
                        "subjectAltName URI:urn:keymeter:grant")));
    }

    @ParameterizedTest
    @CsvSource({"ca-p256", "ca-p384", "ca-rsa"})
    void x509IssuesWhatCardsAccept(String ca) throws Exception {
        arrange(card);
        runRecipes(ca, "extensions", "grant");
        assertAccepted(100, 0, "grant.pem");
        new Command(folder)
                .run("openssl", "verify", "-ignore_critical", "-x509_strict", "-CAfile", "ca.pem", "grant.pem");
    }

    @Test
    void aThirdProgramSeesTheUses() throws Exception {
        arrange(card);
        Command.Outcome shown = tryRecipe("show");
        assertTrue(shown.output().strip().endsWith("INTEGER           :64"), shown.output());
    }

    @Test
    void fewerUsesAreGranted() throws Exception {
        arrange(card);
        runRecipes("ca-p256", "extensions", "fewer");
        assertAccepted(40, 0, "grant.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-p256", "ca-p384", "ca-rsa"})
    void anIntermediateIssuesWhatCardsAccept(String ca) throws Exception {
        arrange(card);
        runRecipes(ca, "extensions", "intermediate", "grant-intermediate");
        assertAccepted(100, 1, "grant.pem", "intermediate.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-p256", "ca-p384", "ca-rsa"})
    void caIssuesWhatCardsAcceptTwice(String ca) throws Exception {
        arrange(card);
        runRecipes(ca, "openssl-ca-setup", "openssl-ca");
        assertAccepted(100, 0, "grant.pem");
        runRecipes("openssl-ca");
        assertAccepted(100, 0, "grant.pem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant", "fewer", "grant-intermediate", "openssl-ca"})
    void aForeignKeysRequestStopsAtTheComparison(String recipe) throws Exception {
        arrange(card);
        runRecipes("ca-p256", "extensions", "intermediate", "openssl-ca-setup");
        for (String request : List.of(new RequestingCard(100).requestPem(), new SwappedRequest("P-256").pem())) {
            write("grant.csr", request);
            Command.Outcome outcome = tryRecipe(recipe);
            assertNotEquals(0, outcome.exitCode(), outcome::output);
            assertTrue(outcome.output().contains("device-key.pem differ"), outcome.output());
            assertFalse(Files.exists(folder.resolve("grant.pem")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant", "openssl-ca"})
    void aRequestThatWasChangedIsNotSigned(String recipe) throws Exception {
        arrange(card);
        runRecipes("ca-p256", "extensions", "openssl-ca-setup");
        byte[] request = card.request();
        int uses = new String(request, StandardCharsets.ISO_8859_1).indexOf("\u0002\u0001\u0064");
        request[uses + 2] = 0x65;
        write("grant.csr", PemFile.write("CERTIFICATE REQUEST", request));
        Command.Outcome outcome = tryRecipe(recipe);
        // openssl ca says so and issues nothing, but its exit code is 0.
        assertTrue(outcome.exitCode() != 0 || recipe.equals("openssl-ca"), outcome::output);
        Path issued = folder.resolve("grant.pem");
        assertTrue(!Files.exists(issued) || Files.size(issued) == 0, outcome.output());
    }

    /** The second line of defence: what if somebody leaves the comparison out? */
    @ParameterizedTest
    @CsvSource({"grant,P-256", "grant,RSA-2048", "openssl-ca,P-256", "openssl-ca,RSA-2048"})
    void signedAnywayASwappedRequestIsNoServerAndNoCa(String recipe, String kind) throws Exception {
        arrange(card);
        runRecipes("ca-p256", "extensions", "openssl-ca-setup");
        write("grant.csr", new SwappedRequest(kind).pem());
        String[] parts = recipe(recipe).split("&&\n");
        assertEquals(2, parts.length);
        Command.Outcome signed = tryBash(parts[1]);
        assertEquals(0, signed.exitCode(), signed::output);

        Command command = new Command(folder);
        for (String purpose : List.of("sslserver", "sslclient", "nssslserver", "smimesign", "smimeencrypt")) {
            Command.Outcome verified =
                    command.tryRun("openssl", "verify", "-purpose", purpose, "-CAfile", "ca.pem", "grant.pem");
            assertNotEquals(0, verified.exitCode(), purpose);
            assertTrue(verified.output().contains("unsuitable certificate purpose"), verified.output());
        }
        String text = command.run("openssl", "x509", "-in", "grant.pem", "-noout", "-text", "-purpose");
        assertFalse(text.contains("DNS:"), text);
        assertTrue(
                text.contains("CA:FALSE") && text.contains("SSL server : No") && text.contains("SSL server CA : No"),
                text);
        byte[] certificate = Files.readAllBytes(folder.resolve("grant.pem"));
        assertThrows(InvalidFileException.class, () -> CaCertificate.parse(certificate));
        assertThrows(
                InvalidFileException.class,
                () -> GrantPath.find(List.of(certificate), target(0).anchors()));
    }

    /** A canary: without the recipe's extensions, copying would have made a CA of the same request. */
    @Test
    void theRecipesExtensionsAreWhatPreventsIt() throws Exception {
        arrange(card);
        runRecipes("ca-p256");
        write("grant.csr", new SwappedRequest("P-256").pem());
        write("grant.ext", "");
        tryBash(recipe("grant").split("&&\n")[1]);
        CaCertificate.parse(Files.readAllBytes(folder.resolve("grant.pem")));
    }
}
