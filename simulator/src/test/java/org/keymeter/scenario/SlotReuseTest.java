package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.Policy;
import org.keymeter.card.UsesRefusedException;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.protocol.Ins;

/** P3, P4: a key that is made in the slot of a deleted one inherits nothing from it, in the same channel either. */
class SlotReuseTest {
    private TestCard card;
    private CardSession session;
    private TestCa ca;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
        ca = new TestCa("approver");
        session.anchors().importAnchor(ca.subject(), ca.spki());
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    @Test
    void noUsedUpBurst() throws Exception {
        Policy policy = Policy.of(100, List.of());
        CreatedKey first = TestCard.create(session, 100, policy.withBurst(20));
        List<Blob> blobs = TestCard.wrap(session, 0, 16);
        TestCard.unwrap(session, 0, blobs.subList(0, 11));
        session.keys().delete(0, first.identity());
        TestCard.create(session, 100, policy.withBurst(10));
        List<Blob> own = TestCard.wrap(session, 0, 11);
        assertThrows(UsesRefusedException.class, () -> TestCard.unwrap(session, 0, own));
        TestCard.unwrap(session, 0, own.subList(0, 10));
        assertThrows(UsesRefusedException.class, () -> TestCard.unwrap(session, 0, own.subList(0, 1)));
    }

    @Test
    void noVerifiedIntermediate() throws Exception {
        TestCa other = new TestCa("other");
        session.anchors().importAnchor(other.subject(), other.spki());
        CreatedKey first = TestCard.create(
                session, 1, Policy.of(20, List.of(other.spkiHash())).withIntermediates(1));
        TestCa.Intermediate middle = other.intermediate("middle");
        RawLink raw = new RawLink(session);
        assertTrue(raw.exchange(CommandApdu.interindustry(
                        Ins.MANAGE_SECURITY_ENVIRONMENT, 0x81, 0xB6, new byte[] {(byte) 0x83, 1, 0}))
                .status()
                .isDone());
        assertTrue(raw.exchange(verify(middle.certificate())).status().isDone());

        session.keys().delete(0, first.identity());
        TestCard.create(session, 1, Policy.of(20, List.of(ca.spkiHash())));
        ByteString grant = middle.ca().sign(new TestCa.Draft(session.grants().request(0, 10)));
        assertEquals("6985", raw.exchange(verify(grant)).status().toString());
        assertEquals(1, session.keys().read(0).remaining());
    }

    private static CommandApdu verify(ByteString certificate) {
        return CommandApdu.interindustry(Ins.PERFORM_SECURITY_OPERATION, 0, 0xBE, certificate.toByteArray());
    }

    @Test
    void theEndOfItsRewrapIsRecorded() throws Exception {
        CreatedKey first = TestCard.create(session, 1, Policy.of(20, List.of()));
        List<Blob> blobs = TestCard.wrap(session, 0, 5);
        session.keys().makeGeneration(0, first.identity());
        session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        long before = session.log().readState().last();
        ByteString wrong = ByteString.of(new byte[16]);
        assertThrows(CardException.class, () -> session.keys().retireGeneration(0, wrong));
        assertThrows(CardException.class, () -> session.keys().delete(0, wrong));
        assertEquals(before, session.log().readState().last());
        session.keys().delete(0, first.identity());
        assertEquals(before + 2, session.log().readState().last());
    }
}
