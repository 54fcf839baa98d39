package org.keymeter.simulator.tear;

import java.util.List;

/**
 * One command in one state of the card.
 *
 * @param image the card's memory before
 * @param setUp what must be in RAM for it
 * @param command the one whose writes are cut
 * @param between steps that the command is allowed to get to and no further: each a whole that stands in the design
 */
record Scenario(String name, byte[] image, Step setUp, Step command, List<Step> between) {
    static Scenario of(String name, byte[] image, Step setUp, Step command, Step... between) {
        return new Scenario(name, image, setUp, command, List.of(between));
    }

    @Override
    public String toString() {
        return name;
    }
}
