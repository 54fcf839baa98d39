package org.keymeter.simulator.fuzz;

import com.licel.jcardsim.base.SimulatorRuntime;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import javacard.framework.Applet;
import org.keymeter.applet.Inside;
import org.keymeter.applet.KeymeterApplet;
import org.keymeter.applet.Snapshot;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.CardFileException;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;

/** A simulated card whose memory can be looked into between commands, with a place for a planted fault. */
final class FuzzedCard implements AutoCloseable {
    private final SimulatedCard card;
    private final Inside inside;
    private final Fault fault;

    /** A fault planted between host and card. */
    @FunctionalInterface
    interface Fault {
        Fault NONE = (apdu, answer, inside) -> answer;

        /**
         * @param apdu what the card got
         * @param answer what it answered
         * @param inside memory, which may be changed
         * @return the answer that is handed out
         */
        byte[] strike(byte[] apdu, byte[] answer, Inside inside);
    }

    FuzzedCard(Fault fault) throws InstallationException {
        this.fault = fault;
        card = SimulatedCard.inMemory(AppletInstallation.keymeter());
        inside = new Inside(appletIn(card));
    }

    private static Applet appletIn(SimulatedCard card) {
        try {
            Object runtime = get(SimulatedCard.class, "runtime", card);
            for (Object instance : ((Map<?, ?>) get(SimulatorRuntime.class, "applets", runtime)).values()) {
                Object applet = get(instance.getClass(), "applet", instance);
                // By name: a card may run a rewritten copy of the applet's classes.
                if (applet.getClass().getName().equals(KeymeterApplet.class.getName())) {
                    return (Applet) applet;
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
            return fault.strike(apdu, card.transmit(apdu), inside);
        } catch (RuntimeException | CardFileException e) {
            throw new Violation("P8 exception", e.toString());
        }
    }

    Inside inside() {
        return inside;
    }

    void reset() {
        card.reset();
    }

    Snapshot look() {
        return new Snapshot(inside);
    }

    Set<Long> masterKeyWords() {
        return Snapshot.masterKeyWords(inside);
    }

    @Override
    public void close() {
        card.close();
    }
}
