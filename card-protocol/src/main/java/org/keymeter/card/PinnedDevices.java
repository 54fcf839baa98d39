package org.keymeter.card;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.file.PrivateFiles;

/**
 * The cards this user trusts, one file each in a folder. Written atomically, so that several processes may use it,
 * and a
 * file is either the old or the new one after a crash.
 */
public final class PinnedDevices {
    private static final String SUFFIX = ".pin";
    /** No pin is longer; bounds what a foreign file makes this read. */
    private static final int FILE_MAXIMUM = 8192;

    private final Path folder;

    /** @param folder made when it is first written to */
    public PinnedDevices(Path folder) {
        this.folder = folder;
    }

    /** Those of a user: the folder "pins" of the data folder. */
    public static PinnedDevices in(Folders folders) {
        return new PinnedDevices(folders.data().resolve("pins"));
    }

    /**
     * All, by label.
     *
     * @throws IOException if a file cannot be read, or was damaged (named in the message)
     */
    public List<PinnedDevice> list() throws IOException {
        List<PinnedDevice> devices = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (Path file : files) {
                    read(file).ifPresent(devices::add);
                }
            }
        }
        devices.sort(Comparator.comparing(PinnedDevice::label)
                .thenComparing(device -> device.identity().deviceId().toHex()));
        return devices;
    }

    /** @param deviceId 16 bytes */
    public Optional<PinnedDevice> find(ByteString deviceId) throws IOException {
        return read(file(deviceId));
    }

    /** Adds it, in place of an older pin of the same device id. Durable when this returns. */
    public void pin(PinnedDevice device) throws IOException {
        PrivateFiles.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "new", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer text = PinFile.encode(device);
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(temporary, file(device.identity().deviceId()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        // ATOMIC: a rename survives a crash once its folder is on the disk.
        PrivateFiles.force(folder);
    }

    /**
     * @param deviceId 16 bytes
     * @return whether there was one
     */
    public boolean forget(ByteString deviceId) throws IOException {
        boolean existed = Files.deleteIfExists(file(deviceId));
        if (existed) {
            PrivateFiles.force(folder);
        }
        return existed;
    }

    private Path file(ByteString deviceId) {
        return folder.resolve(deviceId.toHex() + SUFFIX);
    }

    /** Empty if there is no such file (any more). */
    private static Optional<PinnedDevice> read(Path file) throws IOException {
        try {
            if (Files.size(file) > FILE_MAXIMUM) {
                throw new IOException(file + " is no pin of a card: it is too long");
            }
            return Optional.of(PinFile.decode(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedResponseException e) {
            throw new IOException(file + " is damaged; delete it and pin the card again", e);
        }
    }
}
