package org.keymeter.gui.refill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.Folders;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.GrantTerms;

/** The requests of this user's cards that wait for their answers, one file per key: a card does not show its request twice. */
final class KeptRequests {
    private final Path folder;

    /** @param folder made when it is first written to */
    KeptRequests(Path folder) {
        this.folder = folder;
    }

    static KeptRequests in(Folders folders) {
        return new KeptRequests(folders.data().resolve("requests"));
    }

    /** Keeps it in place of the key's older one. */
    KeptRequest keep(GrantRequest request) throws IOException {
        Path file = file(request.terms().deviceId(), request.terms().keyIdentity());
        PrivateFiles.createDirectories(folder);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out =
                PrivateFiles.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            out.write(ByteBuffer.wrap(KeptRequest.pem(request).getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return new KeptRequest(file, request, Files.getLastModifiedTime(file).toInstant());
    }

    /**
     * The request that the key waits for, if it was made here: empty also if the file is damaged, or of another instance of
     * the card or generation of the key.
     *
     * @param deviceId of the card
     * @param instance of the card
     */
    Optional<KeptRequest> find(ByteString deviceId, long instance, KeyInfo key) throws IOException {
        Path file = file(deviceId, key.identity());
        try {
            GrantRequest request = GrantRequest.parse(BoundedFile.read(file));
            GrantTerms terms = request.terms();
            boolean fits = key.isRequestPending()
                    && terms.deviceId().equals(deviceId)
                    && terms.instance() == instance
                    && terms.keyIdentity().equals(key.identity())
                    && terms.generation() == key.generation();
            return fits
                    ? Optional.of(new KeptRequest(
                            file, request, Files.getLastModifiedTime(file).toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException | InvalidFileException none) {
            return Optional.empty();
        }
    }

    /** Forgets what is not waited for any more; nothing happens if nothing is kept. */
    void forget(ByteString deviceId, ByteString keyIdentity) throws IOException {
        Files.deleteIfExists(file(deviceId, keyIdentity));
    }

    /** The same for a request that was made before this moment. */
    void forgetOlder(ByteString deviceId, ByteString keyIdentity, Instant moment) throws IOException {
        Path file = file(deviceId, keyIdentity);
        if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(moment)) {
            Files.deleteIfExists(file);
        }
    }

    private Path file(ByteString deviceId, ByteString keyIdentity) {
        return folder.resolve(deviceId.toHex() + "-" + keyIdentity.toHex() + ".csr");
    }
}
