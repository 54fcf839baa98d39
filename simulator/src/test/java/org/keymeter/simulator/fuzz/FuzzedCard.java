package org.keymeter.simulator.fuzz;

import com.licel.jcardsim.base.SimulatorRuntime;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import javacard.framework.Applet;
import org.keymeter.applet.KeymeterApplet;
import org.keymeter.applet.Snapshot;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.CardFileException;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;

/** A simulated card whose memory can be looked into between commands, with a place for a planted fault. */
final class FuzzedCard implements AutoCloseable {
    private final SimulatedCard card;
    private final Applet applet;
    private final Fault fault;

    /** A fault planted between host and card. */
    @FunctionalInterface
    interface Fault {
        Fault NONE = (apdu, answer, applet) -> answer;

        /**
         * @param apdu what the card got
         * @param answer what it answered
         * @param applet whose memory may be changed
         * @return the answer that is handed out
         */
        byte[] strike(byte[] apdu, byte[] answer, Applet applet);
    }

    FuzzedCard(Fault fault) throws InstallationException {
        this.fault = fault;
        card = SimulatedCard.inMemory(AppletInstallation.keymeter());
        applet = appletIn(card);
    }

    private static Applet appletIn(SimulatedCard card) {
        try {
            Object runtime = get(SimulatedCard.class, "runtime", card);
            for (Object instance : ((Map<?, ?>) get(SimulatorRuntime.class, "applets", runtime)).values()) {
                Object applet = get(instance.getClass(), "applet", instance);
                if (applet instanceof KeymeterApplet found) {
                    return found;
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("no applet in the card");
    }

    private static Object get(Class<?> type, String field, Object owner) throws ReflectiveOperationException {
        Field found = type.getDeclaredField(field);
        found.setAccessible(true);
        return found.get(owner);
    }

    byte[] transmit(byte[] apdu) {
        try {
            return fault.strike(apdu, card.transmit(apdu), applet);
        } catch (RuntimeException | CardFileException e) {
            throw new Violation("P8 exception", e.toString());
        }
    }

    Applet applet() {
        return applet;
    }

    void reset() {
        card.reset();
    }

    Snapshot look() {
        return Snapshot.of(applet);
    }

    Set<Long> masterKeyWords() {
        return Snapshot.masterKeyWords(applet);
    }

    @Override
    public void close() {
        card.close();
    }
}
