package org.keymeter.cli.card;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.InputFiles;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardUsingCommand;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "pin",
        description = {
            "Pins the card in the reader: from now on this computer works with it, and with no other that claims to be it.",
            "The device key comes from the custodian ('keymeter card device-key' on the computer that set the card up)."
        },
        footer = "  keymeter card pin --device-key device-key.pem")
final class CardPinCommand extends CardUsingCommand {
    @Option(names = "--device-key", required = true, paramLabel = "PEM", description = "The custodian's record.")
    private Path deviceKey;

    @Override
    protected void run(Cli cli, CardAccess cards)
            throws CardException, IOException, InvalidFileException, CliException {
        DeviceKey expected = InputFiles.deviceKey(deviceKey);
        try (CardSession session = cards.selectInitialised()) {
            DeviceIdentity offered = session.openChannelUnpinned();
            if (!offered.deviceKey().equals(expected)) {
                throw new CliException(otherCard(offered, expected));
            }
            cards.trust().cards().pin(session, PinnedDevice.Trust.COMPARED);
            cli.output().print(IdentityView.of(offered, session.device().read().label()));
        }
    }

    private static Failure otherCard(DeviceIdentity offered, DeviceKey expected) {
        return new Failure(
                ExitCode.VERIFICATION_FAILED,
                "The card's device key, " + offered.deviceKey() + ", is not the one in the file, " + expected + ".",
                "It is another card, or was initialised again since the file was written.",
                "Insert the right card, or ask the custodian for its present device key.",
                "KM-D2");
    }
}
