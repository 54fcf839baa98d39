package org.keymeter.simulator.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.applet.RecordedChannel;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Ins;

/**
 * P7, the card's side: of one recorded dialogue, commands altered in every bit and in every other way that comes to mind, and openings with what is no
 * key. None is carried out, and the channel is over afterwards.
 */
class ManipulatedCommandsTest {
    private static final long SEED = new Random().nextLong();
    private static final int LINK = 0x10;
    private static final int SECURE = 0x04;

    private final Random random = new Random(SEED);
    private FuzzedCard card;
    private byte[] channelSecret;
    private int manipulations;

    /** Commands whose execution would show, one after the other in one channel, from the state in which each was made. */
    private static final class Moment {
        private RecordedChannel before;
        private byte[] apdu;
        private byte[] next;
    }

    @BeforeEach
    void setUp() throws Exception {
        card = new FuzzedCard(FuzzedCard.Fault.NONE);
        card.transmit(Junk.SELECT);
        readChannelKey();
        HostChannel channel = open();
        byte[] settings = Command.join(0, 1, (int) 'k', 6, Grammar.USER_PIN, 8, Grammar.ADMIN_PIN, new byte[32]);
        assertEquals(0x9000, Line.status(send(channel, new Command(0x80, Ins.INITIALIZE, 0, 0, settings))));
        readChannelKey();
    }

    @AfterEach
    void close() {
        card.close();
    }

    private void readChannelKey() throws Exception {
        byte[] voucher = card.transmit(Command.join(0x00, 0x88, 0, 0, 32, new byte[32], 0));
        channelSecret = HostChannel.agree(Arrays.copyOfRange(voucher, 85, 150));
    }

    private HostChannel open() throws Exception {
        byte[] request = HostChannel.request();
        byte[] answer = card.transmit(Command.join(0x80, 0x88, 1, 0x13, request.length, request, 0));
        return HostChannel.open(Arrays.copyOf(answer, answer.length - 2), channelSecret);
    }

    /** Without Le, which no MAC covers: it says only in what pieces the answer comes. */
    private static byte[] wrapped(HostChannel channel, Command command) throws Exception {
        byte[] data = channel.wrap(command, false);
        int cla = command.cla() | SECURE;
        return Command.join(cla, command.ins(), command.p1(), command.p2(), data.length, data);
    }

    private byte[] send(HostChannel channel, Command command) throws Exception {
        return card.transmit(wrapped(channel, command));
    }

    /** A channel in which both PINs are verified, its commands recorded but not sent. */
    private List<Moment> record() throws Exception {
        HostChannel channel = open();
        send(channel, new Command(0, Ins.VERIFY, 0, 0x81, Grammar.USER_PIN));
        send(channel, new Command(0, Ins.VERIFY, 0, 0x82, Grammar.ADMIN_PIN));
        byte[] policy = Command.join(1, 1, 1, 0, Command.u32(9), Command.u16(0), Command.u32(0), Command.u16(1), 0);
        send(channel, new Command(0x80, Ins.CREATE_KEY, 0, 0, Command.join(1, 1, (int) 'a', Command.u32(9), policy)));
        byte[] wrapped =
                send(channel, new Command(0x80, Ins.WRAP, 0, 0, Command.join(8, 16, 32, new byte[16 + 8 + 32])));
        byte[] blob = Arrays.copyOfRange(channel.unwrap(wrapped), 2, 50);
        byte[] otherPin = "654321".getBytes(StandardCharsets.US_ASCII);
        List<Command> commands = List.of(
                new Command(0x80, Ins.UNWRAP, 0, 0, Command.join(0, 1, 8, 16, 48, new byte[24], blob)),
                new Command(0, Ins.VERIFY, 0, 0x81, otherPin),
                new Command(0, Ins.CHANGE_REFERENCE_DATA, 0, 0x81, Command.join(6, Grammar.USER_PIN, 6, otherPin)),
                new Command(0, Ins.RESET_RETRY_COUNTER, 2, 0x81, otherPin),
                new Command(0x80, Ins.CREATE_KEY, 1, 0, Command.join(1, 1, (int) 'b', Command.u32(9), policy)),
                new Command(0x80, Ins.MAKE_GENERATION, 0, 0, card.look().identity(0)),
                new Command(0x80, Ins.DELETE_KEY, 0, 0, card.look().identity(0)),
                new Command(0x80, Ins.END_SESSION, 1, 0, Command.NO_DATA));
        List<Moment> moments = new ArrayList<>();
        for (Command command : commands) {
            // Each in the place of the same first command; its successor is made in the same channel.
            Moment moment = new Moment();
            moment.before = new RecordedChannel(card.inside());
            HostChannel here = channel.copy();
            moment.apdu = wrapped(here, command);
            moment.next = wrapped(here, Command.of(0, Ins.GET_DATA & 0xFF, 1, 1));
            moments.add(moment);
        }
        return moments;
    }

