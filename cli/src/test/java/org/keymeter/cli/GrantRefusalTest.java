package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.GrantTerms;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** Whatever is wrong with a grant: exit code 4, a reason of its own, uses unchanged. */
@TestInstance(Lifecycle.PER_CLASS)
class GrantRefusalTest {
    private static final String P256 = "ec -pkeyopt ec_paramgen_curve:P-256";
    private static final String GRANT_OID = "1.3.6.1.4.1.32473.7.1";

    private TestBench bench;
    private OpenSsl openSsl;

    @BeforeAll
    void makeCard(@TempDir Path folder) throws InstallationException {
        openSsl = new OpenSsl(folder);
        openSsl.makeCa("ca", P256);
        bench = TestBench.withCard(folder);
        bench.run("card", "device-key", "--out", "device-key.pem", "--force");
        bench.run("trust", "import", "ca.pem");
        createKey("archive");
    }

    private void createKey(String label, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("key", "create", "--label", label, "--ceiling", "10", "--initial-uses", "3"));
        arguments.addAll(List.of(options));
        bench.run(arguments.toArray(String[]::new));
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @BeforeEach
    void request() {
        request("archive");
    }

    private void request(String key) {
        bench.run("grant", "request", key, "--uses", "8", "--out", "grant.csr", "--force");
    }

    private void refused(String code) {
        refused(code, "grant", "redeem", "grant.pem");
    }

    private void refused(String code, String... arguments) {
        Object before = bench.run("card", "status", "--json").json().get("keys");
        CommandLineRun run = bench.run(ExitCode.GRANT_REFUSED, arguments);
        assertTrue(run.errors().contains("KM-" + code), run::toString);
        assertEquals(before, bench.run("card", "status", "--json").json().get("keys"));
    }

    private void signWith(String extensions) {
        openSsl.write("other.ext", extensions);
        openSsl.run(OpenSsl.sign("grant.csr", "ca", "grant.pem", "other.ext"));
    }

    /** A grant whose terms are not those of the request. */
    private void signTerms(UnaryOperator<GrantTerms> change) throws IOException, InvalidFileException {
        signTerms("critical,", change);
    }

    private void signTerms(String critical, UnaryOperator<GrantTerms> change) throws IOException, InvalidFileException {
        GrantTerms asked =
                GrantRequest.parse(Files.readAllBytes(bench.file("grant.csr"))).terms();
        String der = HexFormat.of().formatHex(change.apply(asked).encode());
        signWith(OpenSsl.GRANT_EXTENSIONS + GRANT_OID + "=" + critical + "DER:" + der + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "9801, nsComment, LONG",
        "9809, 1.2.3.4, 'critical,ASN1:NULL'",
        "980C, basicConstraints, 'critical,CA:TRUE'",
        "980C, keyUsage, 'critical,digitalSignature,keyCertSign'",
        "980D, keyUsage, 'critical,keyAgreement'",
        "980E, extendedKeyUsage, serverAuth"
    })
    void refusesOtherExtensions(String code, String name, String value) {
        String others = OpenSsl.GRANT_EXTENSIONS.replaceAll("(?m)^" + name + "=.*\n", "");
        signWith(others + name + "=" + value.replace("LONG", "x".repeat(700)) + "\n");
        refused(code);
    }

    @Test
    void refusesACertificateWithoutTheGrant() {
        openSsl.run("openssl x509 -req -in grant.csr -CA ca.pem -CAkey ca.key -days 2 -out grant.pem");
        refused("F1");
    }

    @Test
    void refusesAnAlgorithmThatCardsHaveNot() {
        openSsl.run(OpenSsl.sign("grant.csr", "ca", "grant.pem", "grant.ext") + " -sha512");
        refused("9803");
    }

    @Test
    void refusesAnUnknownCa() {
        openSsl.makeCa("stranger", P256);
        openSsl.issue("grant.csr", "stranger", "grant.pem");
        refused("9804");
    }

    @Test
    void refusesACaThatThePolicyDoesNotNameAlsoInTheSlotOfOneThatItDoes() {
        openSsl.makeCa("second", P256);
        openSsl.issue("grant.csr", "second", "grant.pem");
        bench.run("trust", "import", "second.pem");
        refused("9805");
        bench.run("trust", "remove", "1", "--yes");
        bench.run("trust", "remove", "0", "--yes");
        assertEquals(
                0L, bench.run("trust", "import", "second.pem", "--json").json().get("slot"));
        refused("9805");
        bench.run("trust", "remove", "0", "--yes");
        bench.run("trust", "import", "ca.pem");
    }

    @Test
    void refusesAnotherCaOfTheSameName() {
        openSsl.run("openssl req -x509 -newkey " + P256
                + " -nodes -keyout fake.key -out fake.pem -days 30 -subj '/O=Example/CN=ca' 2>&1");
        openSsl.issue("grant.csr", "fake", "grant.pem");
        refused("9806");
    }

    @Test
    void refusesWhatExpiredByTheAnchorsDate() {
        createKey("expiring");
        request("expiring");
        openSsl.issue("grant.csr", "ca", "first.pem");
        bench.run("grant", "redeem", "first.pem");
        request("expiring");
        issueAt(Instant.now().minus(Duration.ofDays(30)));
        refused("9807");
    }

    @Test
    void refusesWhatComesFromTheFuture() {
        issueAt(Instant.now().plus(Duration.ofDays(1)));
        refused("G1");
    }

