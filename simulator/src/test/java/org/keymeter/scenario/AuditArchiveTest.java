package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.LogState;
import org.keymeter.card.Policy;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.AuditReader;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.audit.AuditVerifier;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.audit.UsageReport;

/** The card's own log in the archive, exported, verified; across an initialisation too. */
class AuditArchiveTest {
    private static final ByteString NONCE = ByteString.of(new byte[32]);

    @TempDir
    private Path folder;

    private TestCard card;
    private CardSession session;
    private List<Blob> blobs;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
        TestCard.create(session, 1_000, Policy.of(1_000, List.of()));
        blobs = TestCard.wrap(session, 0, 1);
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    private AuditArchive archive() throws Exception {
        return AuditArchive.open(
                folder, session.identity().deviceId(), session.identity().instance());
    }

    private void unwrap(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            TestCard.unwrap(session, 0, blobs);
        }
    }

    private byte[] export() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AuditArchive archive = archive()) {
            new AuditReader(session.log(), archive).read();
            SignedHead head = SignedHead.of(session.log().signHead(NONCE));
            DeviceKey key = session.identity().deviceKey();
            AuditExport.write(out, archive, key, session.device().readSuccession(), head);
        }
        return out.toByteArray();
    }

    private static AuditVerification verify(byte[] export, DeviceKey key) throws Exception {
        return AuditVerifier.verify(new ByteArrayInputStream(export), key, Optional.of(NONCE));
    }

    @Test
    void aWorkingCardNeverFillsWhenItsHostKeepsRoom() throws Exception {
        int times = 0;
        for (int i = 0; i < 600; i += 20) {
            unwrap(20);
            try (AuditArchive archive = archive()) {
                times += new AuditReader(session.log(), archive).keepRoom(true) ? 1 : 0;
            }
        }
        assertEquals(3, times);
        AuditVerification verified = verify(export(), session.identity().deviceKey());
        assertEquals(List.of(), verified.findings());
        LogState state = session.log().readState();
        assertEquals(state.last(), verified.records());
    }

    @Test
    void recordsSayWhatWasDone() throws Exception {
        unwrap(1);
        try (AuditArchive archive = archive()) {
            List<AuditRecord> records =
                    new AuditReader(session.log(), archive).read().records();
            assertEquals(
                    List.of(AuditEvent.INITIALIZED, AuditEvent.KEY_CREATED, AuditEvent.USES_TAKEN),
                    records.stream().map(record -> record.event().orElseThrow()).toList());
            ByteString identity = session.keys().read(0).identity();
            assertEquals(identity.toHex(), records.get(2).fields().get("key"));
            assertEquals(999L, records.get(2).fields().get("remaining"));
            assertEquals(1L, records.get(2).fields().get("amount"));
        }
    }

    @Test
    void anotherMachinesAcknowledgementLeavesAGapThatIsSaid() throws Exception {
        unwrap(5);
        TestCard.acknowledgeAll(session);
        unwrap(5);
        AuditVerification verified = verify(export(), session.identity().deviceKey());
        assertFalse(verified.isGood());
        assertTrue(verified.findings().get(0).words().startsWith("Records 1 to 7 were never read"));
    }

    @Test
    void anInitialisationLinksTheLogs() throws Exception {
        unwrap(3);
        DeviceKey oldKey = session.identity().deviceKey();
        AuditVerification older = verify(export(), oldKey);
        assertEquals(List.of(), older.findings());
        try (AuditArchive archive = archive()) {
            assertTrue(new AuditReader(session.log(), archive)
                    .acknowledge(archive.last().sequence()));
        }
        TestCard.initialize(session, Set.of(CardOption.FORCED_AUDIT));
        byte[] export = export();
        AuditVerification newer = verify(export, session.identity().deviceKey());
        assertEquals(List.of(), newer.findings());
        assertEquals(OptionalLong.of(1), newer.recordsSince(older));
        AuditVerification byOldKey = verify(export, oldKey);
        assertEquals(List.of(), byOldKey.findings());
        assertEquals(AuditVerification.Trust.SUCCEEDED, byOldKey.trust());
    }

    @Test
    void aReportIsTheCardsOwn() throws Exception {
        unwrap(3);
        UsageReport report = UsageReport.of(session.log().signReport(NONCE));
        assertTrue(report.isSignedBy(session.identity().deviceKey()));
        assertEquals(NONCE, report.nonce());
        assertEquals(997, report.meters().get(0).remaining());
        assertEquals(3, report.meters().get(0).spentEver());
        assertEquals(UsageReport.parse(report.toFile()), report);
    }
}
