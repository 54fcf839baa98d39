package org.keymeter.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javacard.framework.ISO7816;
import javacard.security.CryptoException;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyPair;
import org.keymeter.card.CardConnection;
import org.keymeter.protocol.Limit;
import org.keymeter.simulator.silicon.MemoryBudget;
import org.keymeter.simulator.silicon.PersistentMemory;
import org.keymeter.simulator.silicon.PowerCut;
import org.keymeter.simulator.silicon.PowerSupply;
import org.keymeter.simulator.silicon.Reflection;
import org.keymeter.simulator.silicon.Silicon;

/** A card in the hands of a test, which may cut its power before any write and put its memory back. */
public final class TornCard {
    private final CardRuntime runtime;
    /** Of the commands that it was sent. */
    private final Set<Byte> instructions = new HashSet<>();

    private KeyPair ephemeral;

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
        if (command.length > ISO7816.OFFSET_INS) {
            instructions.add(command[ISO7816.OFFSET_INS]);
        }
        return runtime.transmitCommand(command);
    }

    /** Instructions of the commands that it was sent since this was called last. */
    public Set<Byte> takeInstructions() {
        Set<Byte> taken = Set.copyOf(instructions);
        instructions.clear();
        return taken;
    }

    /** The applet's object of a class of which there is one. */
    public Object object(String className) {
        return runtime.image().objects().stream()
                .filter(object -> object.getClass().getName().equals(className))
                .findFirst()
                .orElseThrow();
    }

    /** Both halves of the key that the last channel was opened with, as far as they are whole. */
    public List<byte[]> ephemeralKey() {
        if (ephemeral == null) {
            Object engines = object("org.keymeter.applet.Engines");
            ephemeral = (KeyPair) Reflection.get(Reflection.field(engines.getClass(), "channelEphemeral"), engines);
        }
        List<byte[]> halves = new ArrayList<>();
        byte[] bytes = new byte[Limit.POINT_LENGTH];
        try {
            halves.add(Arrays.copyOf(bytes, ((ECPublicKey) ephemeral.getPublic()).getW(bytes, (short) 0)));
            halves.add(Arrays.copyOf(bytes, ((ECPrivateKey) ephemeral.getPrivate()).getS(bytes, (short) 0)));
        } catch (CryptoException tornOrNone) {
            return halves;
        }
        return halves;
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
