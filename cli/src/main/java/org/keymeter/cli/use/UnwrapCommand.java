package org.keymeter.cli.use;

import java.io.IOException;
import java.util.List;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.card.SubkeyFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "unwrap",
        description = {
            "Opens a blob that 'keymeter wrap' made: the blob from standard input becomes the subkey on standard output.",
            "Spends one use, also if the blob turns out to be damaged or bound to another context. Exit code 3 if there is"
                    + " none left."
        },
        footer = {"  keymeter unwrap archive --context disk1 <disk1.blob | cryptsetup open /dev/sdb1 disk1 --key-file=-"
        })
public final class UnwrapCommand extends CardCommand {
    @Mixin
    private BlobOptions options = new BlobOptions();

    private ByteString context;

    @Override
    protected void check(Cli cli) throws CliException {
        BlobOptions.requireNoJson(cli);
        context = options.context();
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        KeyInfo key = options.readKey(card);
        SubkeyFile file = SubkeyFile.parse(cli.surroundings().in().readNBytes(SubkeyFile.LENGTH_MAXIMUM + 1));
        if (!file.keyIdentity().equals(key.identity())) {
            throw new InvalidFileException(
                    "Key '" + key.label() + "' did not wrap this blob. No use was spent.",
                    "Name the key that did, or insert the card that has it.");
        }
        card.verifyFor(key);
        List<Blob> blobs = List.of(new Blob(ByteString.EMPTY, file.blob()));
        try (SubkeyBatch opened = card.session().uses().unwrap(key.slot(), file.generation(), context, blobs)) {
            if (!opened.isOpened(0)) {
                throw new CliException(Failure.verification(
                        "The card refused the blob. It spent a use, as any try does.",
                        "It was wrapped with another context, or the blob was changed.",
                        "Give the context it was wrapped with, letter by letter; if that was right, get the blob from a"
                                + " backup."));
            }
            cli.output().write(opened.subkey(0).expose());
        }
    }
}
