package org.keymeter.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.Policy;
import org.keymeter.simulator.SimulatedReader;

/** A card that is pinned, with one CA and one key that it refills. */
final class LiveCard implements AutoCloseable {
    static final int CEILING = 1000;
    static final int SLOT = 0;
    static final String KEY_LABEL = "volumes";

    final SimulatedReader reader;
    final TestCa ca = new TestCa("approver");
    final PinnedDevice pinned;
    final CreatedKey key;
    private final TestCard card;

    /** @param policy its anchors are replaced by this card's one */
    LiveCard(boolean supportsExtended, Set<CardOption> options, Policy policy, int uses) throws Exception {
        card = TestCard.of(options);
        reader = supportsExtended ? card.reader : card.reader.withoutExtendedLength();
        try (CardSession session = card.openVerified()) {
            pinned = pin(session.identity());
            session.anchors().importAnchor(ca.subject(), ca.spki());
            key = session.keys().create(KEY_LABEL, uses, policy(policy));
        }
    }

    /** A card whose key takes leases of {@code lease}. */
    static LiveCard withLease(boolean supportsExtended, int lease, int uses) throws Exception {
        Policy policy = Policy.of(CEILING, List.of()).withLease(lease);
        return new LiveCard(supportsExtended, Set.of(CardOption.FORCED_AUDIT), policy, uses);
    }

    private Policy policy(Policy policy) throws Exception {
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

    /** A session with its channel open and these PINs verified. */
    CardSession open(Pin... verified) throws CardException {
        return open(reader.connect(), verified);
    }

    CardSession open(CardConnection connection, Pin... verified) throws CardException {
        CardSession session = CardSession.open(connection);
        session.openChannel(pinned);
        for (Pin pin : verified) {
            TestCard.verify(session, pin, pin == Pin.USER ? TestCard.USER_PIN : TestCard.ADMIN_PIN);
        }
        return session;
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
