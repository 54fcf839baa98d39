package org.keymeter.simulator.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.simulator.counting.CountedCard;
import org.keymeter.simulator.counting.Step;

/** Every operation of the benchmark, run on one card and counted. */
final class Operations {
    static final String HANDSHAKE = "handshake (SCP11b)";
    static final String SINGLE_LEASE_1 = "unwrap, one a command, lease 1";
    static final String BATCH_LEASE_1 = "unwrap, 16 a command, lease 1";
    static final String SINGLE = "unwrap, one a command, lease 64";
    static final String BATCH = "unwrap, 16 a command, lease 64";
    static final String THOUSAND = "1,000 unwraps, one a command, lease 64, and END SESSION";
    static final String REDEEM_P256 = "grant of a P-256 CA";

    private static final int LEASE = 64;
    private static final int UNWRAPS = 1_000;
    /** Signatures, and so certificates, differ in length by a byte or two. */
    private static final int GRANTS = 8;

    private static final long MILLISECONDS = 1_000;

    private static final Predicate<Step> IS_PSO = step -> step.ins() == Ins.PERFORM_SECURITY_OPERATION;
    private static final Predicate<Step> IS_MSE = step -> step.ins() == Ins.MANAGE_SECURITY_ENVIRONMENT;

    private final Authorities authorities;
    private final CardModel card;
    private final boolean extended;
    private final List<Measurement> done = new ArrayList<>();

    private Operations(Authorities authorities, CardModel card, boolean extended) {
        this.authorities = authorities;
        this.card = card;
        this.extended = extended;
    }

    /** @param extended whether the reader carries extended-length commands */
    static List<Measurement> measure(Authorities authorities, CardModel card, boolean extended) throws Exception {
        Operations operations = new Operations(authorities, card, extended);
        try (CountedCard counted = CountedCard.keymeter(card.withheld(), extended);
                Workbench bench = new Workbench(counted, Set.of(CardOption.FORCED_AUDIT), Optional.empty())) {
            List<ByteString> anchors = new ArrayList<>();
            for (OpenSslCa ca : authorities.roots()) {
                anchors.add(bench.trust(ca.certificate()));
            }
            int single = bench.createKey(1, anchors);
            int leased = bench.createKey(LEASE, anchors);
            operations.open(bench);
            operations.unwrap(bench, single, leased);
            operations.refill(bench, leased);
            operations.rewrap(bench, leased);
        }
        try (CountedCard counted = CountedCard.keymeter(card.withheld(), extended);
                Workbench bench = new Workbench(counted, Set.of(), Optional.empty())) {
            operations.acknowledge(bench);
        }
        return operations.done;
    }

    private void open(Workbench bench) throws CardException {
        Measurement opening = bench.measure("", 1, () -> bench.session().openChannelUnpinned());
        List<Step> steps = opening.steps();
        done.add(new Measurement("voucher", 1, extended, steps.subList(0, 1)));
        done.add(new Measurement(HANDSHAKE, 1, extended, steps.subList(1, 2)));
        try (Secret user = Workbench.userPin()) {
            done.add(bench.measure("VERIFY", 1, () -> bench.session().pins().verify(Pin.USER, user)));
        }
        bench.verifyPins();
    }

    private void unwrap(Workbench bench, int single, int leased) throws CardException {
        List<Blob> blobs = bench.wrap(single, Workbench.BATCH);
        bench.unwrap(single, blobs.subList(0, 1));
        done.add(bench.measure(SINGLE_LEASE_1, Workbench.BATCH, () -> oneByOne(bench, single, blobs)));
        done.add(bench.measure(BATCH_LEASE_1, Workbench.BATCH, () -> bench.unwrap(single, blobs)));
        List<Blob> others = bench.wrap(leased, Workbench.BATCH);
        bench.session().uses().endSession();
        done.add(bench.measure("the key's first unwrap in a channel", 1, () -> {
            bench.unwrap(leased, others.subList(0, 1));
        }));
        int rounds = LEASE / Workbench.BATCH;
        done.add(bench.measure(SINGLE, LEASE, () -> {
            for (int i = 0; i < rounds; i++) {
                oneByOne(bench, leased, others);
            }
        }));
        done.add(bench.measure(BATCH, LEASE, () -> {
            for (int i = 0; i < rounds; i++) {
                bench.unwrap(leased, others);
            }
        }));
        done.add(bench.measure(
                "lease returned (END SESSION)", 1, () -> bench.session().uses().endSession()));
        done.add(bench.measure(THOUSAND, UNWRAPS, () -> {
            for (int i = 0; i < UNWRAPS; i++) {
                bench.unwrap(leased, others.subList(0, 1));
            }
            bench.session().uses().endSession();
        }));
        done.add(bench.measure("wrap, 16 a command", Workbench.BATCH, () -> bench.wrap(leased, Workbench.BATCH)));
    }