    private void issueAt(Instant moment) {
        bench.clock(Clock.fixed(moment, ZoneOffset.UTC));
        bench.issueGrant(ExitCode.DONE, "ca.key", "device-key.pem", "grant.csr", "grant.pem", "--days", "1", "--force");
        bench.clock(Clock.systemUTC());
    }

    @Test
    void refusesWhatEndsBeforeItBegins() {
        openSsl.write("ca.cnf", """
                [ca]
                default_ca=this
                [this]
                database=index
                new_certs_dir=.
                certificate=ca.pem
                private_key=ca.key
                rand_serial=yes
                default_md=sha256
                policy=any
                unique_subject=no
                copy_extensions=copy
                [any]
                commonName=supplied
                """);
        openSsl.run("touch index && openssl ca -batch -config ca.cnf -in grant.csr -out grant.pem -extfile grant.ext"
                + " -startdate 20250102000000Z -enddate 20250101000000Z");
        refused("9808");
    }

    @Test
    void refusesIntermediatesThatThePolicyDoesNotAllow() {
        openSsl.makeIntermediate("middle", P256, "ca");
        openSsl.issue("grant.csr", "middle", "grant.pem");
        refused("9804");
        refused("980B", "grant", "redeem", "grant.pem", "--chain", "middle.pem");
    }

    @Test
    void refusesAnIntermediateThatIsNoCa() {
        bench.run("key", "delete", "archive", "--yes");
        createKey("archive", "--intermediates", "1");
        request();
        openSsl.write("plain.ext", "keyUsage=critical,digitalSignature\n");
        openSsl.makeIntermediate("middle", P256, "ca", "plain.ext");
        openSsl.issue("grant.csr", "middle", "grant.pem");
        refused("980A", "grant", "redeem", "grant.pem", "--chain", "middle.pem");
    }

    @Test
    void refusesTheGrantOfAnotherCard() throws InstallationException {
        try (SimulatedCard otherCard = SimulatedCard.inMemory(AppletInstallation.keymeter())) {
            SimulatedReader own = bench.reader();
            bench.useReader(SimulatedReader.with("sim", otherCard));
            bench.run("card", "init", "--label", "Other");
            bench.run("card", "device-key", "--out", "device-key.pem", "--force");
            bench.run("trust", "import", "ca.pem");
            bench.run("key", "create", "--label", "archive", "--ceiling", "10");
            request();
            openSsl.issue("grant.csr", "ca", "grant.pem");
            bench.useReader(own);
            refused("980F");
            bench.run("card", "device-key", "--out", "device-key.pem", "--force");
        }
    }

    @Test
    void refusesTermsThatAreNotMarkedCritical() throws IOException, InvalidFileException {
        signTerms("", terms -> terms);
        refused("9810");
    }

    @ParameterizedTest
    @CsvSource({"deviceId, 9812", "instance, 9813", "keyIdentity, 9814", "generation, 9815"})
    void refusesTermsOfWhichOneIsAnother(String field, String code) throws IOException, InvalidFileException {
        signTerms(asked -> new GrantTerms(
                field.equals("deviceId") ? other(asked.deviceId()) : asked.deviceId(),
                asked.instance() + (field.equals("instance") ? 1 : 0),
                field.equals("keyIdentity") ? other(asked.keyIdentity()) : asked.keyIdentity(),
                asked.generation() + (field.equals("generation") ? 1 : 0),
                asked.nonce(),
                asked.uses()));
        refused(code);
    }

    @Test
    void refusesAnOldNonce() {
        openSsl.issue("grant.csr", "ca", "grant.pem");
        request();
        refused("9816");
    }

    @ParameterizedTest
    @CsvSource({"0, 9817", "9, 9817", "11, 9818"})
    void refusesOtherNumbersOfUses(long uses, String code) throws IOException, InvalidFileException {
        signTerms(terms -> terms.withUses(uses));
        refused(code);
    }

    @Test
    void refusesRequestsAboveTheCeilingAndOfKeysThatNobodyCanRefill() {
        bench.run(ExitCode.USAGE, "grant", "request", "archive", "--uses", "11", "--out", "above.csr");
        createKey("once", "--anchors", "none");
        refused("9819", "grant", "request", "once", "--uses", "1", "--out", "once.csr");
    }

    @Test
    void refusesWhatAnswersARequestThatDied() {
        createKey("rotated");
        request("rotated");
        openSsl.issue("grant.csr", "ca", "grant.pem");
        bench.run("volume", "create", "--key", "rotated", "--size", "1M", "--segment-size", "4K", "--out", "a.subkeys");
        bench.run("key", "rotate", "rotated", "--table", "a.subkeys");
        refused("9811");
    }

    @Test
    void issuesNothingForARequestOfAnotherKey() {
        openSsl.run(
                "openssl req -new -newkey " + P256 + " -nodes -keyout thief.key -out thief.csr -subj '/CN=bank.example'"
                        + " -addext subjectAltName=DNS:bank.example -addext extendedKeyUsage=serverAuth 2>&1");
        assertEquals(
                1,
                openSsl.execute(OpenSsl.recipe("thief.csr", "ca", "stolen.pem")).exit());
        CommandLineRun run = bench.issueGrant(ExitCode.FAILED, "ca.key", "device-key.pem", "thief.csr", "stolen.pem");
        assertTrue(run.errors().contains("No card made this request"), run::toString);
        assertTrue(Files.notExists(bench.file("stolen.pem")));
    }

    private static ByteString other(ByteString id) {
        byte[] bytes = id.toByteArray();
        bytes[0] ^= 1;
        return ByteString.of(bytes);
    }
}
