package org.keymeter.gui.rotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.desk.WorkingCard;
import org.keymeter.volume.CardKey;
import org.keymeter.volume.RoomKeepingKey;
import org.keymeter.volume.Rotation;
import org.keymeter.volume.RotationWatch;
import org.keymeter.volume.SubkeyCard;
import org.keymeter.volume.SubkeyTable;

/** Has a card rotate a key over its tables. On the thread of the card's reader, the admin PIN verified. */
final class RotationWork {
    private static final System.Logger LOG = System.getLogger(RotationWork.class.getName());

    private final WorkingCard card;
    private final int slot;
    private final List<Path> files;

    RotationWork(WorkingCard card, int slot, List<Path> files) {
        this.card = card;
        this.slot = slot;
        this.files = files;
    }

    /** What is done with the tables open. */
    interface Step<T> {
        T run(Rotation rotation) throws CardException, IOException;
    }

    <T> T run(RotationWatch watch, Step<T> step) throws CardException, IOException, InvalidFileException {
        boolean mayAcknowledge = !card.session().device().read().options().contains(CardOption.ADMIN_ACKNOWLEDGES);
        SubkeyCard key = new RoomKeepingKey(
                new CardKey(card.session(), slot),
                () -> {
                    if (mayAcknowledge) {
                        keepRoom();
                    }
                },
                watch::isCancelled);
        List<SubkeyTable> tables = new ArrayList<>();
        try {
            for (Path file : files) {
                tables.add(SubkeyTable.open(file));
            }
            return step.run(new Rotation(key, tables));
        } finally {
            for (SubkeyTable table : tables) {
                table.close();
            }
        }
    }

    /** Nobody is hindered by a disk that cannot take the archive, until the card's log is full. */
    private void keepRoom() throws CardException {
        try {
            card.log().keepRoom();
        } catch (IOException | InvalidFileException e) {
            LOG.log(System.Logger.Level.WARNING, "the log could not be archived: " + e.getMessage());
        }
    }
}
