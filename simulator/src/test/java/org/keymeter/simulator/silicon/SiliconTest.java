package org.keymeter.simulator.silicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import javacard.framework.TransactionException;
import org.junit.jupiter.api.Test;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.TornCard;
import org.keymeter.simulator.silicon.MemoryCard.Memory;
import org.keymeter.simulator.silicon.canary.MemoryApplet;
import org.keymeter.simulator.silicon.canary.SeedingApplet;

/** What the card does where its strictness alone ({@link KindnessTest}) does not tell. */
class SiliconTest {
    private static final byte[] AID = HexFormat.of().parseHex("F053494C49");

    @Test
    void aTransactionIsCutInNoPlaceButBeforeItOrAfter() throws Exception {
        MemoryCard card = new MemoryCard(Silicon.STRICT);
        Memory before = card.read();
        long writes = card.writes(MemoryApplet.WRITE_AND_COMMIT);
        assertEquals(7, writes, "six stores and the commit");
        for (long write = 1; write <= writes; write++) {
            assertEquals(
                    before,
                    card.renew()
                            .runCut(MemoryApplet.WRITE_AND_COMMIT, write, write)
                            .read());
        }
    }

    @Test
    void everyEntryTakesRoomInTheCommitBuffer() throws Exception {
        MemoryCard card = new MemoryCard(Silicon.STRICT);
        card.run(MemoryApplet.WRITE_AND_ABORT);
        int bytes = 1 + 1 + 2 + 2 + 2 + 8;
        assertEquals(6 * Journal.ENTRY_OVERHEAD + bytes, card.card().memory().takeMostCommitted());
        assertEquals(Silicon.SMALL_COMMIT_BUFFER, card.card().memory().unusedCommitCapacity());
    }

    @Test
    void theCommitBufferEndsWhereTheSiliconSays() throws Exception {
        int entry = MemoryApplet.LENGTH + Journal.ENTRY_OVERHEAD;
        MemoryCard card = new MemoryCard(Silicon.STRICT.withCommitBuffer(3 * entry));
        assertEquals(0x9000, card.status(MemoryApplet.WRITE_OFTEN, 3));
        int full = MemoryApplet.REFUSED + TransactionException.BUFFER_FULL;
        assertEquals(full, card.status(MemoryApplet.WRITE_OFTEN, 4));
        MemoryCard large = new MemoryCard(Silicon.STRICT.withCommitBuffer(Silicon.LARGE_COMMIT_BUFFER));
        assertEquals(0x9000, large.status(MemoryApplet.WRITE_OFTEN, Silicon.LARGE_COMMIT_BUFFER / entry));
        assertEquals(full, large.status(MemoryApplet.WRITE_OFTEN, Silicon.LARGE_COMMIT_BUFFER / entry + 1));
    }

    /** The try is spent before the card knows whether the PIN is right, and comes back only when it does. */
    @Test
    void aRightPinCostsATryIfPowerFailsBeforeItIsGivenBack() throws Exception {
        MemoryCard card = new MemoryCard(Silicon.STRICT);
        assertEquals(2, card.writes(MemoryApplet.CHECK_RIGHT));
        assertEquals(
                MemoryApplet.TRIES,
                card.runCut(MemoryApplet.CHECK_RIGHT, 1, 0).read().tries());
        assertEquals(
                MemoryApplet.TRIES - 1,
                card.runCut(MemoryApplet.CHECK_RIGHT, 2, 0).read().tries());
        assertEquals(1, card.writes(MemoryApplet.CHECK_WRONG));
    }

    @Test
    void anAppletDoesNotCatchTheLossOfPower() throws Exception {
        MemoryCard card = new MemoryCard(Silicon.STRICT);
        Memory before = card.read();
        assertEquals(before, card.runCut(MemoryApplet.CATCH_ALL, 1, 0).read());
    }

    @Test
    void withoutPowerTheCardIsMute() throws Exception {
        MemoryCard card = new MemoryCard(Silicon.STRICT);
        card.card().supply().cutBefore(1, 0);
        assertThrows(PowerCut.class, () -> card.run(MemoryApplet.SET_KEY));
        assertThrows(PowerCut.class, () -> card.run(MemoryApplet.READ));
    }

    @Test
    void aCardTooSmallTakesNoApplet() {
        AppletInstallation keymeter = AppletInstallation.keymeter();
        Silicon small = Silicon.STRICT.withMemory(20_000, 4_084);
        assertEquals(
                0x98EA,
                assertThrows(InstallationException.class, () -> TornCard.install(keymeter, small))
                        .statusWord());
        Silicon narrow = Silicon.STRICT.withMemory(100_000, 1_500);
        assertTrue(assertThrows(InstallationException.class, () -> TornCard.install(keymeter, narrow))
                        .statusWord()
                > 0);
    }

    @Test
    void whatTheAppletTakesIsKnown() throws Exception {
        MemoryBudget budget =
                TornCard.install(AppletInstallation.keymeter(), Silicon.STRICT).budget();
        System.out.println("Keymeter takes " + budget.persistent() + " bytes, and " + budget.ram() + " of RAM: "
                + budget.taken().values());
        int most = 1_400;
        assertTrue(budget.taken().get("transient array").ram() <= most, "transient arrays");
        assertTrue(budget.persistentLeft() > 0 && budget.ramLeft() > 0);
    }

    /** As an atomic copy is: it needs the buffer for itself. */
    @Test
    void anAtomicWriteNeedsTheCommitBufferWithoutATransactionToo() throws Exception {
        MemoryCard card = new MemoryCard(Silicon.STRICT);
        card.run(MemoryApplet.CATCH_ALL);
        assertEquals(Journal.ENTRY_OVERHEAD + 1, card.card().memory().takeMostCommitted());
    }

    @Test
    void anUnknownCallOfTheCardIsNoWayRoundIt() {
        AppletInstallation seeding = new AppletInstallation(SeedingApplet.class, AID, new byte[0]);
        Exception refusal = assertThrows(IllegalStateException.class, () -> TornCard.install(seeding, Silicon.STRICT));
        assertInstanceOf(IllegalStateException.class, refusal);
        assertTrue(refusal.getMessage().contains("RandomData.setSeed"), refusal.getMessage());
    }
}
