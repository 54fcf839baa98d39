package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.LogFullException;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.Policy;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;

/** P5: what each event writes into the log, byte by byte (section 8 of docs/PROTOCOL.md). */
class RecordTest {
    private static final int USER = 0x81;
    private static final int ADMIN = 0x82;
    private static final int NONE = 0xFF;
    private static final int CEILING = 100;
    private static final int LEASE = 5;

    private TestCard card;
    private CardSession session;
    private TestCa ca;
    private CreatedKey key;
    private long seen;
    private int wrongPins;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
        ca = new TestCa("approver");
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    private void importAnchor() throws Exception {
        session.anchors().importAnchor(ca.subject(), ca.spki());
    }

    private void create(int uses, ByteString... anchors) throws Exception {
        key = TestCard.create(
                session, uses, Policy.of(CEILING, List.of(anchors)).withLease(LEASE));
    }

    /** The next record is the last, and this. */
    private void assertRecorded(byte event, int slot, int generation, byte[] detail) throws CardException {
        AuditRecord record = next(event, slot, generation, detail);
        assertEquals(seen, session.log().readState().last(), record.what() + " is the only one");
    }

    private AuditRecord next(byte event, int slot, int generation, byte[] detail) throws CardException {
        seen++;
        AuditRecord record;
        try {
            record = AuditRecord.of(session.log().read(seen).get(0));
        } catch (InvalidFileException e) {
            throw new AssertionError(e);
        }
        ByteBuffer padded = ByteBuffer.allocate(Limit.DETAIL_LENGTH).put(detail);
        ByteBuffer expected = ByteBuffer.allocate(Limit.RECORD_LENGTH)
                .putInt((int) seen)
                .put(event)
                .put((byte) slot)
                .putShort((short) generation)
                .putShort((short) wrongPins)
                .putInt(0)
                .putShort((short) 0x9000)
                .put(padded.array());
        assertEquals(ByteString.of(expected.array()), record.bytes(), record.what());
        return record;
    }

    private byte[] ofKey(int... figures) {
        ByteBuffer detail = ByteBuffer.allocate(Limit.ID_LENGTH + Integer.BYTES * figures.length)
                .put(key.identity().toByteArray());
        for (int figure : figures) {
            detail.putInt(figure);
        }
        return detail.array();
    }

    private byte[] ofKey(int first, int second, ByteString hashed) {
        return ByteBuffer.allocate(32)
                .put(ofKey(first, second))
                .put(hashed.toByteArray(), 0, 8)
                .array();
    }

