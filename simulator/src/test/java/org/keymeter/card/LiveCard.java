package org.keymeter.card;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** The applet in a simulated card, initialised, with one CA and one key that it refills. */
final class LiveCard implements AutoCloseable {
    static final int CEILING = 1000;
    static final int SLOT = 0;
    /** The part of the context that all segments of a volume share. */
    static final ByteString PREFIX =
            ByteString.of("a volume's own id".substring(0, 16).getBytes(StandardCharsets.US_ASCII));

    final SimulatedCard card;
    final SimulatedReader reader;
    final TestCa ca = TestCa.make("approver");
    final PinnedDevice pinned;
    final CreatedKey key;

    /** @param policy its anchors are replaced by this card's one */
    LiveCard(boolean supportsExtended, Set<CardOption> options, Policy policy, int uses)
            throws CardException, InstallationException {
        card = SimulatedCard.inMemory(AppletInstallation.keymeter());
        SimulatedReader any = SimulatedReader.with("live", card);
        reader = supportsExtended ? any : any.withoutExtendedLength();
        try (CardSession session = CardSession.open(reader.connect());
                Secret user = userPin();
                Secret admin = adminPin()) {
            session.openChannelUnpinned();
            Initialized initialized =
                    session.device().initialize(new Initialization("live", options, user, admin, Optional.empty()));
            pinned = pin(initialized.identity());
            session.pins().verify(Pin.ADMIN, admin);
            session.anchors().importAnchor(ca.subject(), ca.spki());
            key = session.keys().create("volumes", uses, policy(policy));
        }
    }

    /** A card whose key takes leases of {@code lease}. */
    static LiveCard withLease(boolean supportsExtended, int lease, int uses)
            throws CardException, InstallationException {
        Policy policy = Policy.of(CEILING, List.of()).withLease(lease);
        return new LiveCard(supportsExtended, Set.of(CardOption.FORCED_AUDIT), policy, uses);
    }

    private Policy policy(Policy policy) {
        return new Policy(
                policy.isPinRequired(),
                policy.intermediates(),
                policy.ceiling(),
                policy.burst(),
                policy.lifetime(),
                policy.lease(),
                List.of(ca.spkiHash()));
    }

    static PinnedDevice pin(DeviceIdentity identity) {
        return new PinnedDevice(identity, "live", Instant.EPOCH, PinnedDevice.Trust.INITIALISED_HERE);
    }

    static Secret userPin() {
        return Secret.take("user-123".getBytes(StandardCharsets.US_ASCII));
    }

    static Secret adminPin() {
        return Secret.take("admin-12345".getBytes(StandardCharsets.US_ASCII));
    }

    /** A session with its channel open and these PINs verified. */
    CardSession open(Pin... verified) throws CardException {
        return open(reader.connect(), verified);
    }

    CardSession open(CardConnection connection, Pin... verified) throws CardException {
        CardSession session = CardSession.open(connection);
        session.openChannel(pinned);
        for (Pin pin : verified) {
            try (Secret secret = pin == Pin.USER ? userPin() : adminPin()) {
                session.pins().verify(pin, secret);
            }
        }
        return session;
    }

    /** Eight bytes of segment number. */
    static ByteString suffix(int segment) {
        return ByteString.of(new byte[] {0, 0, 0, 0, 0, 0, (byte) (segment >> 8), (byte) segment});
    }

    static Secret subkey(int segment) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) segment);
        return Secret.take(bytes);
    }

    /** Wraps a subkey for each of segments 0 to {@code count} - 1; needs the user PIN. */
    static WrappedBatch wrap(CardSession session, int count) throws CardException {
        List<ByteString> suffixes = new ArrayList<>();
        List<Secret> subkeys = new ArrayList<>();
        for (int segment = 0; segment < count; segment++) {
            suffixes.add(suffix(segment));
            subkeys.add(subkey(segment));
        }
        return session.uses().wrap(SLOT, PREFIX, suffixes, subkeys);
    }

    /** What the card says of its key in a session of its own. */
    KeyInfo readKey() throws CardException {
        try (CardSession session = open()) {
            return session.keys().read(SLOT);
        }
    }

    @Override
    public void close() {
        card.close();
    }
}
