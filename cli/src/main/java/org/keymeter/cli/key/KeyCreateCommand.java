package org.keymeter.cli.key;

import java.io.IOException;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.Labels;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.access.Ranges;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = {
            "Makes a key in a free slot. Its policy is fixed for its life: nothing loosens it, and no use comes from"
                    + " anywhere but a grant.",
            "Needs the admin PIN. The key starts with 0 uses unless --initial-uses says otherwise."
        },
        footer = {
            "  keymeter key create --label archive --ceiling 200",
            "  keymeter key create --label archive --ceiling 200 --initial-uses 200 --anchors 0,1 --intermediates 1",
            "  keymeter key create --label laptop --ceiling 50 --burst 10 --lease 5"
        })
final class KeyCreateCommand extends CardCommand {
    @Option(names = "--label", required = true, paramLabel = "L", description = "Its name, at most 32 bytes.")
    private String label;

    @Option(names = "--ceiling", required = true, paramLabel = "N", description = "The most uses that a grant can set.")
    private long ceiling;

    @Option(
            names = "--anchors",
            paramLabel = "all|none|N,N",
            description =
                    "The CAs whose grants refill it, by slot. all (default): those present now. none: it can never be"
                            + " refilled.")
    private String anchors = AnchorChoice.ALL;

    @Option(
            names = "--intermediates",
            paramLabel = "0..2",
            description = "CA certificates allowed between such a CA and the grant (default: 0).")
    private int intermediates;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "Uses per entry of the user PIN: protects a session left open (default: no limit).")
    private int burst;

    @Option(names = "--lifetime", paramLabel = "N", description = "Uses in its whole life (default: no limit).")
    private long lifetime;

    @Option(
            names = "--lease",
            paramLabel = "N",
            description = "Uses that the card takes off the meter at once; what a session leaves over goes back, but a"
                    + " pulled card loses up to N-1 (default: 1).")
    private int lease = 1;

    @Option(names = "--no-pin", description = "Using it needs no user PIN.")
    private boolean isWithoutPin;

    @Option(
            names = "--initial-uses",
            paramLabel = "N",
            description = "Uses to start with, at most the ceiling (default: 0).")
    private long initialUses;

    @Override
    protected void check(Cli cli) throws CliException {
        Labels.require(label);
        policy(List.of());
        Ranges.require("--initial-uses", initialUses, 0, ceiling, "the ceiling");
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        List<AnchorInfo> present = card.session().anchors().readAll();
        Policy policy = policy(AnchorChoice.resolve(anchors, present));
        requireNewLabel(card.session().keys().readAll());
        card.verify(Pin.ADMIN);
        CreatedKey key = card.session().keys().create(label, initialUses, policy);
        warn(cli.output(), policy);
        cli.output().print(KeyView.of(card.session().keys().read(key.slot()), present));
    }

    private void requireNewLabel(List<KeyInfo> keys) throws CliException {
        for (KeyInfo key : keys) {
            if (key.label().equals(label)) {
                throw new CliException(new Failure(
                        ExitCode.FAILED,
                        "This card has a key '" + label + "' already, in slot " + key.slot() + ".",
                        "",
                        "Choose another label.",
                        "KM-6A89"));
            }
        }
    }

    private Policy policy(List<ByteString> named) throws CliException {
        try {
            return new Policy(!isWithoutPin, intermediates, ceiling, burst, lifetime, lease, named);
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    Failure.usage(
                            "That is no policy that a card takes: " + e.getMessage() + ".", "Correct the option."),
                    e);
        }
    }

    private static void warn(Output output, Policy policy) {
        if (!policy.isPinRequired()) {
            output.remark("WARNING: this key needs no PIN. Anybody who has the card can spend its uses.");
        }
        if (!policy.isRefillable()) {
            output.remark(
                    "WARNING: this key names no CA. It can never be refilled: once its uses are spent, what it protects"
                            + " is lost."
                            + (policy.isPinRequired()
                                    ? " Whoever has the admin PIN can set a new user PIN and spend what is left."
                                    : ""));
        } else if (policy.anchors().size() == 1) {
            output.remark(
                    "WARNING: this key names one CA only. If that CA's key is lost, nobody can refill this key, and"
                            + " what it protects is lost with its last use. Name a second CA, or keep a second recipient.");
        }
    }
}
