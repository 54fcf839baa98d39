package org.keymeter.cli.card;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.Initialization;
import org.keymeter.card.Initialized;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.Secret;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.Labels;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.access.PinSources;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardUsingCommand;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = {
            "Initialises a card: gives it a name, a user PIN, an admin PIN (6 to 16 bytes each) and new keys of its own, and"
                    + " pins it.",
            "A card that is initialised already is wiped: all its keys, and with them whatever only they can open, are"
                    + " gone. That takes its admin PIN (which stays), asks first, and archives the audit log before."
        },
        footer = {
            "  keymeter card init --label 'Archive 1'",
            "  keymeter --reader sim:test.card card init --label Test --audit ring",
            "  keymeter card init --label 'Archive 1' --ack admin --pin-file user.pin --admin-pin-file admin.pin"
        })
final class CardInitCommand extends CardUsingCommand {
    @Option(
            names = "--label",
            required = true,
            paramLabel = "LABEL",
            description = "The card's name, at most 32 bytes.")
    private String label;

    enum Audit {
        forced,
        ring
    }

    enum Acknowledger {
        user,
        admin
    }

    @Option(
            names = "--audit",
            paramLabel = "forced|ring",
            description = "forced (default): the card refuses work rather than overwrite a record of its audit log that"
                    + " nobody has read. ring: the oldest record gives way.")
    private Audit audit = Audit.forced;

    @Option(
            names = "--ack",
            paramLabel = "user|admin",
            description = "Who may acknowledge the log, and so make room in it. user (default): commands do it by"
                    + " themselves, after archiving it. admin: only 'keymeter audit ack' with the admin PIN.")
    private Acknowledger acknowledger = Acknowledger.user;

    @Option(names = "--yes", description = "Wipe an initialised card without asking.")
    private boolean isConfirmed;

    @Override
    protected void run(Cli cli, CardAccess cards)
            throws CardException, IOException, InvalidFileException, CliException {
        Labels.require(label);
        CardSession session = cards.selectOrMake();
        if (session.applet().state() == CardState.INSTALLED) {
            try (session) {
                initializeBlank(cli, cards, session);
            }
        } else {
            try (OpenCard card = cards.trusted(session)) {
                initializeAgain(cli, cards, card);
            }
        }
    }

    private void initializeBlank(Cli cli, CardAccess cards, CardSession session)
            throws CardException, IOException, InvalidFileException, CliException {
        PinSources pins = cards.pins();
        try (Secret user = pins.readFirst(Pin.USER);
                Secret admin = pins.readFirst(Pin.ADMIN)) {
            session.openChannelUnpinned();
            initialize(cli, cards, session, user, admin);
        }
    }

    private void initializeAgain(Cli cli, CardAccess cards, OpenCard card)
            throws CardException, IOException, InvalidFileException, CliException {
        DeviceIdentity before = card.session().identity();
        if (!isConfirmed) {
            cli.prompt()
                    .require(
                            "This wipes the card: all its keys are lost, and whatever only they can open.",
                            "The card's name?",
                            card.info().label(),
                            "--yes");
        }
        PinSources pins = cards.pins();
        try (Secret admin = pins.read(Pin.ADMIN);
                Secret user = pins.readFirst(Pin.USER)) {
            card.session().pins().verify(Pin.ADMIN, admin);
            card.log().acknowledgeAll();
            initialize(cli, cards, card.session(), user, admin);
        }
        cards.trust().cards().pins().forget(before.deviceId());
    }

    private void initialize(Cli cli, CardAccess cards, CardSession session, Secret user, Secret admin)
            throws CardException, IOException {
        Initialized made =
                session.device().initialize(new Initialization(label, chosenOptions(), user, admin, Optional.empty()));
        cards.trust().cards().pin(session, PinnedDevice.Trust.INITIALISED_HERE);
        cli.output().print(IdentityView.of(made.identity(), label));
    }

    private Set<CardOption> chosenOptions() {
        Set<CardOption> options = EnumSet.noneOf(CardOption.class);
        if (audit == Audit.forced) {
            options.add(CardOption.FORCED_AUDIT);
        }
        if (acknowledger == Acknowledger.admin) {
            options.add(CardOption.ADMIN_ACKNOWLEDGES);
        }
        return options;
    }
}
