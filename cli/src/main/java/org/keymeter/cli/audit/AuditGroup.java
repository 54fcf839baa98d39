package org.keymeter.cli.audit;

import org.keymeter.cli.frame.CardCommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "audit",
        description = "The card's audit log: every event that took effect, chained by the card and signed.",
        subcommands = {AuditShowCommand.class, AuditExportCommand.class, AuditAckCommand.class, AuditVerifyCommand.class
        },
        footer = "  keymeter audit show")
public final class AuditGroup extends CardCommandGroup {}
