package org.keymeter.simulator.tear;

import java.util.Optional;
import org.keymeter.card.Pin;

/**
 * A PIN that a step shows to the card, right or wrong.
 *
 * @param replacement what it is to become, if the card finds it right
 */
record ShownPin(Pin which, String pin, Optional<String> replacement) {}
