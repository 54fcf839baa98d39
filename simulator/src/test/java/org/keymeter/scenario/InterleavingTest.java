package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.ChannelException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.TransportException;
import org.keymeter.scenario.FaultyConnection.Fault;

/** Two sessions on one card, as two programs have them: between commands, and in the middle of a chain or an answer. */
class InterleavingTest {
    private static final int USES = 900;
    private static final int BATCH = 17;

    private LiveCard live;
    private CardConnection power;
    private List<Blob> blobs;

    @BeforeEach
    void make() throws Exception {
        Policy policy = Policy.of(LiveCard.CEILING, List.of()).withLease(5);
        live = new LiveCard(false, Set.of(), policy, USES);
        power = live.reader.connect();
        try (CardSession session = live.open(Pin.USER)) {
            blobs = TestCard.wrap(session, LiveCard.SLOT, BATCH);
        }
    }

    @AfterEach
    void close() {
        power.close();
        live.close();
    }

    private void unwrap(CardSession session, int count) throws CardException {
        session.uses()
                .unwrap(LiveCard.SLOT, 1, TestCard.VOLUME, blobs.subList(0, count))
                .close();
    }

    @Test
    void theLaterChannelEndsTheEarlierAndInheritsNothing() throws Exception {
        try (CardSession first = live.open(Pin.USER, Pin.ADMIN)) {
            unwrap(first, 1);
            try (CardSession second = live.open()) {
                assertEquals(
                        USES - 1, second.keys().read(LiveCard.SLOT).remaining(), "the first one's lease came back");
                assertFalse(second.pins().readVerified(Pin.USER));
                assertThrows(NotAuthorisedException.class, () -> unwrap(second, 1));
                assertThrows(ChannelException.class, () -> unwrap(first, 1));
                assertFalse(first.isChannelOpen());
                assertThrows(
                        CardException.class, () -> second.keys().read(LiveCard.SLOT), "the first one's try ended it");
            }
        }
    }

    @Test
    void aWatcherDisturbsNoChainAndNoAnswer() throws Exception {
        forEveryExchange(
                (line, command, previous) -> {
                    try (CardConnection watcher = live.reader.connect()) {
                        readStatus(watcher);
                    }
                    return line.transmit(command);
                },
                true);
    }

    @Test
    void anotherChannelInTheMiddleOfACommandEndsIt() throws Exception {
        forEveryExchange(
                (line, command, previous) -> {
                    openAndClose();
                    return line.transmit(command);
                },
                false);
    }

    /** One unwrapping of a batch per exchange of it, with something foreign just before that exchange. */
    private void forEveryExchange(Fault foreign, boolean succeeds) throws CardException {
        int exchanges = 5;
        for (int at = 0; at < exchanges; at++) {
            long before = live.readKey().remaining();
            FaultyConnection line = new FaultyConnection(live.reader.connect());
            try (CardSession session = live.open(line, Pin.USER)) {
                line.arm(foreign, at);
                if (succeeds) {
                    unwrap(session, BATCH);
                    exchanges = line.answers().size();
                } else {
                    assertThrows(CardException.class, () -> unwrap(session, BATCH), "exchange " + at);
                }
            }
            long spent = before - live.readKey().remaining();
            assertTrue(succeeds ? spent == BATCH : spent == 0 || spent == BATCH, "exchange " + at + " spent " + spent);
        }
        assertTrue(exchanges >= 5, "a chain of several links and an answer in several pieces");
    }

    private static void readStatus(CardConnection watcher) throws TransportException {
        try {
            assertEquals(
                    CardState.INITIALIZED, CardSession.readPublicStatus(watcher).state());
        } catch (TransportException e) {
            throw e;
        } catch (CardException e) {
            throw new AssertionError(e);
        }
    }

    private void openAndClose() throws TransportException {
        try {
            live.open().close();
        } catch (TransportException e) {
            throw e;
        } catch (CardException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void takingTurnsAtRandomSpendsExactlyWhatWasOpened() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        CardSession[] sessions = {live.open(Pin.USER), live.open(Pin.USER)};
        int opened = 0;
        for (int turn = 0; turn < 120; turn++) {
            int who = random.nextInt(2);
            int count = 1 + random.nextInt(4);
            try {
                unwrap(sessions[who], count);
                opened += count;
            } catch (ChannelException e) {
                sessions[who].close();
                sessions[who] = live.open(Pin.USER);
            }
        }
        sessions[0].close();
        sessions[1].close();
        KeyInfo key = live.readKey();
        assertEquals(opened, key.spentEver(), "seed " + seed);
        assertEquals(USES - opened, key.remaining(), "seed " + seed);
        assertTrue(opened > 0);
    }
}
