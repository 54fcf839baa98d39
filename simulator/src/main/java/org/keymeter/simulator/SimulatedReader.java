package org.keymeter.simulator;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardReader;
import org.keymeter.card.ReaderEvent;
import org.keymeter.card.ReaderListener;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

/**
 * A reader with a simulated card in it, and the only one of its source. Several connections share the card as programs
 * share one over PC/SC; it has power from the first to the last of them.
 */
public final class SimulatedReader implements CardReader, ReaderSource {
    /** What every list must show beside it. */
    public static final String BADGE = "simulated: protects nothing";

    private final String name;
    private final CardHolder holder;
    private final boolean extended;
    private final Set<SimulatedConnection> connections = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ReaderWatches watches = new ReaderWatches();
    private volatile boolean inserted = true;
    private SimulatedCard powered;

    private SimulatedReader(String name, CardHolder holder, boolean extended) {
        this.name = name;
        this.holder = holder;
        this.extended = extended;
    }

    /**
     * A reader whose card lives in a file, which is made when it is first connected to, and which no other program can
     * use while it has power.
     */
    public static SimulatedReader onFile(String name, Path file, AppletInstallation installation) {
        return new SimulatedReader(name, CardHolder.ofFile(file, installation), true);
    }

    /** A reader with this card, which remains the caller's to close. */
    public static SimulatedReader with(String name, SimulatedCard card) {
        return new SimulatedReader(name, CardHolder.of(card), true);
    }

    /** The same as a reader that carries short commands only, at most 261 bytes. */
    public SimulatedReader withoutExtendedLength() {
        return new SimulatedReader(name, holder, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> badge() {
        return Optional.of(BADGE);
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public boolean isCardPresent() {
        return inserted;
    }

    @Override
    public synchronized CardConnection connect() throws TransportException {
        if (!inserted) {
            throw new TransportException(Problem.NO_CARD);
        }
        if (powered == null) {
            powered = holder.powerUp();
        }
        SimulatedConnection connection = new SimulatedConnection(this);
        connections.add(connection);
        return connection;
    }

    /** Pulls the card: it loses power, and all connections end. */
    public synchronized void remove() {
        if (inserted) {
            inserted = false;
            connections.clear();
            powerDown();
            watches.tell(new ReaderEvent(ReaderEvent.Kind.CARD_REMOVED, this));
        }
    }

    /** Puts the card back. */
    public synchronized void insert() {
        if (!inserted) {
            inserted = true;
            watches.tell(new ReaderEvent(ReaderEvent.Kind.CARD_INSERTED, this));
        }
    }

    /** Takes the card's power away for a moment, as a loose contact does; connections outlast it. */
    public synchronized void interruptPower() {
        if (powered != null) {
            powered.reset();
        }
    }

    @Override
    public List<CardReader> readReaders() {
        return List.of(this);
    }

    @Override
    public synchronized Watch watch(ReaderListener listener) {
        ReaderEvent present = new ReaderEvent(ReaderEvent.Kind.CARD_INSERTED, this);
        ReaderEvent added = new ReaderEvent(ReaderEvent.Kind.READER_ADDED, this);
        return watches.add(listener, inserted ? List.of(added, present) : List.of(added));
    }

    boolean carriesExtendedLength() {
        return extended;
    }

    synchronized byte[] transmit(SimulatedConnection connection, byte[] command) throws TransportException {
        if (!connections.contains(connection)) {
            throw new TransportException(Problem.CARD_REMOVED);
        }
        if (!extended && CommandForm.isExtended(command)) {
            throw new TransportException(
                    Problem.FAILED,
                    "The reader did not take the command.",
                    "It carries short commands only.",
                    "Report this to the makers of this program.",
                    null);
        }
        try {
            return powered.transmit(command);
        } catch (CardFileException e) {
            connections.clear();
            powerDown();
            throw CardHolder.failure(e);
        }
    }

    synchronized void release(SimulatedConnection connection) {
        if (connections.remove(connection) && connections.isEmpty()) {
            powerDown();
        }
    }

    private void powerDown() {
        if (powered != null) {
            holder.powerDown(powered);
            powered = null;
        }
    }
}