    private static void oneByOne(Workbench bench, int slot, List<Blob> blobs) throws CardException {
        for (Blob blob : blobs) {
            bench.unwrap(slot, List.of(blob));
        }
    }

    private void refill(Workbench bench, int slot) throws Exception {
        List<Step> requests = new ArrayList<>();
        List<Step> redemptions = new ArrayList<>();
        for (int i = 0; i < GRANTS; i++) {
            Redemption redemption = redeem(bench, slot, authorities.p256(), Optional.empty());
            requests.addAll(redemption.asking().steps());
            redemptions.addAll(redemption.redeeming().steps());
        }
        Measurement redeemed = new Measurement("", GRANTS, extended, redemptions);
        done.add(new Measurement("REQUEST GRANT", GRANTS, extended, requests));
        done.add(redeemed.only("MSE: SET", IS_MSE));
        done.add(redeemed.only(REDEEM_P256, IS_PSO));
        redeem(bench, slot, "grant of a P-384 CA", authorities.p384(), Optional.empty());
        redeem(bench, slot, "grant of an RSA-2048 CA", authorities.rsa(), Optional.empty());
        Optional<OpenSslCa> intermediate = Optional.of(authorities.intermediate());
        redeem(bench, slot, "grant of a P-256 CA, with its intermediate", authorities.intermediate(), intermediate);
        redeem(bench, slot, "grant of a P-256 CA, after one of another CA", authorities.p256(), Optional.empty());
    }

    private record Redemption(Measurement asking, Measurement redeeming) {}

    private void redeem(Workbench bench, int slot, String name, OpenSslCa issuer, Optional<OpenSslCa> shown)
            throws Exception {
        done.add(redeem(bench, slot, issuer, shown).redeeming().only(name, IS_PSO));
    }

    /** @param shown the intermediate to show before the grant */
    private Redemption redeem(Workbench bench, int slot, OpenSslCa issuer, Optional<OpenSslCa> shown) throws Exception {
        List<ByteString> request = new ArrayList<>();
        Measurement asking = bench.measure("", 1, () -> {
            request.add(bench.session().grants().request(slot, Workbench.USES));
        });
        List<ByteString> intermediates = new ArrayList<>();
        if (shown.isPresent()) {
            intermediates.add(ByteString.of(shown.get().certificate().getEncoded()));
        }
        awaitNextSecond();
        ByteString grant = issuer.issue(request.get(0));
        return new Redemption(asking, bench.measure("", 1, () -> {
            bench.session().grants().redeem(slot, intermediates, grant);
        }));
    }

    /** The card stores a grant's date if it is newer than the one before. */
    private static void awaitNextSecond() throws InterruptedException {
        Thread.sleep(MILLISECONDS - System.currentTimeMillis() % MILLISECONDS);
    }

    private void rewrap(Workbench bench, int slot) throws CardException {
        List<Blob> blobs = bench.wrap(slot, Workbench.BATCH);
        ByteString identity = bench.session().keys().read(slot).identity();
        done.add(
                bench.measure("MAKE GENERATION", 1, () -> bench.session().keys().makeGeneration(slot, identity)));
        Workbench.Action rewrap = () -> bench.session().uses().rewrap(slot, 1, Workbench.PREFIX, blobs);
        rewrap.run();
        done.add(bench.measure("rewrap, 16 a command", Workbench.BATCH, rewrap));
    }

    /** On a card that does not force auditing, so that 256 records can be outstanding. */
    private void acknowledge(Workbench bench) throws CardException {
        int slot = bench.createKey(1, List.of());
        List<Blob> blobs = bench.wrap(slot, 1);
        for (int i = 0; i <= Limit.RECORD_COUNT; i++) {
            bench.unwrap(slot, blobs);
        }
        LogState state = bench.session().log().readState();
        long records = state.outstanding();
        done.add(bench.measure(records + " records read", (int) records, () -> {
            long next = state.first();
            while (next <= state.last()) {
                next += bench.session().log().read(next).size();
            }
        }));
        done.add(bench.measure(records + " records acknowledged", 1, () -> {
            bench.session().log().acknowledge(state.last(), state.chain());
        }));
    }
}
