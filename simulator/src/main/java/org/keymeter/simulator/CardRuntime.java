package org.keymeter.simulator;

import com.licel.jcardsim.base.ApduCase;
import com.licel.jcardsim.base.SimulatorRuntime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.SystemException;
import org.keymeter.simulator.silicon.Kindness;
import org.keymeter.simulator.silicon.MemoryBudget;
import org.keymeter.simulator.silicon.PersistentMemory;
import org.keymeter.simulator.silicon.PowerCut;
import org.keymeter.simulator.silicon.PowerSupply;
import org.keymeter.simulator.silicon.Silicon;
import org.keymeter.simulator.silicon.SiliconApplet;
import org.keymeter.simulator.silicon.SiliconCard;

/**
 * jCardSim's runtime with memory like a card's, and never kinder: transactions are undone, by the end of a command and by
 * power loss too, power may fail before any write, an applet whose select() refuses is not selected, and power-up finds
 * transient keys and engines uninitialised.
 *
 * <p>Not safe for use by several threads at once.
 */
class CardRuntime extends SimulatorRuntime implements SiliconCard {
    private static final int LONGEST_SHORT_RESPONSE = 256 + 2;

    private final Silicon silicon;
    private final CardMemory memory;
    private final PersistentMemory persistentMemory;
    private final MemoryBudget budget;
    /** What the installations made, in the order in which every installation makes it. */
    private List<Object> installed = List.of();

    private boolean appletFound;
    private boolean processing;

    CardRuntime(Silicon silicon) {
        this(silicon, new CardMemory());
    }

    private CardRuntime(Silicon silicon, CardMemory memory) {
        super(memory);
        this.silicon = silicon;
        this.memory = memory;
        persistentMemory = new PersistentMemory(silicon, memory::isVolatile);
        budget = new MemoryBudget(silicon);
        changeProtocol(APDU.PROTOCOL_T1);
        memory.addApduBuffer(shortAPDU.getBuffer());
        memory.addApduBuffer(extendedAPDU.getBuffer());
    }

    @Override
    public PersistentMemory persistentMemory() {
        return persistentMemory;
    }

    @Override
    public MemoryBudget memoryBudget() {
        return budget;
    }

    PowerSupply supply() {
        return persistentMemory.supply();
    }

