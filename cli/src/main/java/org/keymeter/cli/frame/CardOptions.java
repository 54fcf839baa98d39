package org.keymeter.cli.frame;

import java.nio.file.Path;
import org.keymeter.card.Pin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of commands that use a card, and of what stands before these on the line. Wherever they are given, they are
 * kept in one place for the run; of two, the later one counts.
 */
public final class CardOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private CardChoices choices() {
        return ((GlobalOptions) command.root().userObject()).cardChoices();
    }

    @Option(
            names = "--reader",
            paramLabel = "NAME|sim|sim:FILE",
            description = "The card reader: a name that 'keymeter reader list' shows, the simulated card (sim, the"
                    + " default) or the simulated card in a file.")
    private void setReader(String name) {
        choices().setReader(name);
    }

    @Option(
            names = "--trust-first-use",
            description = "Pin a card that was never seen before without comparing its fingerprint.")
    private void setTrustingFirstUse(boolean isTrusting) {
        choices().setTrustingFirstUse(isTrusting);
    }

    @Option(
            names = "--pin-file",
            paramLabel = "FILE",
            description = "The user PIN is the first line of this file. Else: KEYMETER_PIN, else you are asked.")
    private void setUserPinFile(Path file) {
        choices().setPinFile(Pin.USER, file);
    }

    @Option(
            names = "--admin-pin-file",
            paramLabel = "FILE",
            description = "The admin PIN is the first line of this file. Else: KEYMETER_ADMIN_PIN, else you are asked.")
    private void setAdminPinFile(Path file) {
        choices().setPinFile(Pin.ADMIN, file);
    }
}
