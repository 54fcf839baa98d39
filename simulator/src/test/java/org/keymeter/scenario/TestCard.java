package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.CommandRefusedException;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.Initialization;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** An initialised throwaway card in a reader, with the known PINs below, and short ways to what every scenario does. */
final class TestCard implements AutoCloseable {
    static final String USER_PIN = "123456";
    static final String ADMIN_PIN = "12345678";
    static final ByteString VOLUME = ByteString.ofHex("000102030405060708090a0b0c0d0e0f");

    final SimulatedReader reader;

    private TestCard(SimulatedReader reader) {
        this.reader = reader;
    }

    static TestCard forced() throws Exception {
        return of(Set.of(CardOption.FORCED_AUDIT));
    }

    static TestCard of(Set<CardOption> options) throws Exception {
        TestCard card =
                new TestCard(SimulatedReader.with("test", SimulatedCard.inMemory(AppletInstallation.keymeter())));
        try (CardSession session = card.open()) {
            initialize(session, options);
        }
        return card;
    }

    static void initialize(CardSession session, Set<CardOption> options) throws CardException {
        try (Secret user = secret(USER_PIN);
                Secret admin = secret(ADMIN_PIN)) {
            session.device().initialize(new Initialization("test card", options, user, admin, Optional.empty()));
        }
    }

    static Secret secret(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A new connection and a new channel, without any PIN: another process. */
    CardSession open() throws CardException {
        CardSession session = CardSession.open(reader.connect());
        session.openChannelUnpinned();
        return session;
    }

    /** As {@link #open}, with both PINs verified. */
    CardSession openVerified() throws CardException {
        CardSession session = open();
        verify(session, Pin.USER, USER_PIN);
        verify(session, Pin.ADMIN, ADMIN_PIN);
        return session;
    }

    static void verify(CardSession session, Pin which, String pin) throws CardException {
        try (Secret secret = secret(pin)) {
            session.pins().verify(which, secret);
        }
    }

    static void change(CardSession session, Pin which, String from, String to) throws CardException {
        try (Secret old = secret(from);
                Secret replacement = secret(to)) {
            session.pins().change(which, old, replacement);
        }
    }

    static void reset(CardSession session, String to) throws CardException {
        try (Secret pin = secret(to)) {
            session.pins().reset(pin);
        }
    }

    static CreatedKey create(CardSession session, long uses, Policy policy) throws CardException {
        return session.keys().create("key " + (session.keys().readAll().size() + 1), uses, policy);
    }

    /** Blobs of new subkeys for segments 0 to count - 1 of {@link #VOLUME}; entry i's subkey is 32 times i + 1. */
    static List<Blob> wrap(CardSession session, int slot, int count) throws CardException {
        List<ByteString> suffixes =
                IntStream.range(0, count).mapToObj(TestCard::suffix).toList();
        List<Secret> subkeys =
                IntStream.range(0, count).mapToObj(TestCard::subkey).toList();
        try {
            return session.uses().wrap(slot, VOLUME, suffixes, subkeys).blobs();
        } finally {
            subkeys.forEach(Secret::close);
        }
    }

    static ByteString suffix(int segment) {
        return ByteString.of(ByteBuffer.allocate(8).putLong(segment).array());
    }

    static Secret subkey(int segment) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) (segment + 1));
        return Secret.take(bytes);
    }

    /** Unwraps under the current generation; which entries came out as {@link #subkey} says. */
    static List<Boolean> unwrap(CardSession session, int slot, List<Blob> blobs) throws CardException {
        int generation = session.keys().read(slot).generation();
        try (SubkeyBatch batch = session.uses().unwrap(slot, generation, VOLUME, blobs)) {
            List<Boolean> opened = new ArrayList<>();
            for (int i = 0; i < blobs.size(); i++) {
                int segment = (int)
                        ByteBuffer.wrap(blobs.get(i).suffix().toByteArray()).getLong();
                opened.add(batch.isOpened(i) && isSubkey(batch, i, segment));
            }
            return opened;
        }
    }

    private static boolean isSubkey(SubkeyBatch batch, int index, int segment) {
        try (Secret expected = subkey(segment)) {
            return batch.subkey(index).isSameAs(expected);
        }
    }

    /** Uses on the meter and in the open lease of this session: what it could still open. */
    static long left(CardSession session, int slot) throws CardException {
        KeyInfo key = session.keys().read(slot);
        return key.remaining() + key.openLease();
    }

    static void acknowledgeAll(CardSession session) throws CardException {
        LogState state = session.log().readState();
        session.log().acknowledge(state.last(), state.chain());
    }

    static void assertRefused(short status, Executable command) {
        CommandRefusedException refused = assertThrows(CommandRefusedException.class, command);
        assertTrue(refused.is(status), refused.getMessage());
    }

    @Override
    public void close() {
        reader.remove();
    }
}
