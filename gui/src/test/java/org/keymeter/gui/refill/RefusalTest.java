package org.keymeter.gui.refill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keymeter.card.ByteString;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.GrantTerms;
import org.keymeter.gui.OpenSsl;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Problems;

/** Whatever is wrong with a grant: said before the card sees it, with a reason of its own; uses and counters unchanged. */
@TestInstance(Lifecycle.PER_CLASS)
class RefusalTest {
    /** A certificate of version 1 carries no grant, and is refused as a file. */
    private static final Set<GrantRefusal> NO_GRANT_CAN_BE = EnumSet.of(GrantRefusal.NOT_VERSION_3);

    private RefillBench bench;

    @BeforeAll
    void makeCard(@TempDir Path folder) throws Exception {
        bench = new RefillBench(folder);
        bench.openSsl.makeCa("second", "second");
        bench.openSsl.makeCa("stranger", "stranger");
        bench.openSsl.makeCa("fake", "ca");
        bench.openSsl.makeIntermediate("middle", "ca", "intermediate.ext");
        bench.openSsl.write("plain.ext", "keyUsage=critical,digitalSignature\n");
        bench.openSsl.makeIntermediate("leaf", "ca", "plain.ext");
        bench.session
                .anchors()
                .importAnchor(bench.ca("second").subject(), bench.ca("second").spki());
    }

    @AfterAll
    void close() {
        bench.close();
    }

    /** Makes an answer to the request in grant.csr that must be refused. */
    private interface Maker {
        List<byte[]> make(RefillBench bench) throws Exception;
    }

    /** @param name of the case */
    private record Case(String name, GrantRefusal reason, int slot, Maker maker) {
        @Override
        public String toString() {
            return reason + ": " + name;
        }
    }

    private static Case of(GrantRefusal reason, String name, Maker maker) {
        return new Case(name, reason, 0, maker);
    }

    private static Case terms(GrantRefusal reason, String name, Function<GrantTerms, GrantTerms> change) {
        return of(reason, name, bench -> bench.signTerms("critical,", change::apply));
    }

    static Stream<Case> cases() {
        return Stream.of(certificates(), chains(), terms()).flatMap(Function.identity());
    }

    private static Stream<Case> certificates() {
        return Stream.of(
                of(GrantRefusal.MALFORMED, "too long", b -> b.signWith("nsComment", "x".repeat(700))),
                of(GrantRefusal.ALGORITHM, "SHA-512", b -> b.sign(extensions(), "-sha512")),
                of(GrantRefusal.CRITICAL_EXTENSION, "unknown", b -> b.signWith("1.2.3.4", "critical,ASN1:NULL")),
                of(GrantRefusal.IS_CA, "CA:TRUE", b -> b.signWith("basicConstraints", "critical,CA:TRUE")),
                of(
                        GrantRefusal.IS_CA,
                        "keyCertSign",
                        b -> b.signWith("keyUsage", "critical,digitalSignature,keyCertSign")),
                of(GrantRefusal.KEY_USAGE, "keyAgreement", b -> b.signWith("keyUsage", "critical,keyAgreement")),
                of(GrantRefusal.EXTENDED_KEY_USAGE, "TLS", b -> b.signWith("extendedKeyUsage", "serverAuth")),
                of(GrantRefusal.NOT_CRITICAL, "flag taken", b -> b.signTerms("", terms -> terms)),
                of(GrantRefusal.EXPIRED, "before the CA's date", b -> {
                    b.refilling.redeem(b.session, b.issue("ca"), false);
                    b.ask(0);
                    return b.issue(Instant.now().minus(Duration.ofDays(30)), Duration.ofDays(1));
                }),
                of(
                        GrantRefusal.FROM_THE_FUTURE,
                        "tomorrow",
                        b -> b.issue(Instant.now().plus(Duration.ofDays(1)), Duration.ofDays(1))),
                of(GrantRefusal.VALIDITY, "ends first", b -> b.issue(Instant.now(), Duration.ofDays(-1))));
    }

    private static Stream<Case> chains() {
        return Stream.of(
                of(GrantRefusal.ISSUER_UNKNOWN, "stranger", b -> b.issue("stranger")),
                of(GrantRefusal.ISSUER_UNKNOWN, "intermediate missing", b -> b.issue("middle")),
                of(GrantRefusal.ANCHOR_NOT_IN_POLICY, "another CA of the card", b -> b.issue("second")),
                of(GrantRefusal.SIGNATURE, "same name", b -> b.issue("fake")),
                of(GrantRefusal.PATH_LENGTH, "intermediate", b -> withChain(b, "middle")),
                new Case("intermediate", GrantRefusal.ISSUER_NO_CA, 1, b -> withChain(b, "leaf")));
    }

