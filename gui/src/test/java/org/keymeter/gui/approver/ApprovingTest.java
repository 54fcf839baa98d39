package org.keymeter.gui.approver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.LogKeeper;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.Grant;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.Redemption;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.OpenSsl;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** An approver without a window: real requests and logs of the real applet, keys made by the real openssl. */
class ApprovingTest {
    private static final LogVerdict NO_LOG = new LogVerdict.NotGiven();

    @TempDir
    Path folder;

    private OpenSsl openSsl;
    private SimulatedCard simulated;
    private CardSession card;
    private ApproverList list;
    private Journal journal;
    private PinnedDevices pins;
    private Approving approving;

    @BeforeEach
    void makeCard() throws Exception {
        openSsl = new OpenSsl(folder);
        openSsl.makeCa("ca", "Approvals");
        list = new ApproverList(folder.resolve("approver/cards.jsonl"));
        journal = new Journal(folder.resolve("approver/journal.jsonl"));
        pins = new PinnedDevices(folder.resolve("pins"));
        approving = new Approving(list, journal, pins, Clock.systemUTC());
        simulated = SimulatedCard.inMemory(AppletInstallation.keymeter());
        card = CardSession.open(SimulatedReader.with("sim", simulated).connect());
        card.openChannelUnpinned();
        try (Secret user = ConsoleBench.secret(ConsoleBench.USER_PIN);
                Secret admin = ConsoleBench.secret(ConsoleBench.ADMIN_PIN)) {
            card.device()
                    .initialize(new Initialization(
                            "bench", Set.of(CardOption.FORCED_AUDIT), user, admin, Optional.empty()));
            card.openChannelUnpinned();
            card.pins().verify(Pin.ADMIN, admin);
            card.pins().verify(Pin.USER, user);
        }
        CaCertificate ca = CaCertificate.parse(openSsl.read("ca.pem"));
        card.anchors().importAnchor(ca.subject(), ca.spki());
        card.keys().create("archive", 3, Policy.of(10, List.of(ca.fingerprint())));
    }

    @AfterEach
    void close() {
        card.close();
        simulated.close();
    }

    private DeviceKey key() throws Exception {
        return card.identity().deviceKey();
    }

    private void know() throws Exception {
        list.add(new KnownCard("laptop \"A\" \\ ä", key(), Instant.now()));
    }

    private byte[] request() throws Exception {
        return card.grants().request(0, 8).toByteArray();
    }

    private Assessment assess(byte[] request) throws Exception {
        return approving.assess(request, Map.of());
    }

    private Decision decision(long uses, LogVerdict log, String caKey) {
        return new Decision(uses, 3, log, !log.isVerified(), folder.resolve("ca.pem"), folder.resolve(caKey));
    }

    private Path export() throws Exception {
        Path file = folder.resolve("audit.jsonl");
        new LogKeeper(card, folder.resolve("audit")).run((reader, archive) -> {
            reader.read();
            SignedHead head = SignedHead.of(card.log().signHead(ByteString.of(new byte[32])));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            AuditExport.write(out, archive, card.identity().deviceKey(), Optional.empty(), head);
            return Files.write(file, out.toByteArray());
        });
        return file;
    }

    @Test
    void aKnownCardsRequestIsGrantedAndWrittenDown() throws Exception {
        know();
        Assessment asked = assess(request());
        assertTrue(asked.isGrantable());
        assertTrue(asked.last().isEmpty());
        LogVerdict log = LogCheck.verify(export(), asked.request(), asked.card().orElseThrow());
        assertTrue(log.isVerified(), log::toString);

        Issued issued = approving.issue(asked.request(), decision(5, log, "ca.key"), Optional.empty());
        Grant grant = Grant.parse(issued.pem().getBytes(StandardCharsets.US_ASCII));
        assertEquals(5, grant.terms().uses());
        Redemption redemption = Redemption.prepare(card, List.of(issued.pem().getBytes(StandardCharsets.US_ASCII)));
        assertEquals(5, redemption.redeem(card));

        assertEquals(List.of(issued.entry()), journal.read().entries());
        assertTrue(issued.entry().isLogVerified());
        assertEquals(grant.serial(), issued.entry().serial());
        assertEquals(Optional.of(issued.entry()), assess(request()).last());
    }

    @Test
    void aForeignCardIsRefusedWhateverItAsks() throws Exception {
        Assessment asked = assess(request());
        assertTrue(asked.card().isEmpty());
        assertFalse(asked.isGrantable());
        assertThrows(
                InvalidFileException.class,
                () -> approving.issue(asked.request(), decision(1, NO_LOG, "ca.key"), Optional.empty()));
        assertTrue(journal.read().entries().isEmpty());
        assertThrows(InvalidFileException.class, () -> DeviceKeyText.parse(new String(openSsl.read("ca.pem"))));
        assertThrows(InvalidFileException.class, () -> DeviceKeyText.parse("none"));
        assertEquals(key(), DeviceKeyText.parse("From the custodian:\n" + key().toPem()));
    }

