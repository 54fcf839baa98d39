package org.keymeter.simulator;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.keymeter.simulator.CardFileException.Reason;
import org.keymeter.simulator.silicon.PowerCut;
import org.keymeter.simulator.silicon.Silicon;

/**
 * A card under power: the runtime with the applets in it and, if it is kept, the file that holds its memory. What a
 * command changed is in the file before its answer is handed out. Safe for several threads.
 */
public final class SimulatedCard implements AutoCloseable {
    private final CardRuntime runtime;
    private final byte[] fingerprint;
    private final byte[] parameters;
    private final CardFile file;
    private byte[] stored = {};
    private boolean powered = true;

    private SimulatedCard(AppletInstallation installation, CardFile file, Silicon silicon)
            throws InstallationException {
        MendedSimulator.require();
        this.file = file;
        runtime = new CardRuntime(silicon);
        runtime.install(IssuerDomain.installation());
        runtime.install(installation);
        fingerprint = LayoutFingerprint.of(runtime.image());
        parameters = installation.parametersWithoutSecret();
        runtime.reset();
    }

    /**
     * A new card that is gone when the program ends.
     *
     * @throws InstallationException if the applet refuses
     */
    public static SimulatedCard inMemory(AppletInstallation installation) throws InstallationException {
        return inMemory(installation, Silicon.STRICT);
    }

    /** As {@link #inMemory(AppletInstallation)}, on this silicon. */
    public static SimulatedCard inMemory(AppletInstallation installation, Silicon silicon)
            throws InstallationException {
        return new SimulatedCard(installation, null, silicon);
    }

    /**
     * The card in a file, or a new one if there is no such file. Nobody else can open it until it is closed.
     *
     * @param installation its parameters are those of a new card; one that exists keeps its own
     * @throws CardFileException if the file is in use, no card, damaged, of another applet or inaccessible
     * @throws InstallationException if the applet refuses
     */
    public static SimulatedCard open(Path path, AppletInstallation installation)
            throws CardFileException, InstallationException {
        CardFile file = CardFile.open(path);
        boolean opened = false;
        try {
            SimulatedCard card;
            Optional<CardFileContent> content = file.read();
            if (content.isPresent()) {
                card = new SimulatedCard(
                        installation.withParameters(content.get().parameters()), file, Silicon.STRICT);
                card.load(content.get());
            } else {
                card = new SimulatedCard(installation, file, Silicon.STRICT);
                card.storeChanges();
            }
            opened = true;
            return card;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /**
     * Runs one command.
     *
     * @param command any bytes; what is no command APDU is answered 6700
     * @return data and status word
     * @throws CardFileException if the file could not be written; the card is then closed, and whether the command took
     *     effect is known when it is opened again
     * @throws PowerCut if the power failed, as only a test makes it; the card answers again after {@link #reset}
     */
    public synchronized byte[] transmit(byte[] command) throws CardFileException {
        if (!powered) {
            throw new IllegalStateException("the simulated card is closed");
        }
        byte[] response = runtime.transmitCommand(command);
        if (file != null) {
            storeChanges();
        }
        return response;
    }

    /** Takes its power away and gives it back; does nothing to a card that is closed. */
    public synchronized void reset() {
        if (powered) {
            runtime.reset();
        }
    }

    /** Takes its power away for good and lets go of the file. Twice is harmless. */
    @Override
    public synchronized void close() {
        if (powered && file != null) {
            file.close();
        }
        powered = false;
    }

    private void storeChanges() throws CardFileException {
        byte[] now = runtime.image().bytes();
        if (Arrays.equals(stored, now)) {
            return;
        }
        try {
            file.write(new CardFileContent(fingerprint, parameters, now));
            stored = now;
        } catch (CardFileException e) {
            close();
            throw e;
        }
    }

    private void load(CardFileContent content) throws CardFileException {
        if (!Arrays.equals(fingerprint, content.fingerprint())) {
            throw new CardFileException(Reason.OTHER_APPLET, file.path(), null);
        }
        try {
            runtime.restore(content.image());
        } catch (ImageMismatchException e) {
            throw new CardFileException(Reason.DAMAGED, file.path(), e);
        }
        stored = content.image();
    }
}
