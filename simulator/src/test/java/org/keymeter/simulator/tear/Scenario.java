package org.keymeter.simulator.tear;

import java.util.List;

/**
 * One command in one state of the card.
 *
 * @param command its name in docs/PROTOCOL.md
 * @param state of the card, in words
 * @param image the card's memory before
 * @param setUp what must be in RAM for it
 * @param step sends the command whose writes are cut
 * @param between steps that the command is allowed to get to and no further: each a whole that stands in the design
 * @param aftermath what else must hold of what a cut leaves
 * @param recoveries so many of which, one after the other, are cut as well
 */
record Scenario(
        Stage stage,
        String command,
        String state,
        byte[] image,
        Step setUp,
        Step step,
        List<Step> between,
        List<Aftermath> aftermath,
        int recoveries) {
    private static final int RECOVERIES = 2;

    Scenario(Stage stage, String command, String state, byte[] image, Step step) {
        this(stage, command, state, image, Steps.READY, step, List.of(), List.of(), RECOVERIES);
    }

    Scenario after(Step first) {
        return new Scenario(stage, command, state, image, first, step, between, aftermath, recoveries);
    }

    Scenario between(Step... steps) {
        return new Scenario(stage, command, state, image, setUp, step, List.of(steps), aftermath, recoveries);
    }

    Scenario leaving(Aftermath... checks) {
        return new Scenario(stage, command, state, image, setUp, step, between, List.of(checks), recoveries);
    }

    Scenario recovering(int times) {
        return new Scenario(stage, command, state, image, setUp, step, between, aftermath, times);
    }

    @Override
    public String toString() {
        return command + ", " + state;
    }
}
