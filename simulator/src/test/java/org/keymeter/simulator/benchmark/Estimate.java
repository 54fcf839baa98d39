package org.keymeter.simulator.benchmark;

import org.keymeter.simulator.counting.Call;
import org.keymeter.simulator.counting.NativeCall;
import org.keymeter.simulator.counting.Tally;

/**
 * Milliseconds by where they go, computed from counts.
 *
 * @param transport commands and bytes on the wire
 * @param cryptography native calls, keys and random bytes
 * @param bytecode instructions
 * @param memory native copying, filling and comparing in RAM
 * @param persistent writing persistent memory, PINs and transactions
 */
record Estimate(double transport, double cryptography, double bytecode, double memory, double persistent) {
    static Estimate of(Tally tally, Traffic traffic, CostTable costs, BytecodeCost bytecodes, Transport transport) {
        double cryptography = 0;
        double memory = 0;
        double persistent = 0;
        for (var entry : tally.calls().entrySet()) {
            Call call = entry.getKey();
            double milliseconds = entry.getValue() * costs.of(call);
            if (call.kind().isCryptography()) {
                cryptography += milliseconds;
            } else if (call.kind().isPersistentWrite() || isPin(call)) {
                persistent += milliseconds;
            } else {
                memory += milliseconds;
            }
        }
        return new Estimate(transport.of(traffic), cryptography, bytecodes.of(tally), memory, persistent);
    }

    private static boolean isPin(Call call) {
        return call.kind() == NativeCall.PIN_CHECK || call.kind() == NativeCall.PIN_UPDATE;
    }

    double total() {
        return transport + cryptography + bytecode + memory + persistent;
    }

    Estimate per(int units) {
        return new Estimate(
                transport / units, cryptography / units, bytecode / units, memory / units, persistent / units);
    }
}
