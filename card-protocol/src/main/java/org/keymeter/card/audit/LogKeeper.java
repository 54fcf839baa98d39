package org.keymeter.card.audit;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.file.InvalidFileException;

/** The log of a card behind an open channel, and its archive in the user's data folder. */
public final class LogKeeper {
    private final CardSession session;
    private final Path folder;

    /** @param folder of the user's archives */
    public LogKeeper(CardSession session, Path folder) {
        this.session = session;
        this.folder = folder;
    }

    /** What is done with card and archive while the archive is locked. */
    public interface Work<T> {
        T run(AuditReader reader, AuditArchive archive) throws CardException, IOException, InvalidFileException;
    }

    public <T> T run(Work<T> work) throws CardException, IOException, InvalidFileException {
        DeviceIdentity identity = session.identity();
        try (AuditArchive archive = AuditArchive.open(folder, identity.deviceId(), identity.instance())) {
            return work.run(new AuditReader(session.log(), archive), archive);
        }
    }

    /** Archives the whole log and acknowledges it; needs the authority for that. */
    public void acknowledgeAll() throws CardException, IOException, InvalidFileException {
        run((reader, archive) -> reader.acknowledge(reader.read().state().last()));
    }

    /**
     * Archives and acknowledges the log once it is three quarters full; needs the authority for that.
     *
     * @return whether it did
     */
    public boolean keepRoom() throws CardException, IOException, InvalidFileException {
        return run((reader, archive) -> reader.keepRoom(true));
    }
}
