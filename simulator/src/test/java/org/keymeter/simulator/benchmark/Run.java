package org.keymeter.simulator.benchmark;

import java.util.List;

/**
 * All operations, counted on one card.
 *
 * @param extended whether its reader carried extended-length commands
 */
record Run(CardModel card, boolean extended, List<Measurement> measurements) {
    static Run of(Authorities authorities, CardModel card, boolean extended) throws Exception {
        return new Run(card, extended, Operations.measure(authorities, card, extended));
    }

    String apdus() {
        return extended ? "extended-length APDUs" : "short APDUs";
    }

    Measurement find(String name) {
        return measurements.stream()
                .filter(measurement -> measurement.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
