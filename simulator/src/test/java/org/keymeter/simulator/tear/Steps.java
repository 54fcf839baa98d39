package org.keymeter.simulator.tear;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Initialization;
import org.keymeter.card.LogFullException;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.protocol.Limit;

/** What scenarios are made of. */
final class Steps {
    static final String USER_PIN = "123456";
    static final String OTHER_PIN = "654321";
    static final String ADMIN_PIN = "12345678";
    static final String OTHER_ADMIN_PIN = "87654321";

    /** Both PINs verified. */
    static final Step READY = verify(Pin.ADMIN, ADMIN_PIN).then(verify(Pin.USER, USER_PIN));

    private Steps() {}

    private static Secret secret(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Step times(int count, Step step) {
        Step all = Step.NOTHING;
        for (int i = 0; i < count; i++) {
            all = all.then(step);
        }
        return all;
    }

    /** A command that the card refuses. */
    static Step refused(Step step) {
        return new Showing(step.shown(), session -> {
            if (isTaken(step, session)) {
                throw new IllegalStateException("the card did not refuse");
            }
        });
    }

    /** A command that the card may carry out or refuse. */
    static Step perhaps(Step step) {
        return new Showing(step.shown(), session -> isTaken(step, session));
    }

    private static boolean isTaken(Step step, CardSession session) throws Exception {
        try {
            step.run(session);
            return true;
        } catch (CardException refused) {
            return false;
        }
    }

    static Step initialize(Set<CardOption> options) {
        return initialize(options, Optional.empty());
    }

    /** @param setupSecret 32 bytes */
    static Step initialize(Set<CardOption> options, Optional<byte[]> setupSecret) {
        return session -> {
            try (Secret user = secret(USER_PIN);
                    Secret admin = secret(ADMIN_PIN);
                    Secret setup = Secret.take(setupSecret.orElse(new byte[0]).clone())) {
                session.device()
                        .initialize(new Initialization("tear", options, user, admin, setupSecret.map(some -> setup)));
            }
        };
    }

    static Step verify(Pin which, String pin) {
        return new Showing(List.of(new ShownPin(which, pin, Optional.empty())), session -> {
            try (Secret secret = secret(pin)) {
                session.pins().verify(which, secret);
            }
        });
    }

    static Step change(Pin which, String from, String to) {
        return new Showing(List.of(new ShownPin(which, from, Optional.of(to))), session -> {
            try (Secret old = secret(from);
                    Secret replacement = secret(to)) {
                session.pins().change(which, old, replacement);
            }
        });
    }

    static Step resetUser(String to) {
        return session -> {
            try (Secret pin = secret(to)) {
                session.pins().reset(pin);
            }
        };
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

    static Step endSession() {
        return session -> session.uses().endSession();
    }

    static Step request(int slot, long uses) {
        return session -> session.grants().request(slot, uses);
    }

    static Step redeem(int slot, List<ByteString> intermediates, ByteString grant) {
        return session -> session.grants().redeem(slot, intermediates, grant);
    }

    static Step acknowledge() {
        return session -> {
            LogState state = session.log().readState();
            session.log().acknowledge(state.last(), state.chain());
        };
    }

    /** Acknowledges but so many of what is outstanding. */
    static Step acknowledgeFirst(int count) {
        return session -> {
            LogState state = session.log().readState();
            ChainPoint point = new ChainPoint(state.first() - 1, state.chainBefore());
            while (point.sequence() < state.first() + count - 1) {
                point = point.append(
                        AuditRecord.of(session.log().read(point.sequence() + 1).get(0)));
            }
            session.log().acknowledge(point.sequence(), point.chain());
        };
    }

    /** Writes records until a forced log takes no more. */
    static Step fillLog(Step writing) {
        return session -> {
            for (int i = 0; i <= Limit.RECORD_COUNT; i++) {
                try {
                    writing.run(session);
                } catch (LogFullException full) {
                    return;
                }
            }
            throw new IllegalStateException("the log does not fill");
        };
    }
}
