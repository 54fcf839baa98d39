package org.keymeter.cli.grant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.GrantVerdict;
import org.keymeter.card.grant.Redemption;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redeem",
        description = {
            "Shows a grant to the card, which verifies it itself up to a CA that the key's policy names, and sets the key's"
                    + " remaining uses to what is granted. Works once.",
            "A grant that the card would refuse is not even shown to it; exit code 4 and the reason either way, and the uses"
                    + " stay as they are."
        },
        footer = {"  keymeter grant redeem grant.pem", "  keymeter grant redeem grant.pem --chain intermediate.pem"})
final class GrantRedeemCommand extends CardCommand {
    @Parameters(paramLabel = "CERT", description = "The grant, PEM or DER.")
    private Path certificate;

    @Option(
            names = "--chain",
            arity = "1..*",
            paramLabel = "CERT",
            description = "Intermediate CA certificates, in any order; bundles too.")
    private List<Path> chain = List.of();

    private List<byte[]> files;

    /**
     * @param slot of the key
     * @param label of the key
     * @param identity 16 bytes
     * @param remainingBefore uses
     * @param remaining uses now
     */
    record Redeemed(int slot, String label, ByteString identity, long remainingBefore, long remaining) implements View {
        @Override
        public void describe(Page page) {
            page.line(
                    "Key '" + label + "' has " + Count.of(remaining, "use") + " now; it had " + remainingBefore + ".");
        }
    }

    @Override
    protected void check(Cli cli) throws IOException, InvalidFileException {
        files = new ArrayList<>(List.of(BoundedFile.read(certificate)));
        for (Path file : chain) {
            files.add(BoundedFile.read(file));
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        Redemption redemption = prepare(card);
        GrantVerdict verdict = redemption.judge(cli.surroundings().clock().instant());
        if (!verdict.isAccepted()) {
            throw new CliException(Failure.grant(verdict.refusal().orElseThrow(), verdict.detail()));
        }
        KeyInfo key = redemption.key().orElseThrow();
        card.verifyFor(key);
        long remaining = redemption.redeem(card.session());
        cli.output().print(new Redeemed(key.slot(), key.label(), key.identity(), key.remaining(), remaining));
    }

    private Redemption prepare(OpenCard card) throws CardException, IOException, CliException {
        try {
            return Redemption.prepare(card.session(), files);
        } catch (InvalidFileException e) {
            throw new CliException(new Failure(ExitCode.GRANT_REFUSED, e.happened(), "", e.remedy(), e.code()), e);
        }
    }
}