    @Test
    void aLifeOfACard() throws Exception {
        assertRecorded(Event.INITIALIZED, NONE, 0, new byte[0]);
        assertThrows(PinWrongException.class, () -> TestCard.verify(session, Pin.ADMIN, "87654321"));
        wrongPins++;
        TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN);
        importAnchor();
        assertRecorded(Event.ANCHOR_IMPORTED, 0, 0, ca.spkiHash().toByteArray());
        create(40, ca.spkiHash());
        assertRecorded(Event.KEY_CREATED, 0, 1, ofKey(40, CEILING, policyHash()));
        useAndRefill();
        rotate();
        changePins();
        session.keys().delete(0, key.identity());
        assertRecorded(Event.KEY_DELETED, 0, 2, ofKey(0, 0, 1, 0));
        session.anchors().remove(0);
        assertRecorded(Event.ANCHOR_REMOVED, 0, 0, ca.spkiHash().toByteArray());
        acknowledge(ADMIN);
    }

    private ByteString policyHash() throws Exception {
        byte[] policy = ByteBuffer.allocate(Limit.POLICY_HEADER_LENGTH + Limit.HASH_LENGTH)
                .put(new byte[] {1, 1, 1, 0})
                .putInt(CEILING)
                .putShort((short) 0)
                .putInt(0)
                .putShort((short) LEASE)
                .put((byte) 1)
                .put(ca.spkiHash().toByteArray())
                .array();
        return ByteString.of(MessageDigest.getInstance("SHA-256").digest(policy));
    }

    private void useAndRefill() throws Exception {
        TestCard.unwrap(session, 0, TestCard.wrap(session, 0, 1));
        assertRecorded(Event.USES_TAKEN, 0, 1, ofKey(35, 5, 5, 0));
        session.uses().endSession();
        assertRecorded(Event.USES_RETURNED, 0, 1, ofKey(39, 4, 1, 0));
        session.uses().endSession();
        ByteString grant = ca.sign(new TestCa.Draft(session.grants().request(0, 50)));
        session.grants().redeem(0, List.of(), grant);
        assertRecorded(Event.GRANT_REDEEMED, 0, 1, ofKey(50, 39, ca.spkiHash()));
    }

    private void rotate() throws Exception {
        List<Blob> blobs = TestCard.wrap(session, 0, 1);
        session.keys().makeGeneration(0, key.identity());
        assertRecorded(Event.GENERATION_MADE, 0, 2, ofKey(50, 0, 1, 0));
        session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        assertRecorded(Event.REWRAP_STARTED, 0, 2, ofKey(50, 0, 1, 0));
        session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        session.keys().retireGeneration(0, key.identity());
        next(Event.REWRAP_ENDED, 0, 2, ofKey(50, 2, 1, 0));
        assertRecorded(Event.GENERATION_RETIRED, 0, 1, ofKey(50, 0, 1, 0));
    }

    private void changePins() throws Exception {
        TestCard.change(session, Pin.USER, TestCard.USER_PIN, "654321");
        assertRecorded(Event.PIN_CHANGED, USER, 0, new byte[0]);
        TestCard.change(session, Pin.ADMIN, TestCard.ADMIN_PIN, "12345679");
        assertRecorded(Event.PIN_CHANGED, ADMIN, 0, new byte[0]);
        TestCard.verify(session, Pin.ADMIN, "12345679");
        TestCard.reset(session, TestCard.USER_PIN);
        assertRecorded(
                Event.USER_PIN_RESET, USER, 0, ByteBuffer.allocate(4).putInt(50).array());
    }

    private void acknowledge(int who) throws Exception {
        byte[] last = ByteBuffer.allocate(4).putInt((int) seen).array();
        TestCard.acknowledgeAll(session);
        assertRecorded(Event.LOG_ACKNOWLEDGED, who, 0, last);
    }

    @Test
    void whoeverAcknowledgesIsNamed() throws Exception {
        session.close();
        session = card.open();
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        seen = 1;
        acknowledge(USER);
    }

    @Test
    void aRewrapIsRecordedEvery1024Blobs() throws Exception {
        create(1);
        List<Blob> blobs = TestCard.wrap(session, 0, 8);
        session.keys().makeGeneration(0, key.identity());
        seen = session.log().readState().last();
        for (int done = 0; done < 2 * Limit.REWRAP_RECORD_EVERY; done += blobs.size()) {
            session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        }
        session.uses().endSession();
        next(Event.REWRAP_STARTED, 0, 2, ofKey(1, 0, 0, 0));
        next(Event.REWRAP_PROGRESSED, 0, 2, ofKey(1, 1024, 0, 0));
        next(Event.REWRAP_PROGRESSED, 0, 2, ofKey(1, 2048, 0, 0));
        assertRecorded(Event.REWRAP_ENDED, 0, 2, ofKey(1, 2048, 0, 0));
    }

    @Test
    void anotherKeysRewrapEndsTheFirst() throws Exception {
        create(1);
        List<Blob> blobs = TestCard.wrap(session, 0, 1);
        session.keys().makeGeneration(0, key.identity());
        CreatedKey second = TestCard.create(session, 1, Policy.of(1, List.of()));
        List<Blob> others = TestCard.wrap(session, 1, 1);
        session.keys().makeGeneration(1, second.identity());
        seen = session.log().readState().last();
        session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        session.uses().rewrap(1, 1, TestCard.VOLUME, others);
        next(Event.REWRAP_STARTED, 0, 2, ofKey(1, 0, 0, 0));
        next(Event.REWRAP_ENDED, 0, 2, ofKey(1, 1, 0, 0));
        key = second;
        assertRecorded(Event.REWRAP_STARTED, 1, 2, ofKey(1, 0, 0, 0));
    }

    /** Uses up ordinary slots, a record each, until this many are left. */
    private void fillUpTo(int left) throws Exception {
        for (int records = 0; records < Limit.RECORD_COUNT && free() > left; records++) {
            importAnchor();
            session.anchors().remove(0);
            if (free() == left + 1) {
                importAnchor();
            }
        }
        assertEquals(left, free());
    }

    private int free() throws CardException {
        OptionalInt count = session.log().readState().free().count();
        return count.getAsInt();
    }

    @Test
    void aRewrapKeepsASlotForItsEnd() throws Exception {
        create(1);
        List<Blob> blobs = TestCard.wrap(session, 0, 1);
        session.keys().makeGeneration(0, key.identity());
        fillUpTo(1);
        assertThrows(LogFullException.class, () -> session.uses().rewrap(0, 1, TestCard.VOLUME, blobs));
        LogState state = session.log().readState();
        assertEquals(1, free());
        session.uses().endSession();
        assertEquals(state, session.log().readState());
        TestCard.acknowledgeAll(session);
        fillUpTo(2);
        session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        assertEquals(0, free());
        session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        session.uses().endSession();
        seen = session.log().readState().last() - 1;
        assertRecorded(Event.REWRAP_ENDED, 0, 2, ofKey(1, 2, 0, 0));
    }

    @Test
    void aRewrapThatFindsNoRoomForItsProgressWaits() throws Exception {
        create(1);
        List<Blob> blobs = TestCard.wrap(session, 0, 8);
        session.keys().makeGeneration(0, key.identity());
        fillUpTo(2);
        for (int done = blobs.size(); done < Limit.REWRAP_RECORD_EVERY; done += blobs.size()) {
            session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        }
        assertThrows(LogFullException.class, () -> session.uses().rewrap(0, 1, TestCard.VOLUME, blobs));
        assertThrows(LogFullException.class, () -> session.uses().rewrap(0, 1, TestCard.VOLUME, blobs));
        TestCard.acknowledgeAll(session);
        session.uses().rewrap(0, 1, TestCard.VOLUME, blobs);
        seen = session.log().readState().last() - 1;
        assertRecorded(Event.REWRAP_PROGRESSED, 0, 2, ofKey(1, 1024, 0, 0));
    }
}
