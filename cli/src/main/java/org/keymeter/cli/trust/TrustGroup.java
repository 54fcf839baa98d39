package org.keymeter.cli.trust;

import org.keymeter.cli.frame.CardCommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "trust",
        description = "Trust anchors: the CAs whose grants the card accepts.",
        subcommands = {TrustImportCommand.class, TrustListCommand.class, TrustRemoveCommand.class},
        footer = "  keymeter trust import ca.pem")
public final class TrustGroup extends CardCommandGroup {}
