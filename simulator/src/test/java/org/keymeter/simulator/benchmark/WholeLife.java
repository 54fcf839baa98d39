package org.keymeter.simulator.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.Initialization;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.RefusedException;
import org.keymeter.card.Secret;

/** Plays every command of the protocol on a card, and the ways in which it refuses, from its initialisation to the next. */
final class WholeLife {
    private static final ByteString NONCE = ByteString.of(new byte[32]);

    private final Workbench bench;
    private final CardSession session;
    private final Authorities authorities;

    private WholeLife(Workbench bench, Authorities authorities) {
        this.bench = bench;
        this.session = bench.session();
        this.authorities = authorities;
    }

    /** @param bench freshly set up */
    static void play(Workbench bench, Authorities authorities) throws Exception {
        WholeLife life = new WholeLife(bench, authorities);
        ByteString direct = bench.trust(authorities.p256().certificate());
        ByteString parent = bench.trust(authorities.parent().certificate());
        CreatedKey key = life.create(List.of(direct, parent));
        List<Blob> blobs = bench.wrap(key.slot(), 3);
        life.spend(key.slot(), blobs);
        life.refill(key.slot());
        life.rotate(key, blobs);
        life.changePins();
        life.look(key.slot());
        session(bench).keys().delete(key.slot(), key.identity());
        session(bench).anchors().remove(0);
        life.acknowledge();
        life.openAgain();
        life.initializeAgain();
    }

    private static CardSession session(Workbench bench) {
        return bench.session();
    }

    private static void refused(Workbench.Action action) throws CardException {
        try {
            action.run();
        } catch (RefusedException e) {
            return;
        }
        throw new IllegalStateException("the card did not refuse");
    }

    private CreatedKey create(List<ByteString> anchors) throws CardException {
        Policy policy = Policy.of(20, anchors)
                .withIntermediates(1)
                .withLease(4)
                .withBurst(6)
                .withLifetime(100);
        refused(() -> session.keys().create("too much", 21, policy));
        return session.keys().create("key", 10, policy);
    }

    private void spend(int slot, List<Blob> blobs) throws CardException {
        bench.unwrap(slot, blobs);
        Blob genuine = blobs.get(0);
        byte[] damaged = genuine.bytes().toByteArray();
        damaged[0] ^= 1;
        session.uses()
                .unwrap(slot, 1, Workbench.PREFIX, List.of(genuine, new Blob(genuine.suffix(), ByteString.of(damaged))))
                .close();
        refused(() -> bench.unwrap(slot, blobs));
        bench.verifyPins();
        bench.unwrap(slot, blobs);
        refused(() -> bench.unwrap(slot, blobs));
        refused(() -> session.uses().unwrap(slot, 7, Workbench.PREFIX, blobs).close());
        session.uses().endSession();
    }

    private void refill(int slot) throws Exception {
        refused(() -> session.grants().request(slot, 21));
        ByteString early = authorities.p256().issue(session.grants().request(slot, 20));
        ByteString request = session.grants().request(slot, 20);
        refused(() -> session.grants().redeem(slot, List.of(), early));
        refused(() -> session.grants().redeem(slot, List.of(), ByteString.of(new byte[100])));
        ByteString forged = damaged(authorities.p256().issue(request));
        refused(() -> session.grants().redeem(slot, List.of(), forged));
        ByteString intermediate =
                ByteString.of(authorities.intermediate().certificate().getEncoded());
        session.grants()
                .redeem(slot, List.of(intermediate), authorities.intermediate().issue(request));
        session.grants()
                .redeem(
                        slot,
                        List.of(),
                        authorities.p256().issue(session.grants().request(slot, 20)));
    }

    /** The last byte is the signature's. */
    private static ByteString damaged(ByteString certificate) {
        byte[] bytes = certificate.toByteArray();
        bytes[bytes.length - 1] ^= 1;
        return ByteString.of(bytes);
    }

    private void rotate(CreatedKey key, List<Blob> blobs) throws CardException {
        bench.unwrap(key.slot(), blobs);
        refused(() -> session.keys().retireGeneration(key.slot(), key.identity()));
        session.keys().makeGeneration(key.slot(), key.identity());
        session.uses().rewrap(key.slot(), 1, Workbench.PREFIX, blobs);
        session.keys().retireGeneration(key.slot(), key.identity());
    }

    private void changePins() throws CardException {
        try (Secret user = Workbench.userPin();
                Secret admin = Workbench.adminPin()) {
            refused(() -> session.pins().verify(Pin.USER, admin));
            session.pins().change(Pin.USER, user, user);
            session.pins().forget(Pin.ADMIN);
            refused(() -> session.pins().reset(user));
            bench.verifyPins();
            session.pins().reset(user);
        }
        bench.verifyPins();
    }

    private void look(int slot) throws CardException {
        session.readPublicStatus();
        session.device().read();
        session.device().readSuccession();
        session.anchors().readAll();
        session.keys().read(slot);
        refused(() -> session.keys().read(slot + 1));
        session.log().signHead(NONCE);
        session.log().signReport(NONCE);
    }

    private void acknowledge() throws CardException {
        LogState state = session.log().readState();
        session.log().read(state.first());
        refused(() -> session.log().acknowledge(state.last(), state.chainBefore()));
        session.log().acknowledge(state.last(), state.chain());
    }

    /** With a lease open, which the card then returns. */
    private void openAgain() throws CardException {
        int slot = bench.createKey(4, List.of());
        bench.unwrap(slot, bench.wrap(slot, 1));
        session.openChannelUnpinned();
        bench.verifyPins();
        acknowledge();
    }

    private void initializeAgain() throws CardException {
        try (Secret user = Workbench.userPin();
                Secret admin = Workbench.adminPin()) {
            session.device().initialize(new Initialization("again", Set.of(), user, admin, Optional.empty()));
        }
        session.device().readSuccession();
    }
}
