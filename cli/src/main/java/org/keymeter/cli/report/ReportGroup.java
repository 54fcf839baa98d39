package org.keymeter.cli.report;

import picocli.CommandLine.Command;

@Command(
        name = "report",
        description = "Usage reports that a card signed ('keymeter card report').",
        subcommands = ReportVerifyCommand.class,
        footer = "  keymeter report verify --device-key device-key.pem report.bin")
public final class ReportGroup {}
