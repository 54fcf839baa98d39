package org.keymeter.cli.use;

import java.io.IOException;
import java.util.Arrays;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyFile;
import org.keymeter.card.WrappedBatch;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.protocol.Limit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "wrap",
        description = {
            "Wraps a subkey of your own: 16 to 64 bytes from standard input become a blob on standard output.",
            "Spends nothing: who wraps a subkey knows it. The blob opens only on this card, with this key and the same"
                    + " context, and each opening spends a use."
        },
        footer = {
            "  head -c 64 /dev/urandom | tee /dev/shm/luks.key | keymeter wrap archive --context disk1 >disk1.blob",
            "  cryptsetup luksAddKey /dev/sdb1 /dev/shm/luks.key; shred -u /dev/shm/luks.key"
        })
public final class WrapCommand extends CardCommand {
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
        card.verifyFor(key);
        try (Secret subkey = readSubkey(cli)) {
            WrappedBatch wrapped = card.session().uses().wrap(key.slot(), context, subkey);
            ByteString blob = wrapped.blobs().get(0).bytes();
            cli.output().write(new SubkeyFile(key.identity(), wrapped.generation(), blob).encode());
        }
    }

    private static Secret readSubkey(Cli cli) throws IOException, CliException {
        byte[] bytes = new byte[Limit.SUBKEY_MAXIMUM + 1];
        try {
            int length = cli.surroundings().in().readNBytes(bytes, 0, bytes.length);
            requireLength(length);
            return Secret.take(Arrays.copyOf(bytes, length));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void requireLength(int length) throws CliException {
        if (length < Limit.SUBKEY_MINIMUM || length > Limit.SUBKEY_MAXIMUM) {
            throw new CliException(Failure.usage(
                    "Standard input gave "
                            + (length > Limit.SUBKEY_MAXIMUM ? "more than 64 bytes" : Count.of(length, "byte"))
                            + "; a subkey has 16 to 64.",
                    "Give the subkey's bytes themselves, without a line end."));
        }
    }
}
