package org.keymeter.simulator.fuzz;

import org.keymeter.protocol.Code;

/**
 * In what an episode differs from others.
 *
 * @param startsInitialised whether the card is set up, with some anchors and keys, before the first step; else it is as it leaves the factory
 * @param options of its initialisation
 * @param acknowledges in a hundred: how likely the log is acknowledged where it can be; without that it is soon full
 */
record Traits(boolean startsInitialised, int options, int acknowledges) {
    static Traits of(int episode) {
        int options =
                switch (episode % 5) {
                    case 0 -> 0;
                    case 1 -> Code.OPTION_FORCED_AUDIT | Code.OPTION_RESERVED;
                    case 2 -> Code.OPTION_FORCED_AUDIT | Code.OPTION_ADMIN_ACKNOWLEDGES;
                    default -> Code.OPTION_FORCED_AUDIT;
                };
        return new Traits(episode % 16 != 15, options, episode % 3 == 0 ? 1 : 100);
    }
}
