package org.keymeter.simulator.tear;

import java.util.List;
import java.util.Set;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.Policy;
import org.keymeter.simulator.silicon.Silicon;

/** The card that most scenarios begin with: initialised, with one trusted CA and two keys, of which one was used. */
final class Setting {
    static final int SINGLE = 0;
    static final int LEASED = 1;
    static final long CEILING = 1_000;

    private static final int LEASE = 64;

    private final Stage stage = new Stage(Silicon.STRICT);
    private final Authority authority = Authority.p256("tear");
    private final byte[] image;

    Setting() throws Exception {
        byte[] trusting = stage.prepare(stage.initialized(Set.of(CardOption.FORCED_AUDIT)), authority.trust());
        image = stage.prepare(
                trusting,
                stage.blobs().create("single", 10, policy()),
                stage.blobs().create("leased", 200, policy().withLease(LEASE)),
                unwrap());
    }

    Stage stage() {
        return stage;
    }

    Blobs blobs() {
        return stage.blobs();
    }

    Authority authority() {
        return authority;
    }

    byte[] image() {
        return image;
    }

    Policy policy() throws Exception {
        return Policy.of(CEILING, List.of(authority.hash()));
    }

    /** Spends a use of the key that takes one at a time. */
    Step unwrap() {
        return stage.blobs().unwrap(SINGLE);
    }

    /** Both PINs verified and a lease open. */
    Step leasing() {
        return Steps.READY.then(stage.blobs().unwrap(LEASED));
    }

    /** The card's memory after some more steps. */
    byte[] with(Step... steps) throws Exception {
        return stage.prepare(image, steps);
    }

    Scenario of(String command, String state, Step step) {
        return of(command, state, image, step);
    }

    Scenario of(String command, String state, byte[] before, Step step) {
        return new Scenario(stage, command, state, before, step);
    }

    /** A memory in which a request of a key is pending, and the grant that answers it. */
    Asked ask(byte[] before, Authority by, int slot) throws Exception {
        ByteString[] grant = new ByteString[1];
        byte[] asked = stage.prepare(before, session -> grant[0] = by.grant(session, slot, CEILING));
        return new Asked(asked, slot, by.path(), grant[0]);
    }

    record Asked(byte[] image, int slot, List<ByteString> path, ByteString grant) {
        Step redeem() {
            return Steps.redeem(slot, path, grant);
        }

        /** A grant whose signature is wrong. */
        Step redeemForged() {
            byte[] forged = grant.toByteArray();
            forged[forged.length - 1] ^= 1;
            return Steps.refused(Steps.redeem(slot, path, ByteString.of(forged)));
        }

        GrantOnce once() {
            return new GrantOnce(slot, path, grant, false);
        }
    }
}
