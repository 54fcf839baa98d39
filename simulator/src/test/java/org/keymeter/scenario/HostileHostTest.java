package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Primitive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.PinBlockedException;
import org.keymeter.card.Policy;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.Succession;
import org.keymeter.card.UsesRefusedException;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.GrantRequest;

/** What somebody who has taken over the host, or a second process, can and cannot do; each test bears the promise that it is about. */
class HostileHostTest {
    private static final int USES = 50;

    private TestCard card;
    private CardConnection foreign;
    private CardSession session;
    private TestCa ca;
    private List<Blob> blobs;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        foreign = card.reader.connect();
        session = card.openVerified();
        ca = new TestCa("approver");
        session.anchors().importAnchor(ca.subject(), ca.spki());
        TestCard.create(session, USES, Policy.of(USES, List.of(ca.spkiHash())).withLease(8));
        blobs = TestCard.wrap(session, 0, 4);
    }

    @AfterEach
    void close() {
        session.close();
        foreign.close();
        card.close();
    }

    private String plain(String hex) throws CardException {
        return HexFormat.of().formatHex(foreign.transmit(HexFormat.of().parseHex(hex)));
    }

    /** Every command of the channel, right in all but that it is not wrapped, into a channel that has all authority. */
    @Test
    void p7PlainCommandsIntoAnOpenChannelDoNothingAndEndIt() throws Exception {
        String identity = session.keys().read(0).identity().toHex();
        String pin = HexFormat.of().formatHex(TestCard.USER_PIN.getBytes(StandardCharsets.US_ASCII));
        String u32 = "00000001";
        String zeros = "00".repeat(32);
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("80100000", "0101610631323334353606313233343536" + zeros);
        commands.put("00ca0101", "");
        commands.put("00200081", pin);
        commands.put("00240081", "06" + pin + "06" + pin);
        commands.put("002c0281", pin);
        commands.put("80440000", "");
        commands.put("8012ff00", "010162" + u32 + "01000100" + u32 + "0000" + "00000000" + "0001" + "00");
        commands.put("80140000", identity);
        commands.put("80160000", identity);
        commands.put("80180000", identity);
        commands.put("80300000", "001020" + "00".repeat(16 + 32));
        commands.put("80320000", "0001001030" + "00".repeat(16 + 48));
        commands.put("80340000", "0001001030" + "00".repeat(16 + 48));
        commands.put("80360100", "");
        commands.put("80400000", u32);
        commands.put("002281b6", "830100");
        commands.put("002a00be", "30020500");
        commands.put("80500000", u32);
        commands.put("80520000", u32 + zeros);
        commands.put("80540000", zeros);
        commands.put("80560000", zeros);
        for (String header : commands.keySet()) {
            String data = commands.get(header);
            String command = header + String.format("%02x", data.length() / 2) + data;
            long last = session.log().readState().last();
            List<KeyInfo> keys = session.keys().readAll();
            assertEquals("6985", plain(command), command);
            assertThrows(CardException.class, () -> session.keys().readAll(), command);
            session.close();
            session = card.openVerified();
            assertEquals(last, session.log().readState().last(), command);
            assertEquals(keys, session.keys().readAll(), command);
        }
        assertEquals(5, session.device().read().userPin().left());
    }

    @Test
    void p7APinIsBorrowedByNoOtherChannel() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (CardSession thief = card.open()) {
                assertFalse(thief.pins().readVerified(Pin.USER));
                assertThrows(NotAuthorisedException.class, () -> TestCard.unwrap(thief, 0, blobs));
                assertThrows(NotAuthorisedException.class, () -> TestCard.wrap(thief, 0, 1));
                assertThrows(NotAuthorisedException.class, () -> thief.grants().request(0, 1));
                assertThrows(NotAuthorisedException.class, () -> TestCard.acknowledgeAll(thief));
                assertThrows(NotAuthorisedException.class, () -> TestCard.reset(thief, "stolen"));
                assertThrows(NotAuthorisedException.class, () -> thief.anchors().remove(0));
                assertThrows(CardException.class, () -> TestCard.unwrap(session, 0, blobs), "nor used on through ours");
            }
            session.close();
            session = card.openVerified();
            TestCard.unwrap(session, 0, blobs);
        }
        session.uses().endSession();
        assertEquals(USES - 3 * blobs.size(), session.keys().read(0).remaining());
    }

    @Test
    void p5AnOldReportAnswersNoNewNonce() throws Exception {
        ByteString first = nonce();
        SignedStatement old = session.log().signReport(first);
        TestCard.unwrap(session, 0, blobs);
        ByteString second = nonce();
        DeviceKey key = session.identity().deviceKey();
        UsageReport replayed = UsageReport.of(old);
        assertTrue(replayed.isSignedBy(key));
        assertNotEquals(second, replayed.nonce(), "whoever asked with the second nonce sees that it is not his");
        byte[] message = old.message().toByteArray();
        System.arraycopy(second.toByteArray(), 0, message, message.length - 32, 32);
        UsageReport mended = UsageReport.of(new SignedStatement(ByteString.of(message), old.signature()));
        assertFalse(mended.isSignedBy(key));
        assertEquals(second, UsageReport.of(session.log().signReport(second)).nonce());
    }

    private static ByteString nonce() {
        byte[] nonce = new byte[32];
        new SecureRandom().nextBytes(nonce);
        return ByteString.of(nonce);
    }

    /** All that the device key signs but the request, with nonces that would make the best of a DER structure. */
    @Test
    void p5NoSignedMessageParsesAsDerAndNoneIsARequest() throws Exception {
        DeviceIdentity before = session.identity();
        List<ByteString> nonces = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            nonces.add(nonce());
        }
        nonces.add(ByteString.of(new byte[32]));
        byte[] like = nonce().toByteArray();
        System.arraycopy(HexFormat.of().parseHex("301e020100"), 0, like, 0, 5);
        nonces.add(ByteString.of(like));
        for (ByteString nonce : nonces) {
            for (SignedStatement signed :
                    List.of(session.log().signHead(nonce), session.log().signReport(nonce))) {
                assertSignedAndNoDer(before.deviceKey(), signed.message().toByteArray(), signed.signature());
            }
            assertVoucherIsNoDer(before.deviceKey(), nonce);
            session = card.openVerified();
        }
        TestCard.acknowledgeAll(session);
        TestCard.initialize(session, Set.of());
        Succession succession = session.device().readSuccession().orElseThrow();
        DeviceIdentity after = session.identity();
        byte[] next = ByteBuffer.allocate(16 + 20 + 20 + 65 + 32)
                .put("KEYMETER-NEXT-v1".getBytes(StandardCharsets.US_ASCII))
                .put(before.deviceId().toByteArray())
                .putInt((int) before.instance())
                .put(after.deviceId().toByteArray())
                .putInt((int) after.instance())
                .put(after.deviceKey().point().toByteArray())
                .put(succession.nonce().toByteArray())
                .array();
        assertSignedAndNoDer(before.deviceKey(), next, succession.successorSignature());
    }

    private void assertVoucherIsNoDer(DeviceKey key, ByteString nonce) throws Exception {
        byte[] voucher = foreign.transmit(HexFormat.of().parseHex("0088000020" + nonce.toHex() + "00"));
        int message = 16 + 4 + 65 + 65;
        byte[] signed = ByteBuffer.allocate(16 + 20 + 65 + 32)
                .put("KEYMETER-CHAN-v1".getBytes(StandardCharsets.US_ASCII))
                .put(voucher, 0, 20)
                .put(voucher, 85, 65)
                .put(nonce.toByteArray())
                .array();
        assertSignedAndNoDer(key, signed, ByteString.of(Arrays.copyOfRange(voucher, message, voucher.length - 2)));
    }

    private static void assertSignedAndNoDer(DeviceKey key, byte[] message, ByteString signature) {
        assertTrue(key.verifies(message, signature.toByteArray()), "this is what was signed");
        assertThrows(Exception.class, () -> ASN1Primitive.fromByteArray(message), "it parses as DER");
        byte[] file = ByteBuffer.allocate(message.length + signature.length())
                .put(message)
                .put(signature.toByteArray())
                .array();
        assertThrows(InvalidFileException.class, () -> GrantRequest.parse(file));
        // In the place of what a request says, under the request's own outer structure and with the card's own
        // signature.
        byte[] shaped = der(
                0x30,
                message,
                HexFormat.of().parseHex("300a06082a8648ce3d040302"),
                der(0x03, new byte[1], signature.toByteArray()));
        assertThrows(InvalidFileException.class, () -> GrantRequest.parse(shaped));
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer der = ByteBuffer.allocate(4 + length).put((byte) tag);
        if (length < 0x80) {
            der.put((byte) length);
        } else {
            der.put((byte) 0x82).putShort((short) length);
        }
        Arrays.stream(parts).forEach(der::put);
        return Arrays.copyOf(der.array(), der.position());
    }

    /** The chain value is no secret: who asks for it can acknowledge what he did not read. What he did stands in the log, and the gap shows. */
    @Test
    void p5AcknowledgingUnreadRecordsLeavesAGapThatTheChainShows() throws Exception {
        LogState start = session.log().readState();
        ByteString known = start.chain();
        TestCard.unwrap(session, 0, blobs);
        session.uses().endSession();
        LogState unread = session.log().readState();
        session.log().acknowledge(unread.last(), unread.chain());
        LogState after = session.log().readState();
        assertEquals(unread.last() + 1, after.first(), "the acknowledgement is all that is left to read");
        assertNotEquals(known, after.chainBefore(), "what was known before does not lead to it");
        AuditRecord record = AuditRecord.of(session.log().read(after.first()).get(0));
        assertEquals(AuditEvent.LOG_ACKNOWLEDGED, record.event().orElseThrow());
        assertEquals(
                unread.last(),
                Integer.toUnsignedLong(
                        ByteBuffer.wrap(session.log().read(after.first()).get(0).toByteArray())
                                .getInt(16)));
    }

    @Test
    void p3BurningThePinTriesMintsNothingAndLosesNoUse() throws Exception {
        session.close();
        session = card.open();
        for (Pin pin : Pin.values()) {
            for (int i = 0; i < 12; i++) {
                assertThrows(CardException.class, () -> TestCard.verify(session, pin, "burn it"));
            }
        }
        assertThrows(PinBlockedException.class, () -> TestCard.verify(session, Pin.USER, TestCard.USER_PIN));
        assertThrows(PinBlockedException.class, () -> TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN));
        assertThrows(NotAuthorisedException.class, () -> TestCard.unwrap(session, 0, blobs));
        assertThrows(NotAuthorisedException.class, () -> TestCard.initialize(session, Set.of()));
        assertEquals(USES, session.keys().read(0).remaining());
        assertEquals(10, session.log().readState().failures().wrongPins(), "a blocked PIN is not even compared");
        card.reader.interruptPower();
        session = card.open();
        assertEquals(0, session.device().read().userPin().left());
        assertEquals(0, session.device().read().adminPin().left());
    }

    @Test
    void p4SwappingTheAnchorUnderTheAdminPinRefillsNothing() throws Exception {
        TestCa thief = new TestCa("approver");
        session.anchors().remove(0);
        assertEquals(0, session.anchors().importAnchor(thief.subject(), thief.spki()));
        ByteString request = session.grants().request(0, USES);
        ByteString forged = thief.sign(new TestCa.Draft(request));
        assertThrows(GrantRefusedException.class, () -> session.grants().redeem(0, List.of(), forged));
        assertEquals(USES, TestCard.left(session, 0));
        assertEquals(
                List.of(ca.spkiHash()), session.keys().read(0).policy().anchors(), "the policy names who it named");
        // His own key takes his grants, and opens nothing of ours.
        TestCard.create(session, 0, Policy.of(USES, List.of(thief.spkiHash())));
        ByteString own = thief.sign(new TestCa.Draft(session.grants().request(1, USES)));
        assertEquals(USES, session.grants().redeem(1, List.of(), own));
        assertEquals(List.of(false, false, false, false), TestCard.unwrap(session, 1, blobs));
        session.anchors().importAnchor(ca.subject(), ca.spki());
        ByteString right = ca.sign(new TestCa.Draft(session.grants().request(0, USES)));
        assertEquals(USES, session.grants().redeem(0, List.of(), right));
    }

    @Test
    void p4TheAdminGainsNoUseByResettingTheUserPin() throws Exception {
        ByteString meantForTheUser = ca.sign(new TestCa.Draft(session.grants().request(0, USES)));
        session.close();
        session = card.open();
        TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN);
        TestCard.reset(session, "admins");
        TestCard.verify(session, Pin.USER, "admins");
        assertEquals(0, session.keys().read(0).remaining());
        assertThrows(UsesRefusedException.class, () -> TestCard.unwrap(session, 0, blobs.subList(0, 1)));
        assertThrows(GrantRefusedException.class, () -> session.grants().redeem(0, List.of(), meantForTheUser));
        LogState state = session.log().readState();
        ByteString bytes = session.log().read(state.last()).get(0);
        assertEquals(AuditEvent.USER_PIN_RESET, AuditRecord.of(bytes).event().orElseThrow());
        assertEquals(USES, ByteBuffer.wrap(bytes.toByteArray()).getInt(16), "uses of slot 0 that fell to zero");
    }

    @Test
    void p3AGrantIsNoUseASecondTimeNorAfterANewerRequest() throws Exception {
        ByteString grant = ca.sign(new TestCa.Draft(session.grants().request(0, 40)));
        assertEquals(40, session.grants().redeem(0, List.of(), grant));
        TestCard.unwrap(session, 0, blobs);
        assertThrows(GrantRefusedException.class, () -> session.grants().redeem(0, List.of(), grant));
        ByteString late = ca.sign(new TestCa.Draft(session.grants().request(0, 40)));
        session.grants().request(0, 1);
        assertThrows(GrantRefusedException.class, () -> session.grants().redeem(0, List.of(), late));
        session.uses().endSession();
        assertEquals(36, session.keys().read(0).remaining());
    }
}
