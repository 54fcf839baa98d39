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

/**
 * jCardSim's runtime, as strict as a card: transactions roll back, one left open is aborted, an applet whose select()
 * refuses is not selected, and power-up finds transient keys and engines uninitialised.
 *
 * <p>Kinder than silicon still: writes are never torn, and the commit buffer has no end.
 *
 * <p>Not safe for use by several threads at once.
 */
class CardRuntime extends SimulatorRuntime {
    private static final int LONGEST_SHORT_RESPONSE = 256 + 2;

    private final CardMemory memory;
    /** What the installations made, in the order in which every installation makes it. */
    private List<Object> installed = List.of();

    private CardImage beforeTransaction;
    private boolean appletFound;
    private boolean processing;

    CardRuntime() {
        this(new CardMemory());
    }

    private CardRuntime(CardMemory memory) {
        super(memory);
        this.memory = memory;
        changeProtocol(APDU.PROTOCOL_T1);
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
            Method install = installation.applet().getMethod("install", byte[].class, short.class, byte.class);
            QuietInstallation.run(() -> install.invoke(null, parameters, (short) 0, (byte) parameters.length));
        } catch (InvocationTargetException e) {
            throw InstallationException.because(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw InstallationException.because(e);
        } finally {
            registrationCallback.remove();
            abortOpenTransaction();
        }
        if (lookupApplet(expected) == null) {
            throw new InstallationException("the applet did not register under the AID it was given", 0, null);
        }
        List<Applet> all =
                applets.values().stream().map(ApplicationInstance::getApplet).toList();
        installed = CardImage.of(all, memory, CardImage.Scope.POWER_OFF).objects();
    }

    /** The persistent memory as it is now. */
    CardImage image(CardImage.Scope scope) {
        return CardImage.of(scope == CardImage.Scope.POWER_OFF ? installed : applets(), memory, scope);
    }

    /**
     * Makes the persistent memory what the image says, and powers up.
     *
     * @throws ImageMismatchException if the image is of other applets; the card is then of no use any more
     */
    void restore(byte[] image) throws ImageMismatchException {
        ImageRestorer.restore(image, installed);
        reset();
        if (!Arrays.equals(image, image(CardImage.Scope.POWER_OFF).bytes())) {
            throw new ImageMismatchException("the card restored is not the card stored");
        }
    }

    /**
     * Runs one command.
     *
     * @param command any bytes; what is no command APDU is answered 6700
     */
    @Override
    public byte[] transmitCommand(byte[] command) {
        if (!CommandForm.isCommand(command)) {
            return status(ISO7816.SW_WRONG_LENGTH);
        }
        appletFound = false;
        processing = false;
        byte[] response = super.transmitCommand(CommandForm.asSimulatorTakesIt(command));
        abortOpenTransaction();
        if (appletFound && !processing) {
            currentAID = null;
        }
        boolean tooLong = !CommandForm.isExtended(command) && response.length > LONGEST_SHORT_RESPONSE;
        return tooLong ? status(ISO7816.SW_UNKNOWN) : response;
    }

    /** Power off and on. */
    @Override
    public void reset() {
        abortOpenTransaction();
        super.reset();
        image(CardImage.Scope.POWER_OFF).objects().forEach(PowerUp::forgetWithoutPower);
    }

    @Override
    public void beginTransaction() {
        super.beginTransaction();
        beforeTransaction = image(CardImage.Scope.TRANSACTION);
    }

    @Override
    public void commitTransaction() {
        super.commitTransaction();
        beforeTransaction = null;
    }

    @Override
    public void abortTransaction() {
        super.abortTransaction();
        PinTries tries = PinTries.of(beforeTransaction.objects());
        ImageRestorer.rollBack(beforeTransaction);
        tries.neverRise();
        beforeTransaction = null;
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
        image(CardImage.Scope.POWER_OFF).objects().forEach(PowerUp::forgetTransientKey);
    }

    /** jCardSim calls it before process() with the command, and after it with nulls. */
    @Override
    protected void resetAPDU(APDU apdu, ApduCase form, byte[] command) {
        if (form != null) {
            abortOpenTransaction();
            processing = true;
        }
        super.resetAPDU(apdu, form, command);
    }

    private void abortOpenTransaction() {
        if (getTransactionDepth() != 0) {
            abortTransaction();
        }
    }

    private List<Applet> applets() {
        return applets.values().stream().map(ApplicationInstance::getApplet).toList();
    }

    private static byte[] status(short word) {
        return new byte[] {(byte) (word >> 8), (byte) word};
    }
}