    /**
     * Calls the applet's install().
     *
     * @throws InstallationException if the applet refuses, fails or does not register
     */
    void install(AppletInstallation installation) throws InstallationException {
        activateSimulatorRuntimeInstance();
        AID expected = new AID(installation.aid(), (short) 0, (byte) installation.aid().length);
        registrationCallback.set((applet, named) -> {
            AID aid = named == null ? expected : named;
            if (applets.putIfAbsent(aid, new ApplicationInstance(aid, applet)) != null) {
                SystemException.throwIt(SystemException.ILLEGAL_AID);
            }
        });
        byte[] parameters = installation.globalPlatformParameters();
        try {
            Class<? extends Applet> applet = SiliconApplet.of(installation.applet());
            Method install = applet.getMethod("install", byte[].class, short.class, byte.class);
            QuietInstallation.run(() -> install.invoke(null, parameters, (short) 0, (byte) parameters.length));
        } catch (InvocationTargetException e) {
            throw InstallationException.because(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw InstallationException.because(e);
        } finally {
            registrationCallback.remove();
            endOpenTransaction();
        }
        if (lookupApplet(expected) == null) {
            throw new InstallationException("the applet did not register under the AID it was given", 0, null);
        }
        List<Applet> all =
                applets.values().stream().map(ApplicationInstance::getApplet).toList();
        installed = CardImage.of(all, memory).objects();
    }

    /** The persistent memory as it is now. */
    CardImage image() {
        return CardImage.of(installed, memory);
    }

    /**
     * Makes the persistent memory what the image says, and powers up.
     *
     * @throws ImageMismatchException if the image is of other applets; the card is then of no use any more
     */
    void restore(byte[] image) throws ImageMismatchException {
        ImageRestorer.restore(image, installed);
        reset();
        if (!Arrays.equals(image, image().bytes())) {
            throw new ImageMismatchException("the card restored is not the card stored");
        }
    }

    /**
     * Runs one command.
     *
     * @param command any bytes; what is no command APDU is answered 6700
     * @throws PowerCut if the power failed; all that is left to do is {@link #reset}
     */
    @Override
    public byte[] transmitCommand(byte[] command) {
        if (!CommandForm.isCommand(command)) {
            return status(ISO7816.SW_WRONG_LENGTH);
        }
        responseBufferSize = 0; // jCardSim empties it only after deselect() has run
        appletFound = false;
        processing = false;
        byte[] response = super.transmitCommand(CommandForm.asSimulatorTakesIt(command));
        supply().require();
        endOpenTransaction();
        if (appletFound && !processing) {
            currentAID = null;
        }
        boolean tooLong = !CommandForm.isExtended(command) && response.length > LONGEST_SHORT_RESPONSE;
        return tooLong ? status(ISO7816.SW_UNKNOWN) : response;
    }

    /** Bytes of an answer that had left the card when its power failed. */
    int sent() {
        return responseBufferSize;
    }

    /** Power off and on. */
    @Override
    public void reset() {
        persistentMemory.powerUp();
        super.reset();
        List<Object> objects = image().objects();
        objects.forEach(PowerUp::forgetEngine);
        forgetTransientKeys(objects);
    }

    @Override
    public void beginTransaction() {
        super.beginTransaction();
        persistentMemory.begin();
    }

    @Override
    public void commitTransaction() {
        if (getTransactionDepth() != 0) {
            persistentMemory.commit();
        }
        super.commitTransaction();
    }

    @Override
    public void abortTransaction() {
        super.abortTransaction();
        persistentMemory.rollBack();
    }

    @Override
    public short getMaxCommitCapacity() {
        return atMost(persistentMemory.commitCapacity());
    }

    @Override
    public short getUnusedCommitCapacity() {
        return atMost(persistentMemory.unusedCommitCapacity());
    }

    @Override
    public short getAvailablePersistentMemory() {
        return atMost(budget.persistentLeft());
    }

    @Override
    public short getAvailableTransientResetMemory() {
        return atMost(budget.ramLeft());
    }

    @Override
    public short getAvailableTransientDeselectMemory() {
        return atMost(budget.ramLeft());
    }

    private static short atMost(int bytes) {
        return (short) Math.min(bytes, Short.MAX_VALUE);
    }

    @Override
    protected AID findAppletForSelectApdu(byte[] command, ApduCase form) {
        AID found = super.findAppletForSelectApdu(command, form);
        appletFound = found != null;
        return found;
    }

    @Override
    protected void deselect(ApplicationInstance instance) {
        super.deselect(instance);
        forgetTransientKeys(image().objects());
    }

    /** jCardSim calls it before process() with the command, and after it with nulls. */
    @Override
    protected void resetAPDU(APDU apdu, ApduCase form, byte[] command) {
        if (form != null) {
            endOpenTransaction();
            processing = true;
        }
        super.resetAPDU(apdu, form, command);
    }

    private void forgetTransientKeys(List<Object> objects) {
        if (!silicon.is(Kindness.TRANSIENT_KEYS_STAY_INITIALISED)) {
            objects.forEach(PowerUp::forgetTransientKey);
        }
    }

    private void endOpenTransaction() {
        if (getTransactionDepth() == 0) {
            return;
        }
        if (silicon.is(Kindness.COMMITS_AT_THE_END)) {
            commitTransaction();
        } else {
            abortTransaction();
        }
    }

    private static byte[] status(short word) {
        return new byte[] {(byte) (word >> 8), (byte) word};
    }
}
