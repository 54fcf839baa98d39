package org.keymeter.cli.frame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.PinSources;
import org.keymeter.cli.access.ReaderChoice;
import org.keymeter.cli.access.TrustDecision;
import org.keymeter.cli.failure.CliException;

/** What the {@link CardOptions} of a line said, and the access to the card that follows from it. */
final class CardChoices {
    private final Map<Pin, Path> pinFiles = new EnumMap<>(Pin.class);
    private String reader = ReaderChoice.SIMULATED;
    private boolean isTrustingFirstUse;

    void setReader(String name) {
        reader = name;
    }

    void setTrustingFirstUse(boolean isTrusting) {
        isTrustingFirstUse = isTrusting;
    }

    void setPinFile(Pin which, Path file) {
        pinFiles.put(which, file);
    }

    /** @throws CliException if the reader's name is none */
    CardAccess access(Cli cli) throws CliException, IOException {
        Surroundings surroundings = cli.surroundings();
        return new CardAccess(
                surroundings.readers(),
                ReaderChoice.of(reader, surroundings.folders()),
                new TrustDecision(
                        new TrustedCards(PinnedDevices.in(surroundings.folders()), surroundings.clock()),
                        cli.prompt(),
                        cli.output(),
                        isTrustingFirstUse),
                new PinSources(pinFiles, surroundings.environment(), cli.prompt()),
                AuditArchive.folder(surroundings.folders()),
                cli.output(),
                surroundings.interruption());
    }
}
