package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.ChannelException;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.TransportException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.failure.FailureMapping;

/** What goes wrong has words and an exit code, whatever it is. */
class FailureMappingTest {
    private static final Path SOURCE = Path.of("src/main/java/org/keymeter/cli/failure/FailureMapping.java");

    /** Their constructors are the library's own, so that the source has to be asked. */
    @Test
    void knowsEveryCardException() throws IOException {
        String source = Files.readString(SOURCE, StandardCharsets.UTF_8);
        Set<String> leaves = new TreeSet<>();
        Deque<Class<?>> left = new ArrayDeque<>(Set.of(CardException.class));
        while (!left.isEmpty()) {
            Class<?> next = left.pop();
            if (next.isSealed()) {
                left.addAll(Set.of(next.getPermittedSubclasses()));
            } else {
                leaves.add(next.getSimpleName());
            }
        }
        assertTrue(leaves.size() > 8, leaves::toString);
        leaves.forEach(leaf -> assertTrue(source.contains("instanceof " + leaf), leaf));
    }

    @Test
    void tellsNoCardFromAFailedExchange() {
        for (TransportException.Problem problem : TransportException.Problem.values()) {
            ExitCode expected = problem == TransportException.Problem.FAILED ? ExitCode.FAILED : ExitCode.NO_CARD;
            assertEquals(
                    expected, FailureMapping.of(new TransportException(problem)).exit());
        }
    }

    /** A card of another kind answers that it has no such applet. */
    @Test
    void countsACardWithoutTheAppletAsNone() {
        CardConnection foreign = new CardConnection() {
            @Override
            public byte[] transmit(byte[] command) {
                return new byte[] {0x6A, (byte) 0x82};
            }

            @Override
            public byte[] atr() {
                return new byte[] {0x3B};
            }

            @Override
            public boolean supportsExtended() {
                return false;
            }

            @Override
            public void close() {}
        };
        CardException none = assertThrows(CardException.class, () -> CardSession.open(foreign));
        assertEquals(ExitCode.NO_CARD, FailureMapping.of(none).exit());
    }

    @Test
    void tellsAnUnprovenCardFromABrokenChannel() {
        assertEquals(
                ExitCode.VERIFICATION_FAILED,
                FailureMapping.of(new ChannelException(ChannelException.Problem.NOT_PROVEN, "Not proven."))
                        .exit());
        assertEquals(
                ExitCode.FAILED,
                FailureMapping.of(new ChannelException(ChannelException.Problem.BROKEN, "Broken."))
                        .exit());
    }

    @Test
    void hasWordsForFilesAndForTheUnforeseen() {
        Failure missing = FailureMapping.of(new NoSuchFileException("ca.pem"));
        assertEquals("There is no file ca.pem.", missing.happened());
        assertTrue(FailureMapping.of(new AccessDeniedException("ca.pem"))
                .happened()
                .contains("file ca.pem"));
        assertTrue(FailureMapping.of(new AccessDeniedException("/")).happened().contains("folder /"));
        Failure unforeseen = FailureMapping.of(new IllegalStateException("wits' end"));
        assertEquals(ExitCode.FAILED, unforeseen.exit());
        assertTrue(unforeseen.happened().contains("wits' end"));
        assertEquals(
                ExitCode.FAILED,
                FailureMapping.of(new MalformedResponseException("X", "is odd")).exit());
    }

    @Test
    void keepsTheDocumentedCodes() {
        assertEquals(0, ExitCode.DONE.value());
        assertEquals(1, ExitCode.FAILED.value());
        assertEquals(2, ExitCode.USAGE.value());
        assertEquals(3, ExitCode.QUOTA_SPENT.value());
        assertEquals(4, ExitCode.GRANT_REFUSED.value());
        assertEquals(5, ExitCode.PIN_REFUSED.value());
        assertEquals(6, ExitCode.VERIFICATION_FAILED.value());
        assertEquals(7, ExitCode.NO_CARD.value());
        assertEquals(8, ExitCode.LOG_FULL.value());
        assertEquals(130, ExitCode.STOPPED.value());
    }
}
