package org.keymeter.simulator.benchmark;

import java.util.Locale;
import org.keymeter.simulator.counting.Tally;

final class Report {
    public static void main(String[] a) throws Exception {
        Authorities ca = Authorities.make(java.nio.file.Files.createTempDirectory("ca"));
        for (CardModel card : CardModel.values())
            for (boolean ext : new boolean[] {true, false}) {
                CostTable costs = CostTable.of(card);
                BytecodeCost fit = BytecodeCost.fitted(costs), acc = BytecodeCost.ofAccessesAlone(costs);
                System.out.println("## " + card + " extended " + ext + " " + fit + " " + acc);
                for (Measurement m : Operations.measure(ca, card, ext)) {
                    Tally t = m.counts().total(), p = m.counts().plain();
                    int u = m.units();
                    Estimate
                            e =
                                    Estimate.of(t, m.traffic(), costs, fit, Transport.CONTACT_129)
                                            .per(u),
                            f =
                                    Estimate.of(t, m.traffic(), costs, acc, Transport.CONTACT_129)
                                            .per(u),
                            q =
                                    Estimate.of(p, m.plainTraffic(), costs, fit, Transport.CONTACT_129)
                                            .per(u);
                    System.out.printf(
                            Locale.ROOT,
                            "%-48s %7.2f (acc %7.2f) plain %7.2f | transp %6.2f crypt %6.2f code %6.2f (%6.2f) mem %5.2f pers %5.2f | apdus %.2f bytes %.1f bc %.1f acc %.1f stores %.3f%n",
                            m.name(),
                            e.total(),
                            f.total(),
                            q.total(),
                            e.transport(),
                            e.cryptography(),
                            e.bytecode(),
                            f.bytecode(),
                            e.memory(),
                            e.persistent(),
                            (double) m.traffic().commands() / u,
                            (double) m.traffic().bytes() / u,
                            (double) t.bytecodes() / u,
                            (double) t.arrayAccesses() / u,
                            (double) t.persistentStores() / u);
                }
            }
    }
}
