package org.keymeter.simulator;

import java.nio.file.Path;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;

/** A program of its own that opens one subkey for ever. */
final class SpendingProcess {
    private SpendingProcess() {}

    /** Arguments: card file, wrapped subkey. Prints "open", then a number from 1 for each use answered. */
    public static void main(String[] arguments) throws Exception {
        Blob blob = new Blob(ByteString.EMPTY, ByteString.ofHex(arguments[1]));
        SimulatedReader reader = SimulatedReader.onFile("sim", Path.of(arguments[0]), AppletInstallation.keymeter());
        try (CardSession session = KeymeterCards.openChannel(reader)) {
            System.out.println("open");
            for (long answered = 1; true; answered++) {
                KeymeterCards.unwrap(session, blob);
                System.out.println(answered);
            }
        }
    }
}
