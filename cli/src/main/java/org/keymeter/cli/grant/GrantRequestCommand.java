package org.keymeter.cli.grant;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.GrantDescription;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.access.Ranges;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "request",
        description = {
            "Has the card ask for uses: a certificate request (PKCS #10, PEM) signed by the card, to be sent to the approver.",
            "Spends nothing. It replaces the key's older request: a grant for that one is refused from now on. A grant sets"
                    + " the remaining uses, it does not add to them."
        },
        footer = {
            "  keymeter grant request archive --uses 200 --out grant.csr",
            "  openssl req -in grant.csr -noout -verify -text"
        })
final class GrantRequestCommand extends CardCommand {
    @Parameters(paramLabel = "K", description = "Slot or label of the key.")
    private String name;

    @Option(names = "--uses", required = true, paramLabel = "N", description = "1 to the key's ceiling.")
    private long uses;

    @Option(names = "--out", required = true, paramLabel = "CSR", description = "The file to write.")
    private Path out;

    @Mixin
    private OutputFile output = new OutputFile();

    @Override
    protected void check(Cli cli) throws IOException, CliException {
        Ranges.require("--uses", uses, 1, Integer.MAX_VALUE, "the largest ceiling");
        output.require(out);
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        KeyInfo key = card.readKey(name);
        Ranges.require("--uses", uses, 1, key.policy().ceiling(), "the key's ceiling");
        card.verifyFor(key);
        ByteString request = card.session().grants().request(key.slot(), uses);
        String pem = PemFile.write("CERTIFICATE REQUEST", request.toByteArray());
        output.write(out, pem);
        cli.output()
                .print(new GrantView(out.toString(), GrantDescription.of(GrantRequest.parse(request.toByteArray()))));
    }
}
