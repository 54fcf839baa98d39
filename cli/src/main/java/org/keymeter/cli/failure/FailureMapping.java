package org.keymeter.cli.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.keymeter.card.CardException;
import org.keymeter.card.ChannelException;
import org.keymeter.card.CommandRefusedException;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogFullException;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.PinBlockedException;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.TransportException;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.card.UnsupportedCardException;
import org.keymeter.card.UsesRefusedException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.ForeignDeviceException;
import org.keymeter.volume.VolumeException;

/** The one place where what went wrong becomes words and an exit code. */
public final class FailureMapping {
    private FailureMapping() {}

    public static Failure of(Exception cause) {
        if (cause instanceof CliException own) {
            return own.failure();
        } else if (cause instanceof CardException card) {
            return new Failure(
                    exit(card), card.happened() + state(card), card.likelyCause(), card.remedy(), card.code());
        } else if (cause instanceof InvalidFileException file) {
            String remedy = file.remedy().isEmpty() ? "Check that it is the file you mean." : file.remedy();
            return new Failure(exit(file), file.happened(), "", remedy, file.code());
        } else if (cause instanceof VolumeException volume) {
            return new Failure(exit(volume), volume.happened(), volume.likelyCause(), volume.remedy(), volume.code());
        } else if (cause instanceof IOException io) {
            return ofFile(io);
        } else if (cause instanceof IllegalArgumentException range) {
            return Failure.usage(
                    "A value is out of its range: " + range.getMessage() + ".", "Correct it; --help has the ranges.");
        }
        return new Failure(
                ExitCode.FAILED,
                "Something that should not happen: " + cause + ".",
                "An error in this program.",
                "Look at the card's state before you go on ('keymeter card status'), and report this.",
                "KM-L9");
    }

    /** By the type alone; {@code FailureMappingTest} holds this against all that the sealed hierarchy permits. */
    static ExitCode exit(CardException cause) {
        if (cause instanceof UsesRefusedException) {
            return ExitCode.QUOTA_SPENT;
        } else if (cause instanceof GrantRefusedException) {
            return ExitCode.GRANT_REFUSED;
        } else if (cause instanceof PinWrongException
                || cause instanceof PinBlockedException
                || cause instanceof NotAuthorisedException) {
            return ExitCode.PIN_REFUSED;
        } else if (cause instanceof LogFullException) {
            return ExitCode.LOG_FULL;
        } else if (cause instanceof UnknownDeviceException) {
            return ExitCode.VERIFICATION_FAILED;
        } else if (cause instanceof ChannelException channel) {
            return channel.problem() == ChannelException.Problem.NOT_PROVEN
                    ? ExitCode.VERIFICATION_FAILED
                    : ExitCode.FAILED;
        } else if (cause instanceof TransportException transport) {
            return transport.problem() == TransportException.Problem.FAILED ? ExitCode.FAILED : ExitCode.NO_CARD;
        } else if (cause instanceof UnsupportedCardException unsupported) {
            return unsupported.isKeymeterCard() ? ExitCode.FAILED : ExitCode.NO_CARD;
        } else if (cause instanceof CommandRefusedException || cause instanceof MalformedResponseException) {
            return ExitCode.FAILED;
        }
        throw new IllegalArgumentException(cause);
    }

    private static ExitCode exit(InvalidFileException cause) {
        return cause instanceof ForeignDeviceException ? ExitCode.VERIFICATION_FAILED : ExitCode.FAILED;
    }

    private static ExitCode exit(VolumeException cause) {
        return cause.problem() == VolumeException.Problem.NO_SUCH_SEGMENT ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static String state(CardException cause) {
        if (cause instanceof GrantRefusedException refused && refused.key().isPresent()) {
            KeyInfo key = refused.key().get();
            return " The uses of key '" + key.label() + "' are unchanged: " + key.remaining() + " left.";
        }
        return "";
    }

    private static Failure ofFile(IOException cause) {
        String name = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchFileException missing) {
            return ofMissing(Path.of(missing.getFile()));
        } else if (cause instanceof FileAlreadyExistsException) {
            return file("The file " + name + " is there already.", "Choose another name, or replace it with --force.");
        } else if (cause instanceof AccessDeniedException denied) {
            String kind = isFolder(denied.getFile()) ? "folder " : "file ";
            return file("The " + kind + name + " may not be read or written.", "Check its permissions.");
        } else if (cause instanceof FileSystemException whole && isFolder(whole.getFile())) {
            return file(whole.getFile() + " is a folder, not a file.", "Name a file.");
        }
        return file("A file could not be read or written: " + name + ".", "Check its name, permissions and the disk.");
    }

    private static boolean isFolder(String file) {
        return file != null && Files.isDirectory(Path.of(file));
    }

    private static Failure ofMissing(Path file) {
        Path folder = file.getParent();
        return folder == null || Files.isDirectory(folder)
                ? file("There is no file " + file + ".", "Check the name.")
                : file("There is no folder " + folder + ".", "Check the name, or make the folder first.");
    }

    private static Failure file(String happened, String remedy) {
        return new Failure(ExitCode.FAILED, happened, "", remedy, "KM-L2");
    }
}
