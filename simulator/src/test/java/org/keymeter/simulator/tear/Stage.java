package org.keymeter.simulator.tear;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Initialization;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.RefusedException;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.GrantIssuer;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.NewCa;
import org.keymeter.protocol.Limit;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.TornCard;
import org.keymeter.simulator.silicon.Silicon;
import org.keymeter.simulator.tear.CardState.Tries;

/** A card with Keymeter on it, its PINs, a CA that it trusts, blobs of its keys, and the steps that scenarios are made of. */
final class Stage {
    static final String USER_PIN = "123456";
    static final String OTHER_PIN = "654321";
    static final String ADMIN_PIN = "12345678";
    static final long CEILING = 1_000;

    private static final ByteString VOLUME = ByteString.ofHex("000102030405060708090a0b0c0d0e0f");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final TornCard card;
    private final CaCertificate ca;
    private final CaKey caKey;
    /** By the identity of their key, for its generation 1. */
    private final Map<ByteString, Blob> blobs = new HashMap<>();

    private int grants;

    Stage(Silicon silicon) throws Exception {
        card = TornCard.install(AppletInstallation.keymeter(), silicon);
        NewCa made = NewCa.make("tear", BEGIN, Duration.ofDays(3650));
        ca = CaCertificate.parse(made.certificate().getBytes(StandardCharsets.US_ASCII));
        try (Secret key = made.key()) {
            caKey = CaKey.parse(key.expose(), () -> Secret.take(new byte[0]));
        }
    }

    TornCard card() {
        return card;
    }

    ByteString anchor() throws Exception {
        return ByteString.of(
                MessageDigest.getInstance("SHA-256").digest(ca.spki().toByteArray()));
    }

    /** Runs steps with both PINs verified, then takes the power away; what the memory holds then. */
    byte[] prepare(byte[] image, Step... steps) throws Exception {
        if (image.length > 0) {
            card.restore(image);
        }
        try (CardSession session = openVerified()) {
            for (Step step : steps) {
                step.run(session);
            }
        }
        card.reset();
        return card.image();
    }

    /** A new card's memory after its initialisation. */
    byte[] initialized(Set<CardOption> options) throws Exception {
        try (CardSession session = open()) {
            initialize(options).run(session);
        }
        card.reset();
        return card.image();
    }

    CardSession open() throws CardException {
        CardSession session = CardSession.open(card.connect());
        session.openChannelUnpinned();
        return session;
    }

    CardSession openVerified() throws Exception {
        CardSession session = open();
        verify(Pin.ADMIN, ADMIN_PIN).run(session);
        verify(Pin.USER, USER_PIN).run(session);
        return session;
    }

