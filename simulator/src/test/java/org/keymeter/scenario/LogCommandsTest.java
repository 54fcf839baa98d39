package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.keymeter.scenario.TestCard.assertRefused;

import java.security.MessageDigest;
import java.util.List;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.LogFullException;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.SignedStatement;
import org.keymeter.protocol.Sw;

/** The commands for the audit log, in a reader for short commands and in one for extended ones. */
class LogCommandsTest {
    private static final int USES = 300;
    private static final ByteString NONCE = ByteString.of(new byte[32]);

    @ForShortAndExtended
    void logIsReadVerifiedAndAcknowledged(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = TestCard.wrap(session, LiveCard.SLOT, 1);
            for (int i = 0; i < 30; i++) {
                session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
            }
            LogState state = session.log().readState();
            assertEquals(1, state.first());
            assertEquals(33, state.outstanding());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chain = state.chainBefore().toByteArray();
            for (long next = state.first(); next <= state.last(); ) {
                List<ByteString> records = session.log().read(next);
                for (ByteString record : records) {
                    digest.update(chain);
                    chain = digest.digest(record.toByteArray());
                }
                next += records.size();
            }
            assertEquals(state.chain(), ByteString.of(chain));
            SignedStatement head = session.log().signHead(NONCE);
            assertEquals(110, head.message().length());
            assertEquals(400, session.log().signReport(NONCE).message().length());

            assertRefused(Sw.LOG_CHAIN_DIFFERS, () -> session.log().acknowledge(state.last(), NONCE));
            session.log().acknowledge(state.last(), state.chain());
            assertEquals(1, session.log().readState().outstanding());
            LogState after = session.log().readState();
            assertRefused(Sw.LOG_NOTHING_TO_ACKNOWLEDGE, () -> session.log().acknowledge(after.last(), after.chain()));
            assertRefused(Sw.NOT_FOUND, () -> session.log().read(5));
        }
    }

    @ForShortAndExtended
    void aFullLogRefusesWork(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = TestCard.wrap(session, LiveCard.SLOT, 1);
            LogFullException full = assertThrows(LogFullException.class, () -> {
                for (int i = 0; i < USES; i++) {
                    session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
                }
            });
            assertFalse(full.needsAdmin());
            assertEquals(0, session.device().read().freeLogSlots().count().orElseThrow());
            LogState state = session.log().readState();
            session.log().acknowledge(state.last(), state.chain());
            session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
        }
    }
}
