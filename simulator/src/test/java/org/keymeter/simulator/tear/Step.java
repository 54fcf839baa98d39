package org.keymeter.simulator.tear;

import org.keymeter.card.CardSession;

/** Something done in an open channel in which both PINs are verified. */
interface Step {
    Step NOTHING = session -> {};

    void run(CardSession session) throws Exception;

    default Step then(Step next) {
        return session -> {
            run(session);
            next.run(session);
        };
    }
}
