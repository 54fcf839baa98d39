package org.keymeter.gui.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.Folders;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrivateFiles;
import org.keymeter.card.grant.CaCertificate;

/** Certificates in a folder, each in a file of its own with the hash of its key as the name. */
public final class CertificateFolder implements KnownCertificates {
    private final Path folder;

    private CertificateFolder(Path folder) {
        this.folder = folder;
    }

    /** Among the user's data. */
    public static CertificateFolder in(Folders folders) {
        return new CertificateFolder(folders.data().resolve("certificates"));
    }

    @Override
    public Optional<CaCertificate> find(ByteString spkiHash) throws IOException {
        try {
            CaCertificate found = CaCertificate.parse(BoundedFile.read(file(spkiHash)));
            return found.fingerprint().equals(spkiHash) ? Optional.of(found) : Optional.empty();
        } catch (NoSuchFileException | InvalidFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public void remember(CaCertificate certificate) throws IOException {
        PrivateFiles.createDirectories(folder);
        Path file = file(certificate.fingerprint());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out =
                PrivateFiles.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(certificate.der().toByteArray());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(ByteString spkiHash) {
        return folder.resolve(spkiHash.toHex() + ".der");
    }
}
