package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.Policy;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.GrantJudge;
import org.keymeter.card.grant.GrantPath;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.GrantTarget;
import org.keymeter.card.grant.GrantVerdict;

/** The OpenSSL recipes of docs/CA-RECIPES.md, as printed there, answer the card's own requests. */
class RecipeTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "CA-RECIPES.md");

    @TempDir
    private Path folder;

    private void run(String... recipes) throws Exception {
        for (String name : recipes) {
            Matcher block = Pattern.compile("<!-- recipe: " + name + " -->\n```bash\n(.*?)\n```\n", Pattern.DOTALL)
                    .matcher(Files.readString(DOCUMENT));
            assertTrue(block.find(), () -> "no recipe " + name);
            Files.writeString(folder.resolve("recipe.sh"), block.group(1) + "\n");
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder("bash", "recipe.sh")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean isDone = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(isDone, name);
            assertEquals(0, process.exitValue(), Files.readString(output));
        }
    }

    /** Makes the CA, imports it, and creates a key that it refills. */
    private void arrange(CardSession session, String ca, int intermediates) throws Exception {
        run(ca, "extensions");
        CaCertificate certificate = CaCertificate.parse(Files.readAllBytes(folder.resolve("ca.pem")));
        session.anchors().importAnchor(certificate.subject(), certificate.spki());
        Policy policy = Policy.of(100, List.of(certificate.fingerprint())).withIntermediates(intermediates);
        TestCard.create(session, 0, policy);
        Files.writeString(
                folder.resolve("device-key.pem"), session.identity().deviceKey().toPem());
    }

    private void ask(CardSession session, String... recipes) throws Exception {
        ByteString request = session.grants().request(0, 50);
        Files.writeString(folder.resolve("grant.csr"), PemFile.write("CERTIFICATE REQUEST", request.toByteArray()));
        run(recipes);
        GrantTarget target = new GrantTarget(
                session.device().read(),
                session.identity().deviceKey(),
                session.keys().read(0),
                session.anchors().readAll(),
                Optional.of(GrantRequest.parse(request.toByteArray()).terms()));
        List<byte[]> files = new ArrayList<>();
        for (String file : List.of("grant.pem", "intermediate.pem", "ca.pem")) {
            if (Files.exists(folder.resolve(file))) {
                files.add(Files.readAllBytes(folder.resolve(file)));
            }
        }
        GrantPath path = GrantPath.find(files, target.anchors());
        assertEquals(new GrantVerdict(Optional.empty(), ""), new GrantJudge(target, Instant.now()).judge(path));
        long granted =
                session.grants().redeem(0, path.intermediates(), path.grant().der());
        assertEquals(path.grant().terms().uses(), granted);
        assertEquals(granted, session.keys().read(0).remaining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca-p256", "ca-p384", "ca-rsa"})
    void aGrantIsRedeemed(String ca) throws Exception {
        try (TestCard card = TestCard.forced();
                CardSession session = card.openVerified()) {
            arrange(session, ca, 0);
            ask(session, "grant");
            assertEquals(50, session.keys().read(0).remaining());
            ask(session, "fewer");
            assertEquals(40, session.keys().read(0).remaining());
            run("openssl-ca-setup");
            ask(session, "openssl-ca");
            assertEquals(50, session.keys().read(0).remaining());
        }
    }

    @Test
    void aGrantThroughAnIntermediateIsRedeemed() throws Exception {
        for (String ca : List.of("ca-p256", "ca-p384", "ca-rsa")) {
            try (TestCard card = TestCard.forced();
                    CardSession session = card.openVerified()) {
                arrange(session, ca, 1);
                run("intermediate");
                ask(session, "grant-intermediate");
                assertEquals(50, session.keys().read(0).remaining());
            }
        }
    }
}
