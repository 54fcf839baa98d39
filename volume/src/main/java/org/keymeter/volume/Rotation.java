package org.keymeter.volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.CardException;
import org.keymeter.volume.SubkeyCard.KeyState;

/**
 * Moves the subkeys of one or several tables from one generation of their key to the next. It can be stopped, killed or
 * cut off at any moment and run again: the card and the tables themselves say how far it came. Until {@link #retire} both
 * generations are on the card, so that every blob opens at every moment.
 */
public final class Rotation {
    private final SubkeyCard card;
    private final List<SubkeyTable> tables;

    /**
     * @param card with the key, and the admin PIN verified
     * @param tables all that are wrapped under the key: what is left out is lost when the old generation is retired
     */
    public Rotation(SubkeyCard card, List<SubkeyTable> tables) {
        this.card = card;
        this.tables = List.copyOf(tables);
    }

    /**
     * Makes the next generation, unless the card still has an old one from a rotation not yet finished, and rewraps what is
     * old.
     *
     * @throws VolumeException if the key is not each table's
     */
    public RotationReport run(RotationWatch watch) throws IOException, CardException {
        KeyState key = card.readKey();
        requireRecipients(key);
        boolean isMaking = !key.hasOldGeneration();
        if (isMaking) {
            card.makeGeneration(key.identity());
            key = card.readKey();
        }
        return rewrap(key, isMaking, watch);
    }

    private void requireRecipients(KeyState key) throws VolumeException {
        for (SubkeyTable table : tables) {
            table.requireRecipient(key);
        }
    }

    private RotationReport rewrap(KeyState key, boolean isGenerationMade, RotationWatch watch)
            throws IOException, CardException {
        List<TableRotation> parts = new ArrayList<>();
        RotationTally tally = new RotationTally(watch);
        for (SubkeyTable table : tables) {
            TableRotation part = new TableRotation(card, key, table, tally);
            tally.expect(part.countOld());
            parts.add(part);
        }
        tally.start();
        for (TableRotation part : parts) {
            part.run();
        }
        return tally.report(key.generation(), isGenerationMade);
    }

    /** What to do about blobs that cannot be rewrapped. */
    public enum DamagedBlobs {
        /** Refuse to retire: a backup of the table may still have them whole, under the old generation. */
        KEEP_OLD_GENERATION,
        /** Retire all the same: these segments are lost with it. */
        GIVE_UP
    }

    /**
     * Destroys the old generation, after reading in every table that nothing depends on it.
     *
     * @throws VolumeException if there is no old generation, or a table still has blobs under it, or has damaged ones that
     *     were not given up
     */
    public void retire(DamagedBlobs damaged, RotationWatch watch) throws IOException, CardException {
        KeyState key = card.readKey();
        requireRecipients(key);
        if (!key.hasOldGeneration()) {
            throw new VolumeException(
                    VolumeException.Problem.NOTHING_TO_RETIRE,
                    "The key has only one generation on the card.",
                    "The old one was retired already, or no rotation was begun.",
                    "There is nothing to do.");
        }
        if (damaged == DamagedBlobs.GIVE_UP) {
            requireFinished(rewrap(key, false, watch));
        } else {
            for (SubkeyTable table : tables) {
                new TableRotation(card, key, table, new RotationTally(watch)).requireNothingOld();
            }
        }
        card.retireGeneration(key.identity());
    }

    private static void requireFinished(RotationReport report) throws VolumeException {
        if (report.isCancelled()) {
            throw new VolumeException(
                    VolumeException.Problem.OLD_BLOBS_REMAIN,
                    "Blobs are still under the old generation, which is kept.",
                    "The rotation was cancelled.",
                    "Run it again; it goes on where it stopped.");
        }
    }
}
