package org.keymeter.simulator;

import org.keymeter.card.CardConnection;
import org.keymeter.simulator.silicon.MemoryBudget;
import org.keymeter.simulator.silicon.PersistentMemory;
import org.keymeter.simulator.silicon.PowerCut;
import org.keymeter.simulator.silicon.PowerSupply;
import org.keymeter.simulator.silicon.Silicon;

/** A card in the hands of a test, which may cut its power before any write and put its memory back. */
public final class TornCard {
    private final CardRuntime runtime;

    private TornCard(CardRuntime runtime) {
        this.runtime = runtime;
    }

    public static TornCard install(AppletInstallation installation, Silicon silicon) throws InstallationException {
        MendedSimulator.require();
        CardRuntime runtime = new CardRuntime(silicon);
        runtime.install(IssuerDomain.installation());
        runtime.install(installation);
        runtime.reset();
        return new TornCard(runtime);
    }

    /** @throws PowerCut if the power failed */
    public byte[] transmit(byte[] command) {
        return runtime.transmitCommand(command);
    }

    /** Gives it power after it was cut, or takes it away for a moment. */
    public void reset() {
        runtime.reset();
    }

    /** Bytes of an answer that had left it when its power failed. */
    public int sent() {
        return runtime.sent();
    }

    /** What survives without power. */
    public byte[] image() {
        return runtime.image().bytes();
    }

    /** Makes its memory what it was, and powers it up. */
    public void restore(byte[] image) throws ImageMismatchException {
        runtime.restore(image);
    }

    public PowerSupply supply() {
        return runtime.supply();
    }

    public PersistentMemory memory() {
        return runtime.persistentMemory();
    }

    public MemoryBudget budget() {
        return runtime.memoryBudget();
    }

    /** A connection as a reader gives it. */
    public CardConnection connect() {
        return new CardConnection() {
            @Override
            public byte[] transmit(byte[] command) {
                return TornCard.this.transmit(command);
            }

            @Override
            public byte[] atr() {
                return AnswerToReset.bytes();
            }

            @Override
            public boolean supportsExtended() {
                return true;
            }

            @Override
            public void close() {
                reset();
            }
        };
    }
}