    /** The card answers with a refusal, does nothing, and has no channel any more, at the latest when the honest host goes on. */
    private void assertRefused(Moment moment, byte[]... apdus) throws Exception {
        moment.before.restore();
        Snapshot before = card.look();
        boolean reachedCard = false;
        for (byte[] apdu : apdus) {
            byte[] answer = card.transmit(apdu);
            // A link of a chain is answered 9000 alone: no MAC, so no host takes it for the answer to a command.
            boolean isLink = apdu.length > 0 && (apdu[0] & LINK) != 0;
            String what =
                    HexFormat.of().formatHex(apdu) + " got " + HexFormat.of().formatHex(answer);
            assertTrue(isLink || Line.status(answer) != 0x9000, what);
            assertEquals(2, answer.length, what);
            reachedCard |= PlainRules.isWhole(apdu);
        }
        assertTrue(before.isSame(card.look()), "it changed something");
        manipulations++;
        if (reachedCard) {
            byte[] answer = card.transmit(moment.next);
            assertTrue(Line.status(answer) != 0x9000, "the channel goes on");
            assertEquals(0x6985, Line.status(card.transmit(moment.next)));
            assertTrue(moment.before.isOver(), "something is left of the channel");
            assertTrue(before.isSame(card.look()));
        }
    }

    @Test
    void p7NoManipulatedCommandIsCarriedOut() throws Exception {
        List<Moment> moments = record();
        HostChannel other = HostChannel.ofKeys(random(64), random(16));
        byte[] foreign = wrapped(other, Command.of(0x80, Ins.END_SESSION, 1, 0));
        for (Moment moment : moments) {
            flipped(moment);
            cut(moment);
            substituted(moment);
            downgraded(moment);
            assertRefused(moment, foreign);
            assertRefused(moment, moment.next); // out of order
            for (Moment another : moments) {
                if (another != moment) {
                    assertRefused(moment, withMacOf(moment.apdu, another.apdu));
                    assertRefused(moment, withHeaderOf(moment.apdu, another.apdu));
                }
            }
        }
        for (Moment moment : moments) {
            replayed(moment);
        }
        System.out.printf("%,d manipulated commands, 0 accepted%n", manipulations);
        assertTrue(manipulations >= 10_000, () -> manipulations + " are too few");
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void flipped(Moment moment) throws Exception {
        for (int bit = 0; bit < 8 * moment.apdu.length; bit++) {
            byte[] altered = moment.apdu.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(moment, altered);
        }
    }

    /** Shorter and longer, with an Lc that fits. */
    private void cut(Moment moment) throws Exception {
        byte[] header = Arrays.copyOf(moment.apdu, 4);
        byte[] data = Arrays.copyOfRange(moment.apdu, 5, moment.apdu.length);
        assertRefused(moment, header);
        for (int length = 1; length < data.length; length++) {
            assertRefused(moment, Command.join(header, length, Arrays.copyOf(data, length)));
            assertRefused(
                    moment, Command.join(header, length, Arrays.copyOfRange(data, data.length - length, data.length)));
        }
        for (int more = 1; more <= 40; more++) {
            assertRefused(moment, Command.join(header, data.length + more, data, random(more)));
        }
        // The same bytes as an extended command: the MAC covers how Lc was written.
        assertRefused(moment, Command.join(header, 0, Command.u16(data.length), data), new byte[] {0, 0x20, 0, 0});
    }

    private void substituted(Moment moment) throws Exception {
        for (int i = 0; i < 1000; i++) {
            byte[] altered = moment.apdu.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                altered[5 + random.nextInt(altered.length - 5)] = (byte) random.nextInt(256);
            }
            if (!Arrays.equals(altered, moment.apdu)) {
                assertRefused(moment, altered);
            }
        }
    }

