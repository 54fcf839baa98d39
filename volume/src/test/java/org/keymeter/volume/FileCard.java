package org.keymeter.volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;

/** A {@link SoftwareCard} whose generations outlive the process. */
final class FileCard extends SoftwareCard {
    private final Path file;

    private FileCard(Path file, int generation, boolean hasOldGeneration) {
        super("disk", generation, hasOldGeneration);
        this.file = file;
    }

    static FileCard open(Path file) throws IOException {
        String[] words = Files.exists(file) ? Files.readString(file).split(" ") : new String[] {"1", "false"};
        return new FileCard(file, Integer.parseInt(words[0]), Boolean.parseBoolean(words[1]));
    }

    private void save() {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, state().generation() + " " + state().hasOldGeneration());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void makeGeneration(ByteString identity) throws CardException {
        super.makeGeneration(identity);
        save();
    }

    @Override
    public void retireGeneration(ByteString identity) throws CardException {
        super.retireGeneration(identity);
        save();
    }
}
