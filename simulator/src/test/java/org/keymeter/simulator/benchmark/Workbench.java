package org.keymeter.simulator.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.simulator.counting.CountedCard;
import org.keymeter.simulator.counting.Step;

/** A counted card in use: initialised, with anchors and keys, both PINs verified, and subkeys wrapped as a volume wraps them. */
final class Workbench implements AutoCloseable {
    /** A volume's id, which all its contexts begin with. */
    static final ByteString PREFIX = ByteString.ofHex("000102030405060708090a0b0c0d0e0f");

    /** Uses that keys begin with, and the most that a grant sets. */
    static final long USES = 100_000;

    static final int BATCH = 16;
    private static final int SUBKEY_LENGTH = 32;

    private final CountedCard card;
    private final CardSession session;
    private final List<ByteString> suffixes = new ArrayList<>();

    /** What is measured. */
    interface Action {
        void run() throws CardException;
    }

    /** @param card stays the caller's to close */
    Workbench(CountedCard card, Set<CardOption> options, Optional<Secret> setupSecret) throws CardException {
        this.card = card;
        session = CardSession.open(card.connect());
        session.openChannelUnpinned();
        try (Secret user = userPin();
                Secret admin = adminPin()) {
            session.device().initialize(new Initialization("benchmark", options, user, admin, setupSecret));
        }
        verifyPins();
        for (long segment = 0; segment < BATCH; segment++) {
            suffixes.add(ByteString.of(
                    ByteBuffer.allocate(Long.BYTES).putLong(segment).array()));
        }
    }

    static Secret userPin() {
        return Secret.take("123456".getBytes(StandardCharsets.US_ASCII));
    }

    static Secret adminPin() {
        return Secret.take("12345678".getBytes(StandardCharsets.US_ASCII));
    }

    CardSession session() {
        return session;
    }

    void verifyPins() throws CardException {
        try (Secret user = userPin();
                Secret admin = adminPin()) {
            session.pins().verify(Pin.ADMIN, admin);
            session.pins().verify(Pin.USER, user);
        }
    }

    /** @return SHA-256 of the anchor's SPKI, for policies */
    ByteString trust(X509Certificate ca) throws CardException, GeneralSecurityException {
        byte[] spki = ca.getPublicKey().getEncoded();
        session.anchors()
                .importAnchor(ByteString.of(ca.getSubjectX500Principal().getEncoded()), ByteString.of(spki));
        return ByteString.of(MessageDigest.getInstance("SHA-256").digest(spki));
    }

    /** @return slot of a new key */
    int createKey(int lease, List<ByteString> anchors) throws CardException {
        Policy policy = Policy.of(USES, anchors).withLease(lease).withIntermediates(1);
        return session.keys().create("lease " + lease, USES, policy).slot();
    }

    /** @return blobs for segments 0 to count - 1 */
    List<Blob> wrap(int slot, int count) throws CardException {
        List<Secret> subkeys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            subkeys.add(Secret.take(new byte[SUBKEY_LENGTH]));
        }
        return session.uses()
                .wrap(slot, PREFIX, suffixes.subList(0, count), subkeys)
                .blobs();
    }

    /** Opens them all in as few commands as it takes; throws if one does not open. */
    void unwrap(int slot, List<Blob> blobs) throws CardException {
        try (SubkeyBatch subkeys = session.uses().unwrap(slot, 1, PREFIX, blobs)) {
            for (int i = 0; i < blobs.size(); i++) {
                if (!subkeys.isOpened(i)) {
                    throw new IllegalStateException("blob " + i + " was refused");
                }
            }
        }
    }

    /** @param units how many of what the figures are to be per */
    Measurement measure(String name, int units, Action action) throws CardException {
        card.takeSteps();
        action.run();
        List<Step> steps = card.takeSteps();
        return new Measurement(name, units, card.carriesExtendedLength(), steps);
    }

    @Override
    public void close() {
        session.close();
    }
}
