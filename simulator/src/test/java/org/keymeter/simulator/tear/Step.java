package org.keymeter.simulator.tear;

import java.util.List;
import java.util.stream.Stream;
import org.keymeter.card.CardSession;

/** Something done in an open channel in which both PINs are verified. */
interface Step {
    Step NOTHING = session -> {};

    void run(CardSession session) throws Exception;

    /** PINs that it shows, in their order. */
    default List<ShownPin> shown() {
        return List.of();
    }

    default Step then(Step next) {
        List<ShownPin> both =
                Stream.concat(shown().stream(), next.shown().stream()).toList();
        return new Showing(both, session -> {
            run(session);
            next.run(session);
        });
    }
}
