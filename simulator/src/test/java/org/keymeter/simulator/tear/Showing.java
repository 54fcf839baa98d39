package org.keymeter.simulator.tear;

import java.util.List;
import org.keymeter.card.CardSession;

/**
 * A step that shows PINs.
 *
 * @param shown in this order
 */
record Showing(List<ShownPin> shown, Step step) implements Step {
    @Override
    public void run(CardSession session) throws Exception {
        step.run(session);
    }
}
