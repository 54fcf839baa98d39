package org.keymeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardSession;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;

/** A Keymeter card set up for tests: not audited by force, one key in slot 0 that needs no PIN, one wrapped subkey. */
final class KeymeterCards {
    static final int USES = 1_000_000;
    static final ByteString CONTEXT = ByteString.ofHex("00112233");

    private KeymeterCards() {}

    static Secret userPin() {
        return Secret.take("123456".getBytes(StandardCharsets.US_ASCII));
    }

    static Secret adminPin() {
        return Secret.take("12345678".getBytes(StandardCharsets.US_ASCII));
    }

    static Secret subkey() {
        return Secret.take("thirty-two bytes to protect 0123".getBytes(StandardCharsets.US_ASCII));
    }

    /** @return the subkey wrapped for {@link #CONTEXT} */
    static Blob setUp(CardReader reader, int lease, Optional<Secret> setupSecret) throws CardException {
        try (CardSession session = openChannel(reader);
                Secret user = userPin();
                Secret admin = adminPin();
                Secret subkey = subkey()) {
            session.device().initialize(new Initialization("test", Set.of(), user, admin, setupSecret));
            session.pins().verify(Pin.ADMIN, admin);
            session.keys()
                    .create(
                            "key",
                            USES,
                            Policy.of(USES, List.of()).withPinRequired(false).withLease(lease));
            return session.uses().wrap(0, CONTEXT, subkey).blobs().get(0);
        }
    }

    static CardSession openChannel(CardReader reader) throws CardException {
        CardSession session = CardSession.open(reader.connect());
        session.openChannelUnpinned();
        return session;
    }

    /** Opens the subkey, which spends a use, and throws if it is not the one wrapped. */
    static void unwrap(CardSession session, Blob blob) throws CardException {
        try (SubkeyBatch batch = session.uses().unwrap(0, 1, CONTEXT, List.of(blob));
                Secret expected = subkey()) {
            if (!batch.subkey(0).isSameAs(expected)) {
                throw new AssertionError("another subkey");
            }
        }
    }
}