    /** Without the bit that says it is wrapped; and as a chain whose first link is not. */
    private void downgraded(Moment moment) throws Exception {
        byte[] plain = moment.apdu.clone();
        plain[0] &= (byte) ~SECURE;
        assertRefused(moment, plain);
        byte[] link = Arrays.copyOf(plain, 6);
        link[0] |= LINK;
        link[4] = 1;
        byte[] rest = Command.join(
                Arrays.copyOf(moment.apdu, 4),
                moment.apdu.length - 6,
                Arrays.copyOfRange(moment.apdu, 6, moment.apdu.length));
        assertRefused(moment, link, rest);
    }

    private static byte[] withMacOf(byte[] apdu, byte[] other) {
        byte[] altered = apdu.clone();
        int mac = HostChannel.MAC_LENGTH;
        System.arraycopy(other, other.length - mac, altered, altered.length - mac, mac);
        return altered;
    }

    private static byte[] withHeaderOf(byte[] apdu, byte[] other) {
        byte[] altered = apdu.clone();
        System.arraycopy(other, 0, altered, 0, 4);
        return altered;
    }

    /** The command itself is good once, whatever it does; a second time it is not. */
    private void replayed(Moment moment) throws Exception {
        moment.before.restore();
        byte[] sound = card.transmit(moment.apdu);
        assertTrue(sound.length >= HostChannel.MAC_LENGTH + 2, "the recorded command is right");
        Snapshot once = card.look();
        byte[] again = card.transmit(moment.apdu);
        assertFalse(Line.status(again) == 0x9000);
        assertEquals(2, again.length);
        assertTrue(once.isSame(card.look()));
        assertTrue(moment.before.isOver());
        manipulations++;
    }

    @Test
    void p7NoInvalidPointOpensAChannel() throws Exception {
        HostChannel channel = open();
        RecordedChannel open = new RecordedChannel(card.inside());
        byte[] stale = wrapped(channel, Command.of(0, Ins.GET_DATA & 0xFF, 1, 1));
        byte[] sound = Arrays.copyOfRange(HostChannel.request(), 18, 83);
        List<byte[]> points = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] off = sound.clone();
            off[1 + random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            points.add(off);
            // Any two numbers are a point of some curve of the same form, most of which have small subgroups.
            points.add(Command.join(4, random(64)));
        }
        byte[] prime = HexFormat.of().parseHex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
        byte[] x = Arrays.copyOfRange(sound, 1, 33);
        points.addAll(List.of(
                new byte[65],
                Command.join(4, new byte[64]),
                Command.join(4, prime, prime),
                Command.join(4, prime, Arrays.copyOfRange(sound, 33, 65)),
                Command.join(4, new byte[32], prime),
                Command.join(6 + (sound[64] & 1), Arrays.copyOfRange(sound, 1, 65)),
                Command.join(2 + (sound[64] & 1), x, new byte[32]),
                Command.join(2 + (sound[64] & 1), x),
                Command.join(4, x),
                new byte[] {0},
                new byte[0],
                Arrays.copyOf(sound, 64),
                Arrays.copyOf(sound, 66)));
        byte[] reference = Arrays.copyOf(HostChannel.request(), 17);
        for (byte[] point : points) {
            open.restore();
            byte[] data = Command.join(reference, point.length, point);
            byte[] answer = card.transmit(Command.join(0x80, 0x88, 1, 0x13, data.length, data, 0));
            assertEquals("6a80", HexFormat.of().formatHex(answer), () -> HexFormat.of()
                    .formatHex(point));
            assertTrue(open.isOver());
            assertEquals(0x6985, Line.status(card.transmit(stale)));
        }
        System.out.printf("%d invalid points, 0 accepted%n", points.size());
    }
}
