package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.scenario.TestCard.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.card.UsesRefusedException;
import org.keymeter.card.WrappedBatch;
import org.keymeter.protocol.Sw;
import org.keymeter.scenario.TestCa.Draft;

/** The commands for keys, their uses and grants, in a reader for short commands and in one for extended ones. */
class KeyCommandsTest {
    private static final int USES = 300;
    private static final int MANY = 60;

    @ForShortAndExtended
    void keys(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.ADMIN)) {
            Policy policy = new Policy(true, 2, 500, 20, 400, 16, List.of(live.ca.spkiHash()));
            CreatedKey created = session.keys().create("second \u00e9", 17, policy);
            assertEquals(1, created.slot());
            KeyInfo key = session.keys().readAll().get(1);
            assertEquals(policy, key.policy());
            assertEquals(created.identity(), key.identity());
            assertNotEquals(live.key.identity(), key.identity());
            assertEquals(17, key.remaining());
            assertEquals("second \u00e9", key.label());
            assertRefused(Sw.ALREADY_THERE, () -> session.keys().create("second \u00e9", 1, policy));
            assertRefused(Sw.WRONG_DATA, () -> session.keys().delete(1, live.key.identity()));
            assertRefused(Sw.WRONG_STATE, () -> session.keys().retireGeneration(1, created.identity()));
            session.keys().delete(1, created.identity());
            assertRefused(Sw.NOT_FOUND, () -> session.keys().read(1));
            assertEquals(Set.of(0), session.device().read().keySlots());
        }
    }

    @ForShortAndExtended
    void wrapsAndUnwraps(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 16, USES);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = new ArrayList<>(TestCard.wrap(session, LiveCard.SLOT, MANY));
            blobs.set(7, new Blob(TestCard.suffix(8), blobs.get(7).bytes()));
            try (SubkeyBatch subkeys = session.uses().unwrap(0, 1, TestCard.VOLUME, blobs)) {
                for (int segment = 0; segment < MANY; segment++) {
                    assertEquals(segment != 7, subkeys.isOpened(segment));
                    if (segment != 7) {
                        try (Secret expected = TestCard.subkey(segment)) {
                            assertTrue(subkeys.subkey(segment).isSameAs(expected));
                        }
                    }
                }
            }
            session.uses().endSession();
            session.uses().endSession();
            KeyInfo key = session.keys().read(0);
            assertEquals(USES - MANY, key.remaining(), "a refused blob spends its use, the lease's rest comes back");
            assertEquals(MANY, key.spentEver());
            assertEquals(1, session.log().readState().failures().refusedBlobs());
        }
    }

    @ForShortAndExtended
    void wrapsUnderAnyContextAndLength(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 64, USES);
                CardSession session = live.open(Pin.USER)) {
            for (int length : new int[] {16, 24, 64}) {
                for (int context : new int[] {1, 15, 16, 17, 32, 255}) {
                    try (Secret subkey = Secret.take(new byte[length])) {
                        ByteString whole = ByteString.of(new byte[context]);
                        WrappedBatch wrapped = session.uses().wrap(0, whole, subkey);
                        assertEquals(1, wrapped.generation());
                        try (SubkeyBatch opened = session.uses().unwrap(0, 1, whole, wrapped.blobs())) {
                            assertTrue(opened.subkey(0).isSameAs(subkey));
                        }
                    }
                }
            }
        }
    }

    @ForShortAndExtended
    void rotates(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.USER, Pin.ADMIN)) {
            List<Blob> old = new ArrayList<>(TestCard.wrap(session, LiveCard.SLOT, MANY));
            assertEquals(2, session.keys().makeGeneration(0, live.key.identity()));
            assertTrue(session.keys().read(0).hasOldGeneration());
            session.uses().unwrap(0, 1, TestCard.VOLUME, old.subList(0, 1)).close();

            old.set(3, new Blob(TestCard.suffix(4), old.get(3).bytes()));
            List<Optional<Blob>> rewrapped = session.uses().rewrap(0, 1, TestCard.VOLUME, old);
            assertEquals(MANY, rewrapped.size());
            assertTrue(rewrapped.get(3).isEmpty());
            List<Blob> current = rewrapped.stream().flatMap(Optional::stream).toList();
            assertEquals(MANY - 1, current.size());
            try (SubkeyBatch opened = session.uses().unwrap(0, 2, TestCard.VOLUME, current);
                    Secret last = TestCard.subkey(MANY - 1)) {
                assertTrue(opened.subkey(MANY - 2).isSameAs(last));
            }
            session.keys().retireGeneration(0, live.key.identity());
            assertRefused(Sw.GENERATION_UNKNOWN, () -> session.uses().unwrap(0, 1, TestCard.VOLUME, old));
            assertEquals(USES - MANY, session.keys().read(0).remaining(), "rewrapping spends nothing");
        }
    }

    @ForShortAndExtended
    void spendsIsRefusedAndIsRefilled(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, 5);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = TestCard.wrap(session, LiveCard.SLOT, 16);
            UsesRefusedException refused = assertThrows(
                    UsesRefusedException.class, () -> session.uses().unwrap(0, 1, TestCard.VOLUME, blobs));
            assertEquals(UsesRefusedException.Limit.QUOTA, refused.left().limit());
            assertEquals(5, refused.left().available());
            session.uses().unwrap(0, 1, TestCard.VOLUME, blobs.subList(0, 5)).close();

            assertEquals(
                    GrantRefusal.ABOVE_CEILING,
                    assertThrows(GrantRefusedException.class, () -> session.grants()
                                    .request(0, LiveCard.CEILING + 1))
                            .reason());
            ByteString stale = session.grants().request(0, 10);
            ByteString request = session.grants().request(0, 16);
            GrantRefusedException old = assertThrows(GrantRefusedException.class, () -> session.grants()
                    .redeem(0, List.of(), live.ca.sign(new Draft(stale))));
            assertEquals(GrantRefusal.OTHER_NONCE, old.reason());
            assertTrue(old.key().orElseThrow().isRequestPending());
            ByteString grant = live.ca.sign(new Draft(request));
            assertEquals(16, session.grants().redeem(0, List.of(), grant));
            assertEquals(
                    GrantRefusal.NOT_REQUESTED,
                    assertThrows(GrantRefusedException.class, () -> session.grants()
                                    .redeem(0, List.of(), grant))
                            .reason());
            session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
            assertEquals(0, session.keys().read(0).remaining());
            assertTrue(session.anchors().read(0).latest().isPresent());
        }
    }
}
