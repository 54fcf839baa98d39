package org.keymeter.cli.grant;

import org.keymeter.cli.frame.CardCommandGroup;
import picocli.CommandLine.Command;

@Command(
        name = "grant",
        description = {
            "Requests and grants: the card asks, an approver's CA answers with a certificate, the card refills the key.",
            "The approver needs no Keymeter: docs/CA-RECIPES.md has the lines for OpenSSL, EJBCA and step-ca."
        },
        subcommands = {
            GrantRequestCommand.class,
            GrantShowCommand.class,
            GrantRedeemCommand.class,
            GrantIssueCommand.class
        },
        footer = "  keymeter grant request archive --uses 200 --out grant.csr")
public final class GrantGroup extends CardCommandGroup {}
