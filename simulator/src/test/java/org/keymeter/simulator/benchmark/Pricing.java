package org.keymeter.simulator.benchmark;

import org.keymeter.simulator.counting.Tally;

/** Turns counts into milliseconds on one card, per key, certificate or command. */
final class Pricing {
    /** How instructions are charged. */
    enum Bytecode {
        /** As many array accesses as in JCAlgTest's XOR take its time; nothing else takes any. */
        ARRAY_ACCESSES,
        /** Array accesses and all other instructions, fitted to JCAlgTest's XOR and AES. */
        ALL_INSTRUCTIONS
    }

    private final CostTable costs;

    Pricing(CardModel card) {
        costs = CostTable.of(card);
    }

    Estimate throughChannel(Measurement measurement, Bytecode bytecode, Transport transport) {
        return price(measurement, measurement.counts().total(), measurement.traffic(), bytecode, transport);
    }

    Estimate plain(Measurement measurement, Bytecode bytecode, Transport transport) {
        return price(measurement, measurement.counts().plain(), measurement.plainTraffic(), bytecode, transport);
    }

    private Estimate price(
            Measurement measurement, Tally tally, Traffic traffic, Bytecode bytecode, Transport transport) {
        BytecodeCost cost =
                bytecode == Bytecode.ARRAY_ACCESSES ? BytecodeCost.ofAccessesAlone(costs) : BytecodeCost.fitted(costs);
        return Estimate.of(tally, traffic, costs, cost, transport).per(measurement.units());
    }
}