    private static Stream<Case> terms() {
        return Stream.of(
                of(GrantRefusal.SUBJECT_KEY, "another card", b -> {
                    try (RefillBench other = new RefillBench(Files.createDirectory(b.file("other")))) {
                        b.openSsl.write("grant.csr", other.ask(0).pem());
                        return b.sign(extensions());
                    }
                }),
                of(GrantRefusal.NOT_REQUESTED, "redeemed before", b -> {
                    List<byte[]> grant = b.issue("ca");
                    b.refilling.redeem(b.session, grant, false);
                    return grant;
                }),
                terms(
                        GrantRefusal.OTHER_CARD,
                        "device id",
                        t -> new GrantTerms(
                                other(t.deviceId()), t.instance(), t.keyIdentity(), t.generation(), t.nonce(), 8)),
                terms(
                        GrantRefusal.OTHER_INSTANCE,
                        "instance",
                        t -> new GrantTerms(
                                t.deviceId(), t.instance() + 1, t.keyIdentity(), t.generation(), t.nonce(), 8)),
                terms(
                        GrantRefusal.OTHER_KEY,
                        "no such key",
                        t -> new GrantTerms(
                                t.deviceId(), t.instance(), other(t.keyIdentity()), t.generation(), t.nonce(), 8)),
                terms(
                        GrantRefusal.OTHER_GENERATION,
                        "generation",
                        t -> new GrantTerms(
                                t.deviceId(), t.instance(), t.keyIdentity(), t.generation() + 1, t.nonce(), 8)),
                of(GrantRefusal.OTHER_NONCE, "older request", b -> {
                    List<byte[]> old = b.issue("ca");
                    b.ask(0);
                    return old;
                }),
                terms(GrantRefusal.USES, "none", t -> t.withUses(0)),
                terms(GrantRefusal.USES, "more than asked", t -> t.withUses(RefillBench.ASKED + 1)),
                of(GrantRefusal.ABOVE_CEILING, "request made elsewhere", b -> {
                    b.session.grants().request(0, RefillBench.ASKED);
                    new KeptRequests(b.file("requests"))
                            .forget(b.session.identity().deviceId(), b.key(0).identity());
                    return b.signTerms("critical,", t -> t.withUses(11));
                }),
                of(GrantRefusal.NEVER, "key without approver", b -> {
                    ByteString once = b.key(2).identity();
                    return b.signTerms(
                            "critical,",
                            t -> new GrantTerms(t.deviceId(), t.instance(), once, t.generation(), t.nonce(), 8));
                }));
    }

    private static String extensions() {
        return OpenSsl.GRANT_EXTENSIONS;
    }

    private static List<byte[]> withChain(RefillBench bench, String issuer) throws Exception {
        return List.of(bench.openSsl.read(issuer + ".pem"), bench.issue(issuer).get(0));
    }

    private static ByteString other(ByteString id) {
        byte[] bytes = id.toByteArray();
        bytes[0] ^= 1;
        return ByteString.of(bytes);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSaidBeforeTheCardSeesTheGrant(Case wrong) throws Exception {
        bench.ask(wrong.slot());
        List<byte[]> files = wrong.maker().make(bench);
        CardSnapshot before = bench.snapshot();

        GrantRefusedException refusal =
                bench.refilling.check(before, files).refusal().orElseThrow();
        assertEquals(wrong.reason(), refusal.reason());
        GrantRefusedException again =
                assertThrows(GrantRefusedException.class, () -> bench.refilling.redeem(bench.session, files, false));
        assertEquals(wrong.reason(), again.reason());

        CardSnapshot after = bench.snapshot();
        assertEquals(before.keys(), after.keys());
        assertEquals(before.log().failures(), after.log().failures());
        for (Language language : Language.ALL) {
            Problem words = new Problems(language).of(refusal);
            assertEquals(wrong.reason().code(), words.code());
            assertFalse(words.happened().isEmpty() || words.remedy().isEmpty(), language::toString);
        }
    }

    @Test
    void everyReasonIsMade() {
        Set<GrantRefusal> made = cases().map(Case::reason).collect(Collectors.toSet());
        made.addAll(NO_GRANT_CAN_BE);
        assertEquals(EnumSet.allOf(GrantRefusal.class), made);
    }

    @Test
    void aCertificateWithoutTheGrantIsAWrongFile() throws Exception {
        bench.ask(0);
        bench.openSsl.run("openssl x509 -req -in grant.csr -CA ca.pem -CAkey ca.key -days 2 -out grant.pem");
        byte[] none = bench.openSsl.read("grant.pem");
        CardSnapshot card = bench.snapshot();
        InvalidFileException wrong =
                assertThrows(InvalidFileException.class, () -> bench.refilling.check(card, List.of(none)));
        assertTrue(wrong.happened().contains("no grant"));
    }

    @Test
    void intermediatesComeInAnyOrderAndAsABundle() throws Exception {
        bench.ask(1);
        byte[] middle = bench.openSsl.read("middle.pem");
        byte[] grant = bench.issue("middle").get(0);
        KeyInfo before = bench.key(1);
        for (List<byte[]> files : List.of(
                List.of(middle, grant),
                List.of(grant, middle),
                List.of((new String(middle) + new String(grant) + new String(bench.openSsl.read("ca.pem")))
                        .getBytes()))) {
            Proposal proposal = bench.refilling.check(bench.snapshot(), files);
            assertTrue(proposal.refusal().isEmpty());
            assertEquals(1, proposal.redemption().intermediates());
        }
        Redeemed done = bench.refilling.redeem(bench.session, List.of(grant, middle), false);
        assertEquals(new Redeemed(before, RefillBench.ASKED), done);
        assertEquals(RefillBench.ASKED, bench.key(1).remaining());
    }

    @Test
    void aGrantForARequestMadeElsewhereIsShownOnlyOnWish() throws Exception {
        bench.ask(0);
        ByteString elsewhere = bench.session.grants().request(0, 5);
        bench.openSsl.write("grant.csr", PemFile.write("CERTIFICATE REQUEST", elsewhere.toByteArray()));
        List<byte[]> grant = bench.issue("ca");
        assertEquals(
                GrantRefusal.OTHER_NONCE,
                bench.refilling
                        .check(bench.snapshot(), grant)
                        .refusal()
                        .orElseThrow()
                        .reason());
        assertEquals(5, bench.refilling.redeem(bench.session, grant, true).remaining());
    }
}
