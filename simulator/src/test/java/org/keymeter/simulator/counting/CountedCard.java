package org.keymeter.simulator.counting;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javacard.framework.Applet;
import org.keymeter.applet.KeymeterApplet;
import org.keymeter.card.CardConnection;
import org.keymeter.card.TransportException;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** A simulated card in a reader, which counts what each command makes of it. */
public final class CountedCard implements AutoCloseable {
    private final SimulatedCard card;
    private final SimulatedReader reader;
    private final boolean extended;
    private final Counts installation;
    private final List<Step> steps = new ArrayList<>();

    private CountedCard(AppletInstallation what, boolean extended) throws InstallationException {
        this.extended = extended;
        Recorder.start();
        try {
            card = SimulatedCard.inMemory(what);
        } finally {
            installation = Recorder.stop();
        }
        SimulatedReader any = SimulatedReader.with("counted", card);
        reader = extended ? any : any.withoutExtendedLength();
    }

    /** @param extended whether the reader carries extended-length commands */
    public static CountedCard install(Class<? extends Applet> applet, byte[] parameters, boolean extended)
            throws InstallationException {
        byte[] aid = AppletInstallation.keymeter().aid();
        return new CountedCard(new AppletInstallation(CountedApplet.of(applet), aid, parameters), extended);
    }

    /** @param withheld Code.CAPABILITY_* not to use, as if the card had them not */
    public static CountedCard keymeter(int withheld, boolean extended) throws InstallationException {
        return keymeter(withheld, extended, new byte[0]);
    }

    /** @param setupSecret 32 bytes, or none */
    public static CountedCard keymeter(int withheld, boolean extended, byte[] setupSecret)
            throws InstallationException {
        byte[] parameters = ByteBuffer.allocate(6 + setupSecret.length)
                .put((byte) Limit.PIN_TRIES_DEFAULT)
                .put((byte) Limit.PIN_TRIES_DEFAULT)
                .putShort(Limit.BUFFER_DEFAULT)
                .putShort((short) withheld)
                .put(setupSecret)
                .array();
        return install(KeymeterApplet.class, parameters, extended);
    }

    /** What the installation did. */
    public Counts installation() {
        return installation;
    }

    /** Whether its reader does. */
    public boolean carriesExtendedLength() {
        return extended;
    }

    public CardConnection connect() throws TransportException {
        return new Connection(reader.connect());
    }

    /** What was done since this was called last. */
    public List<Step> takeSteps() {
        List<Step> taken = List.copyOf(steps);
        steps.clear();
        return taken;
    }

    @Override
    public void close() {
        card.close();
    }

    private final class Connection implements CardConnection {
        private final CardConnection next;
        private byte command;
        private boolean isPlain;

        Connection(CardConnection next) {
            this.next = next;
        }

        @Override
        public byte[] transmit(byte[] apdu) throws TransportException {
            if (apdu[1] != Ins.GET_RESPONSE) {
                command = apdu[1];
                isPlain = (apdu[0] & Code.CLASS_SECURE) == 0;
            }
            Recorder.start();
            byte[] answer;
            Counts counts;
            try {
                answer = next.transmit(apdu);
            } finally {
                counts = Recorder.stop();
            }
            steps.add(new Step(command, isPlain, apdu.length, answer.length, counts));
            return answer;
        }

        @Override
        public byte[] atr() {
            return next.atr();
        }

        @Override
        public boolean supportsExtended() {
            return next.supportsExtended();
        }

        @Override
        public void close() {
            next.close();
        }
    }
}
