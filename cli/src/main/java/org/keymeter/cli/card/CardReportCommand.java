package org.keymeter.cli.card;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.Nonces;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.report.ReportView;
import org.keymeter.cli.terminal.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = {
            "Has the card sign an account of its meters, to be verified by anybody with 'keymeter report verify'.",
            "The nonce comes from whoever wants the report and shows that it is no older than their question."
        },
        footer = "  keymeter card report --nonce $(openssl rand -hex 32) --out report.bin")
final class CardReportCommand extends CardCommand {
    @Option(names = "--nonce", required = true, paramLabel = "HEX", description = "64 hexadecimal digits.")
    private String nonce;

    @Option(names = "--out", required = true, paramLabel = "F", description = "The file to write.")
    private Path out;

    @Mixin
    private OutputFile output = new OutputFile();

    private ByteString question;

    @Override
    protected void check(Cli cli) throws IOException, CliException {
        question = Nonces.parse(nonce);
        output.require(out);
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        UsageReport report = UsageReport.of(card.session().log().signReport(question));
        output.write(out, report.toFile());
        cli.output().print(new ReportView(report));
    }
}
