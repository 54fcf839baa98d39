package org.keymeter.simulator;

import java.nio.file.Path;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

/** Where a reader's card comes from when it gets power, and what becomes of it without. */
interface CardHolder {
    SimulatedCard powerUp() throws TransportException;

    void powerDown(SimulatedCard card);

    /** A card that stays in the program's memory. */
    static CardHolder of(SimulatedCard card) {
        return new CardHolder() {
            @Override
            public SimulatedCard powerUp() {
                return card;
            }

            @Override
            public void powerDown(SimulatedCard same) {
                same.reset();
            }
        };
    }

    /** A card that is read from its file, or made, each time. */
    static CardHolder ofFile(Path file, AppletInstallation installation) {
        return new CardHolder() {
            @Override
            public SimulatedCard powerUp() throws TransportException {
                try {
                    return SimulatedCard.open(file, installation);
                } catch (CardFileException e) {
                    throw failure(e);
                } catch (InstallationException e) {
                    throw new TransportException(
                            Problem.CARD_MUTE,
                            "There is no simulated card: " + e.getMessage() + ".",
                            "The parameters to install it with are wrong, or this program is damaged.",
                            "Check the parameters, or install this program again.",
                            e);
                }
            }

            @Override
            public void powerDown(SimulatedCard card) {
                card.close();
            }
        };
    }

    /** What a card that cannot be read or stored looks like from outside. */
    static TransportException failure(CardFileException e) {
        Problem problem = e.reason() == CardFileException.Reason.LOCKED ? Problem.CARD_IN_USE : Problem.CARD_MUTE;
        return new TransportException(problem, e.happened(), e.likelyCause(), e.remedy(), e);
    }
}
