package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.card.UsesRefusedException;

/** Batches, and what binds a blob to its place: each blob spends its use, opened or refused. */
class BatchTest {
    private static final int SIZE = 16;

    private TestCard card;
    private CardSession session;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    private void assertMeter(long remaining, long spent) throws Exception {
        KeyInfo key = session.keys().read(0);
        assertEquals(remaining, key.remaining() + key.openLease());
        assertEquals(spent, key.spentEver() - key.openLease());
    }

    @Test
    void sixteenBlobsWithFiveUsesAreRefusedWholeAndSpendNothing() throws Exception {
        TestCard.create(session, 5, Policy.of(5, List.of()));
        List<Blob> blobs = TestCard.wrap(session, 0, SIZE);
        long records = session.log().readState().last();
        UsesRefusedException refused =
                assertThrows(UsesRefusedException.class, () -> TestCard.unwrap(session, 0, blobs));
        assertTrue(refused.getMessage().contains("5 uses left"), refused.getMessage());
        assertMeter(5, 0);
        assertEquals(records, session.log().readState().last());
        TestCard.unwrap(session, 0, blobs.subList(0, 5));
        assertMeter(0, 5);
    }

    @Test
    void aDamagedBlobSpendsItsUseAndHidesNoOther() throws Exception {
        TestCard.create(session, 100, Policy.of(100, List.of()));
        for (int damaged = 0; damaged < SIZE; damaged += 5) {
            List<Blob> blobs = new ArrayList<>(TestCard.wrap(session, 0, SIZE));
            blobs.set(damaged, flip(blobs.get(damaged), 77));
            List<Boolean> expected = new ArrayList<>(Collections.nCopies(SIZE, true));
            expected.set(damaged, false);
            assertEquals(expected, TestCard.unwrap(session, 0, blobs));
        }
        assertMeter(100 - 4 * SIZE, 4 * SIZE);
        assertEquals(4, session.log().readState().failures().refusedBlobs());
    }

    @Test
    void everyFlippedBitIsFoundAndSpendsAUse() throws Exception {
        int bits = 48 * 8;
        TestCard.create(session, bits, Policy.of(bits, List.of()).withLease(64));
        Blob blob = TestCard.wrap(session, 0, 1).get(0);
        List<Blob> flipped =
                IntStream.range(0, bits).mapToObj(bit -> flip(blob, bit)).toList();
        assertEquals(Collections.nCopies(bits, false), TestCard.unwrap(session, 0, flipped));
        assertMeter(0, bits);
        assertEquals(bits, session.log().readState().failures().refusedBlobs());
    }

    @Test
    void aRefusedBlobGivesNothingAway() throws Exception {
        TestCard.create(session, 1, Policy.of(1, List.of()));
        Blob blob = flip(TestCard.wrap(session, 0, 1).get(0), 300);
        try (SubkeyBatch batch = session.uses().unwrap(0, 1, TestCard.VOLUME, List.of(blob))) {
            assertFalse(batch.isOpened(0));
            assertThrows(RuntimeException.class, () -> batch.subkey(0).expose());
        }
    }

    @Test
    void aBlobMovedToAnotherSegmentOrVolumeIsRefusedAndSpends() throws Exception {
        TestCard.create(session, 10, Policy.of(10, List.of()));
        List<Blob> blobs = TestCard.wrap(session, 0, 2);
        Blob moved = new Blob(TestCard.suffix(1), blobs.get(0).bytes());
        assertEquals(List.of(false), TestCard.unwrap(session, 0, List.of(moved)));
        ByteString otherVolume = ByteString.ofHex("100102030405060708090a0b0c0d0e0f");
        try (SubkeyBatch batch = session.uses().unwrap(0, 1, otherVolume, blobs)) {
            assertFalse(batch.isOpened(0) || batch.isOpened(1));
        }
        assertMeter(7, 3);
    }

    @Test
    void aBlobOfAnotherKeyIsRefused() throws Exception {
        TestCard.create(session, 5, Policy.of(5, List.of()));
        TestCard.create(session, 5, Policy.of(5, List.of()));
        List<Blob> first = TestCard.wrap(session, 0, 1);
        assertEquals(List.of(false), TestCard.unwrap(session, 1, first));
    }

    @Test
    void spentAndRemainingAlwaysAddUp() throws Exception {
        long uses = 60;
        TestCard.create(session, uses, Policy.of(uses, List.of()).withLease(7));
        List<Blob> blobs = TestCard.wrap(session, 0, 9);
        for (int count = 1; count <= 9; count++) {
            TestCard.unwrap(session, 0, blobs.subList(0, count));
            if (count % 4 == 0) {
                session.uses().endSession();
            }
            KeyInfo key = session.keys().read(0);
            assertEquals(uses, key.remaining() + key.spentEver());
            assertMeter(uses - count * (count + 1) / 2, count * (count + 1) / 2);
        }
    }

    private static Blob flip(Blob blob, int bit) {
        byte[] bytes = blob.bytes().toByteArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return new Blob(blob.suffix(), ByteString.of(bytes));
    }
}
