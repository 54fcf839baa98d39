package org.keymeter.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The cards this user trusts, one file each in a folder. Written atomically; safe for several processes.
 */
public final class PinnedDevices {
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
        throw new UnsupportedOperationException(folder.toString());
    }

    /** @param deviceId 16 bytes */
    public Optional<PinnedDevice> find(ByteString deviceId) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The one whose device key this is. */
    public Optional<PinnedDevice> find(DeviceKey deviceKey) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Adds it, in place of an older pin of the same device id. Durable when this returns. */
    public void pin(PinnedDevice device) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * @param deviceId 16 bytes
     * @return whether there was one
     */
    public boolean forget(ByteString deviceId) throws IOException {
        throw new UnsupportedOperationException();
    }
}
