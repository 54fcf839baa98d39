package org.keymeter.cli.volume;

import java.nio.file.Path;
import java.util.List;
import org.keymeter.card.ByteString;
import org.keymeter.card.Count;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import org.keymeter.volume.ByteSize;
import org.keymeter.volume.Recipient;
import org.keymeter.volume.TableInfo;

/**
 * A subkey table.
 *
 * @param file of the table
 * @param formatVersion of docs/VOLUME.md
 * @param volumeId 16 bytes
 * @param size of the volume in bytes
 * @param segmentSize in bytes
 * @param segments of the volume
 * @param withSubkey segments that have a subkey
 * @param damaged segments whose subkey is damaged
 * @param keys that the subkeys are wrapped under
 */
record TableView(
        String file,
        int formatVersion,
        ByteString volumeId,
        long size,
        long segmentSize,
        long segments,
        long withSubkey,
        long damaged,
        List<Key> keys)
        implements View {
    /**
     * @param label of the key when it became a recipient
     * @param identity 16 bytes
     * @param deviceId of its card, 16 bytes
     * @param generations subkeys by generation
     */
    record Key(String label, ByteString identity, ByteString deviceId, List<Generation> generations) {
        static Key of(Recipient recipient, TableInfo info) {
            return new Key(
                    recipient.label(),
                    recipient.identity(),
                    recipient.deviceId(),
                    info.survey().generations(recipient).entrySet().stream()
                            .map(entry -> new Generation(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }

    /**
     * @param generation of the key
     * @param subkeys wrapped under it
     */
    record Generation(int generation, long subkeys) {}

    static TableView of(Path file, TableInfo info) {
        return new TableView(
                file.toString(),
                info.formatVersion(),
                info.volumeId(),
                info.geometry().volumeSize(),
                info.geometry().segmentSize(),
                info.geometry().segments(),
                info.survey().present(),
                info.survey().damaged(),
                info.recipients().stream()
                        .map(recipient -> Key.of(recipient, info))
                        .toList());
    }

    @Override
    public void describe(Page page) {
        page.field("table", file);
        page.field("volume id", volumeId.toGroups());
        page.field(
                "size",
                ByteSize.print(size) + " in " + Count.of(segments, "segment") + " of " + ByteSize.print(segmentSize));
        page.field("subkeys", withSubkey + " of " + Count.of(segments, "segment"));
        if (damaged > 0) {
            page.field("damaged", Count.of(damaged, "segment") + ": restore the table from a backup");
        }
        for (Key key : keys) {
            page.field("key", key.label + ", " + key.identity.toGroups());
            for (Generation generation : key.generations) {
                page.field("", Count.of(generation.subkeys, "subkey") + " under generation " + generation.generation);
            }
        }
    }
}
