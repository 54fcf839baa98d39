package org.keymeter.cli.pin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.CardException;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "change",
        description = {
            "Changes a PIN. Needs the old one; a wrong one costs a try.",
            "Costs no uses. Also works while the audit log is full."
        },
        footer = {
            "  keymeter pin change user",
            "  keymeter pin change admin --admin-pin-file old.pin --new-pin-file new.pin"
        })
final class PinChangeCommand extends CardCommand {
    enum Which {
        user(Pin.USER),
        admin(Pin.ADMIN);

        private final Pin pin;

        Which(Pin pin) {
            this.pin = pin;
        }
    }

    @Parameters(paramLabel = "user|admin", description = "Which one.")
    private Which which;

    @Option(names = "--new-pin-file", paramLabel = "FILE", description = "The new PIN is the first line of this file.")
    private Optional<Path> newPinFile = Optional.empty();

    /** @param pin user or admin */
    record Changed(String pin, boolean changed) implements View {
        @Override
        public void describe(Page page) {
            page.line("The " + pin + " PIN is changed.");
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        try (Secret old = card.pins().read(which.pin);
                Secret replacement = card.pins().readNew(which.pin, newPinFile)) {
            card.session().pins().change(which.pin, old, replacement);
        }
        cli.output().print(new Changed(which.name(), true));
    }
}
