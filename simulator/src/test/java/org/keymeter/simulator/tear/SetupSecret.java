package org.keymeter.simulator.tear;

import java.util.Optional;
import java.util.Set;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceInfo;

/** A setup secret is asked for until an initialisation took effect, and serves for that one alone. */
record SetupSecret(byte[] secret) implements Aftermath {
    @Override
    public void check(Stage stage, byte[] left, Seen before, Seen seen) throws Exception {
        boolean isInitialized = seen.state().instance() != before.state().instance();
        DeviceInfo.Setup expected = isInitialized ? DeviceInfo.Setup.VERIFIED : DeviceInfo.Setup.WAITING;
        BrokenPromise.unless(
                seen.state().setup() == expected, "setup is " + seen.state().setup());
        stage.card().restore(left);
        CardSession session = stage.open();
        BrokenPromise.unless(!initializes(session, Optional.empty()), "initialised without the setup secret");
        BrokenPromise.unless(!initializes(session, Optional.of(new byte[32])), "initialised with another secret");
        BrokenPromise.unless(
                initializes(session, Optional.of(secret)) != isInitialized,
                "the setup secret is lost, or serves twice");
    }

    private static boolean initializes(CardSession session, Optional<byte[]> given) throws Exception {
        try {
            Steps.initialize(Set.of(CardOption.FORCED_AUDIT), given).run(session);
            return true;
        } catch (CardException refused) {
            return false;
        }
    }
}