    @Test
    void aSwappedRequestThatWouldBecomeACaIsNobodysAndSaysSo() throws Exception {
        know();
        Assessment asked = assess(SwappedRequest.of(request()));
        assertFalse(asked.isGrantable());
        assertTrue(asked.card().isEmpty());
        assertTrue(
                asked.request().extras().stream().anyMatch(extra -> extra.contains("CA:TRUE")),
                () -> asked.request().extras().toString());
    }

    @Test
    void aCardThatIsPluggedInOrTrustedHereIsSaid() throws Exception {
        byte[] request = request();
        assertEquals(
                Optional.of(new Assessment.Nearby.PluggedIn("left reader")),
                approving.assess(request, Map.of("left reader", key())).nearby());
        assertEquals(Optional.empty(), assess(request).nearby());
        DeviceIdentity identity = card.identity();
        pins.pin(new PinnedDevice(identity, "mine", Instant.now(), PinnedDevice.Trust.COMPARED));
        assertEquals(
                Optional.of(new Assessment.Nearby.Trusted("mine")),
                assess(request).nearby());
    }

    @Test
    void aLogCountsOnlyIfItLeadsToWhatTheRequestStates() throws Exception {
        know();
        Path early = Files.copy(export(), folder.resolve("early.jsonl"));
        card.keys().create("second", 1, Policy.of(10, List.of()));
        GrantRequest request = GrantRequest.parse(request());
        KnownCard known = list.list().get(0);
        long sequence = request.statement().sequence();
        assertEquals(new LogVerdict.TooShort(sequence - 1, sequence), LogCheck.verify(early, request, known));
        assertEquals(new LogVerdict.Verified(sequence, 0), LogCheck.verify(export(), request, known));
        card.keys().create("third", 1, Policy.of(10, List.of()));
        assertEquals(new LogVerdict.Verified(sequence, 1), LogCheck.verify(export(), request, known));

        String text = Files.readString(export());
        Path changed =
                Files.writeString(folder.resolve("changed.jsonl"), text.replaceFirst("(\"record\":\".{20})", "$10"));
        InvalidFileException none = assertThrows(
                InvalidFileException.class, () -> LogCheck.verify(folder.resolve("ca.pem"), request, known));
        assertFalse(none.happened().isEmpty());
        assertTrue(LogCheck.verify(changed, request, known) instanceof LogVerdict.Wrong);
        assertTrue(
                LogCheck.verify(export(), request, new KnownCard("other", otherKey(), Instant.now()))
                        instanceof LogVerdict.Wrong);
        assertThrows(IllegalArgumentException.class, () -> new Decision(1, 1, NO_LOG, false, folder, folder));
    }

    private DeviceKey otherKey() throws Exception {
        openSsl.run("openssl pkey -in ca.key -pubout -out other.pem");
        return DeviceKey.ofPem(new String(openSsl.read("other.pem")));
    }

    @Test
    void keysComeFromPemAndPkcs12WithTheirPassphrase() throws Exception {
        know();
        GrantRequest request = GrantRequest.parse(request());
        openSsl.run("openssl pkcs8 -topk8 -in ca.key -passout pass:secret -out locked.key");
        openSsl.run("openssl pkcs12 -export -inkey ca.key -in ca.pem -passout pass:secret -out ca.p12");
        for (String file : List.of("locked.key", "ca.p12")) {
            Decision decision = decision(8, NO_LOG, file);
            assertThrows(PassphraseNeededException.class, () -> approving.issue(request, decision, Optional.empty()));
            try (Secret wrong = ConsoleBench.secret("wrong")) {
                assertThrows(InvalidFileException.class, () -> approving.issue(request, decision, Optional.of(wrong)));
            }
            try (Secret right = ConsoleBench.secret("secret")) {
                Issued issued = approving.issue(request, decision, Optional.of(right));
                assertFalse(issued.entry().isLogVerified());
            }
        }
        assertEquals(2, journal.read().entries().size());
    }

    @Test
    void listAndJournalOutliveRestartsAndDamageIsSaid() throws Exception {
        know();
        assertEquals("laptop \"A\" \\ ä", list.list().get(0).label());
        list.add(new KnownCard("renamed", key(), Instant.now()));
        assertEquals(
                List.of("renamed"), list.list().stream().map(KnownCard::label).toList());
        GrantRequest request = GrantRequest.parse(request());
        approving.issue(request, decision(8, NO_LOG, "ca.key"), Optional.empty());
        Path file = folder.resolve("approver/journal.jsonl");
        Files.writeString(file, "{\"when\":\"cut", StandardOpenOption.APPEND);
        approving.issue(request, decision(8, NO_LOG, "ca.key"), Optional.empty());
        assertEquals(2, journal.read().entries().size());
        assertEquals(1, journal.read().damaged());
        list.remove(key());
        assertTrue(list.list().isEmpty());
        Files.writeString(folder.resolve("approver/cards.jsonl"), "{\"label\":\"x\"}\n");
        assertThrows(InvalidFileException.class, list::list);
    }
}
