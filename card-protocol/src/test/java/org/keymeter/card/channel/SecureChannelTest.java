package org.keymeter.card.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.CardException;
import org.keymeter.card.ChannelException;
import org.keymeter.card.ChannelException.Problem;
import org.keymeter.card.ModelCard;
import org.keymeter.card.TransportException;
import org.keymeter.card.apdu.ApduProcessor;
import org.keymeter.card.apdu.ApduTransport;
import org.keymeter.card.apdu.ChainedCommands;
import org.keymeter.card.apdu.CollectedAnswers;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.card.apdu.SingleApdus;

/**
 * The host's side against a card's side that shares no code with it, and against everything that can go wrong between.
 */
class SecureChannelTest {
    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 230, 231, 239, 240, 247, 248, 255, 256, 700, 1023};

    /** Answers with its data, and the status word in P1 P2. */
    private static byte[] echo(int cla, int ins, int p1, int p2, byte[] data) {
        return ModelCard.join(data, new byte[] {(byte) p1, (byte) p2});
    }

    /** A line to the card on which answers can be altered. */
    private static final class Line implements ApduTransport {
        final ModelCard card;
        UnaryOperator<byte[]> onAnswer = answer -> answer;
        byte[] lastCommand;
        /** Answered in place of the card, which then sees no command. */
        byte[] made;

        Line(boolean supportsExtended) {
            card = new ModelCard(supportsExtended, SecureChannelTest::echo);
        }

        @Override
        public byte[] transmit(byte[] command) throws TransportException {
            lastCommand = command;
            byte[] answer = made != null ? made : onAnswer.apply(card.transmit(command));
            if (answer == null) {
                throw new TransportException(TransportException.Problem.CARD_REMOVED);
            }
            return answer;
        }

        SecureChannel open() throws CardException {
            return SecureChannel.open(
                    processor(), (ECPublicKey) card.channelKey().getPublic());
        }

        ApduProcessor processor() {
            return new CollectedAnswers(new ChainedCommands(new SingleApdus(this, card.supportsExtended())));
        }
    }

    private static CommandApdu command(int status, byte[] data) {
        return new CommandApdu(0x80, 0x30, status >> 8, status & 0xFF, data, CommandApdu.LONG_ANSWER);
    }

    private static byte[] pattern(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 7 + length);
        }
        return data;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void carriesEveryLengthBothWays(boolean supportsExtended) throws Exception {
        Line line = new Line(supportsExtended);
        try (SecureChannel channel = line.open()) {
            for (int length : LENGTHS) {
                ResponseApdu answer = channel.transmit(command(0x9000, pattern(length)));
                assertArrayEquals(pattern(length), answer.data());
                assertTrue(answer.status().isDone());
            }
        }
    }

    @Test
    void doesNotEncryptEmptyDataAndAlwaysSendsLe() throws Exception {
        Line line = new Line(false);
        try (SecureChannel channel = line.open()) {
            channel.transmit(new CommandApdu(0x80, 0x30, 0x90, 0, new byte[0], CommandApdu.SHORT_ANSWER));
        }
        assertEquals(5 + 8 + 1, line.lastCommand.length);
        assertEquals(0, line.lastCommand[line.lastCommand.length - 1]);
    }

    @Test
    void survivesThousandsOfCommands() throws Exception {
        try (SecureChannel channel = new Line(true).open()) {
            for (int i = 0; i < 3000; i++) {
                assertArrayEquals(
                        pattern(i % 50),
                        channel.transmit(command(0x9000, pattern(i % 50))).data());
            }
        }
    }

    @Test
    void passesWarningsWithDataAndErrorsWithout() throws Exception {
        try (SecureChannel channel = new Line(false).open()) {
            ResponseApdu warning = channel.transmit(command(0x62F1, pattern(14)));
            assertEquals(0x62F1, warning.status().value());
            assertArrayEquals(pattern(14), warning.data());
            assertEquals(
                    0x6A88,
                    channel.transmit(command(0x6A88, new byte[0])).status().value());
            assertTrue(channel.isOpen(), "an error word ends nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x6988, 0x6883})
    void isOverWhenTheCardSaysSo(int status) throws Exception {
        SecureChannel channel = new Line(false).open();
        assertProblem(Problem.ENDED_BY_CARD, channel, status);
    }

    @Test
    void refusesAnErrorWithData() throws Exception {
        SecureChannel channel = new Line(false).open();
        ChannelException thrown =
                assertThrows(ChannelException.class, () -> channel.transmit(command(0x6A80, pattern(16))));
        assertEquals(Problem.BROKEN, thrown.problem());
        assertDead(channel);
    }

    @Test
    void refusesASuccessOrWarningWithoutMac() throws Exception {
        for (byte[] forged : new byte[][] {{(byte) 0x90, 0}, {0x63, (byte) 0xC2}, {0x62, (byte) 0xF1}}) {
            Line line = new Line(false);
            SecureChannel channel = line.open();
            line.onAnswer = answer -> forged;
            assertProblem(Problem.BROKEN, channel, 0x9000);
        }
    }

    @Test
    void refusesEveryFlippedBitAndEveryTruncation() throws Exception {
        int length = 24 + 8 + 2;
        for (int bit = 0; bit < 8 * length; bit++) {
            int flipped = bit;
            assertRefused(answer -> {
                byte[] altered = answer.clone();
                altered[flipped / 8] ^= (byte) (1 << flipped % 8);
                return altered;
            });
        }
        for (int kept = 0; kept < length; kept++) {
            int cut = kept;
            assertRefused(answer -> Arrays.copyOf(answer, Math.min(cut, answer.length - 1)));
        }
    }

    @Test
    void refusesAnAnswerOfAnEarlierCommand() throws Exception {
        Line line = new Line(false);
        SecureChannel channel = line.open();
        byte[][] first = new byte[1][];
        line.onAnswer = answer -> first[0] = answer;
        channel.transmit(command(0x9000, pattern(16)));
        line.onAnswer = answer -> first[0];
        assertProblem(Problem.BROKEN, channel, 0x9000);
    }

    @Test
    void isDeadOnceTheTransportFailed() throws Exception {
        Line line = new Line(false);
        SecureChannel channel = line.open();
        line.onAnswer = answer -> null;
        assertThrows(TransportException.class, () -> channel.transmit(command(0x9000, pattern(3))));
        line.onAnswer = answer -> answer;
        assertDead(channel);
    }

    @Test
    void noticesACommandThatNeverReachedTheCard() throws Exception {
        Line line = new Line(false);
        SecureChannel channel = line.open();
        line.made = new byte[] {0x69, (byte) 0x85};
        assertEquals(
                0x6985, channel.transmit(command(0x9000, pattern(3))).status().value());
        line.made = null;
        assertProblem(Problem.ENDED_BY_CARD, channel, 0x9000);
    }

    @Test
    void handshakeRefusesEveryFlippedBitAndEveryTruncation() throws Exception {
        int length = 3 + 65 + 2 + 16 + 2;
        for (int bit = 0; bit < 8 * length; bit++) {
            int flipped = bit;
            boolean isInPoint = bit / 8 >= 3 && bit / 8 < 3 + 65;
            if (isInPoint && bit % 8 != bit / 8 % 8) {
                continue; // one bit of each byte of the point will do: a handshake is dear
            }
            assertHandshakeRefused(answer -> {
                byte[] altered = answer.clone();
                altered[flipped / 8] ^= (byte) (1 << flipped % 8);
                return altered;
            });
        }
        for (int kept = 0; kept < length; kept++) {
            int cut = kept;
            assertHandshakeRefused(answer -> Arrays.copyOf(answer, cut));
        }
    }

    @Test
    void handshakeRefusesACardThatHoldsAnotherKey() {
        Line line = new Line(false);
        ModelCard other = new ModelCard(false, SecureChannelTest::echo);
        ChannelException thrown = assertThrows(
                ChannelException.class,
                () -> SecureChannel.open(
                        line.processor(), (ECPublicKey) other.channelKey().getPublic()));
        assertEquals(Problem.NOT_PROVEN, thrown.problem());
    }

    private static void assertRefused(UnaryOperator<byte[]> alteration) throws CardException {
        Line line = new Line(false);
        SecureChannel channel = line.open();
        line.onAnswer = alteration;
        try {
            ResponseApdu answer = channel.transmit(command(0x9000, pattern(20)));
            // A flip may turn the status word into an error, which has no MAC to be wrong, but then no data either.
            assertFalse(answer.status().isDone() || answer.status().isWarning());
            assertEquals(0, answer.data().length);
        } catch (CardException e) {
            assertDead(channel);
        }
    }

    private static void assertHandshakeRefused(UnaryOperator<byte[]> alteration) {
        Line line = new Line(false);
        line.onAnswer = alteration;
        assertThrows(CardException.class, line::open);
    }

    private static void assertProblem(Problem problem, SecureChannel channel, int status) {
        byte[] data = status == 0x9000 ? pattern(16) : new byte[0];
        ChannelException thrown = assertThrows(ChannelException.class, () -> channel.transmit(command(status, data)));
        assertEquals(problem, thrown.problem());
        assertDead(channel);
    }

    private static void assertDead(SecureChannel channel) {
        assertFalse(channel.isOpen());
        ChannelException thrown =
                assertThrows(ChannelException.class, () -> channel.transmit(command(0x9000, pattern(3))));
        assertEquals(Problem.NOT_OPEN, thrown.problem());
    }
}