    private static Secret secret(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What is there, as a host finds it that knows both PINs. Spends tries and uses, so the card must be restored. */
    CardState look() throws Exception {
        String pin = USER_PIN;
        try (CardSession session = open()) {
            verify(Pin.ADMIN, ADMIN_PIN).run(session);
            if (Tries.read(session).user() == 0) {
                return CardState.read(session, "");
            }
            if (!accepts(session, pin)) {
                pin = OTHER_PIN;
                verify(Pin.USER, pin).run(session);
            }
            CardState seen = CardState.read(session, pin);
            // Looking costs uses, and so comes after it was noted how many there are.
            List<Boolean> opens = new ArrayList<>(Collections.nCopies(Limit.KEY_SLOTS, false));
            for (KeyInfo key : session.keys().readAll()) {
                opens.set(key.slot(), opens(session, key));
            }
            return seen.withOpens(opens);
        }
    }

    private static boolean accepts(CardSession session, String pin) throws Exception {
        try {
            verify(Pin.USER, pin).run(session);
            return true;
        } catch (CardException wrong) {
            return false;
        }
    }

    private boolean opens(CardSession session, KeyInfo key) throws CardException {
        Blob blob = blobs.get(key.identity());
        boolean isKnown = key.generation() == 1 || key.generation() == 2 && key.hasOldGeneration();
        if (blob == null || !isKnown) {
            return freshOpens(session, key);
        }
        try (SubkeyBatch batch = session.uses().unwrap(key.slot(), 1, VOLUME, List.of(blob))) {
            return batch.isOpened(0) && batch.subkey(0).isSameAs(subkey());
        } catch (RefusedException spent) {
            return false;
        }
    }

    /** Whether what the key wraps now opens: its material is whole. */
    private static boolean freshOpens(CardSession session, KeyInfo key) throws CardException {
        Blob blob = wrapOne(session, key.slot());
        try (SubkeyBatch batch = session.uses().unwrap(key.slot(), key.generation(), VOLUME, List.of(blob))) {
            return batch.isOpened(0) && batch.subkey(0).isSameAs(subkey());
        } catch (RefusedException spent) {
            return false;
        }
    }

    private static Secret subkey() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 7);
        return Secret.take(bytes);
    }

    private static Blob wrapOne(CardSession session, int slot) throws CardException {
        ByteString suffix = ByteString.of(ByteBuffer.allocate(8).array());
        return session.uses()
                .wrap(slot, VOLUME, List.of(suffix), List.of(subkey()))
                .blobs()
                .get(0);
    }

    // Steps

    static Step initialize(Set<CardOption> options) {
        return session -> {
            try (Secret user = secret(USER_PIN);
                    Secret admin = secret(ADMIN_PIN)) {
                session.device().initialize(new Initialization("tear", options, user, admin, Optional.empty()));
            }
        };
    }

    static Step verify(Pin which, String pin) {
        return session -> {
            try (Secret secret = secret(pin)) {
                session.pins().verify(which, secret);
            }
        };
    }

    /** A command that the card refuses. */
    static Step refused(Step step) {
        return session -> {
            try {
                step.run(session);
            } catch (CardException expected) {
                return;
            }
            throw new IllegalStateException("the card did not refuse");
        };
    }

    static Step change(String from, String to) {
        return session -> {
            try (Secret old = secret(from);
                    Secret replacement = secret(to)) {
                session.pins().change(Pin.USER, old, replacement);
            }
        };
    }

    static Step resetUser(String to) {
        return session -> {
            try (Secret pin = secret(to)) {
                session.pins().reset(pin);
            }
        };
    }

    Step trust() {
        return session -> session.anchors().importAnchor(ca.subject(), ca.spki());
    }

    /** Makes a key in the next free slot and wraps a blob with it. */
    Step create(String label, long uses, Policy policy) {
        return session -> {
            var key = session.keys().create(label, uses, policy);
            blobs.put(key.identity(), wrapOne(session, key.slot()));
        };
    }

    Step unwrap(int slot) {
        return session -> {
            KeyInfo key = session.keys().read(slot);
            Blob blob = key.generation() == 1 ? blobs.get(key.identity()) : wrapOne(session, slot);
            try (SubkeyBatch batch = session.uses().unwrap(slot, key.generation(), VOLUME, List.of(blob))) {
                if (!batch.isOpened(0)) {
                    throw new IllegalStateException("a blob does not open");
                }
            }
        };
    }

    /** Spends a use of something that does not open. */
    Step unwrapDamaged(int slot) {
        return session -> {
            Blob blob = blobs.get(session.keys().read(slot).identity());
            byte[] bytes = blob.bytes().toByteArray();
            bytes[0] ^= 1;
            Blob damaged = new Blob(blob.suffix(), ByteString.of(bytes));
            session.uses().unwrap(slot, 1, VOLUME, List.of(damaged)).close();
        };
    }

    Step rewrap(int slot) {
        return session -> {
            Blob blob = blobs.get(session.keys().read(slot).identity());
            session.uses().rewrap(slot, 1, VOLUME, List.of(blob));
        };
    }

    static Step times(int count, Step step) {
        return session -> {
            for (int i = 0; i < count; i++) {
                step.run(session);
            }
        };
    }

    static Step endSession() {
        return session -> session.uses().endSession();
    }

    /** A foreign program selects the issuer's security domain. */
    Step selectAnother() {
        byte[] select = HexFormat.of().parseHex("00A4040008A000000151000000");
        return session -> card.transmit(select);
    }

    static Step request(int slot) {
        return session -> session.grants().request(slot, CEILING);
    }

    /** Asks for a grant and has it issued; the request stays pending. */
    ByteString grant(CardSession session, int slot) throws Exception {
        GrantRequest request =
                GrantRequest.parse(session.grants().request(slot, CEILING).toByteArray());
        DeviceKey known = session.identity().deviceKey();
        grants++;
        return ByteString.of(new GrantIssuer(ca, caKey)
                .issue(request, known, CEILING, BEGIN.plus(Duration.ofDays(grants)), Duration.ofDays(30)));
    }

    static Step redeem(int slot, ByteString grant) {
        return session -> session.grants().redeem(slot, List.of(), grant);
    }

    static Step makeGeneration(int slot) {
        return session ->
                session.keys().makeGeneration(slot, session.keys().read(slot).identity());
    }

    static Step retireGeneration(int slot) {
        return session ->
                session.keys().retireGeneration(slot, session.keys().read(slot).identity());
    }

    static Step delete(int slot) {
        return session -> session.keys().delete(slot, session.keys().read(slot).identity());
    }

    static Step acknowledge() {
        return session -> {
            LogState state = session.log().readState();
            session.log().acknowledge(state.last(), state.chain());
        };
    }
}
