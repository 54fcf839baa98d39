package org.keymeter.card;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Tag;

/** Trust anchors: the CAs whose grants the card accepts. Importing and removing need the admin PIN. */
public final class AnchorCommands {
    private final CardLink link;

    AnchorCommands(CardLink link) {
        this.link = link;
    }

    /** All in use, by slot. */
    public List<AnchorInfo> readAll() throws CardException {
        List<AnchorInfo> anchors = new ArrayList<>();
        for (int slot : new TreeSet<>(link.readDevice().anchorSlots())) {
            anchors.add(read(slot));
        }
        return anchors;
    }

    /**
     * @param slot 0 to 7
     * @throws CommandRefusedException 6A88 if the slot is empty
     */
    public AnchorInfo read(int slot) throws CardException {
        Slots.check(slot);
        ByteReader reader = link.readObject(Operation.READ_ANCHOR, Tag.ANCHOR + slot);
        AnchorInfo anchor = ObjectReader.anchor(reader);
        Slots.demandSame(reader, slot, anchor.slot());
        return anchor;
    }

    /**
     * Into a free slot; a known SPKI keeps its slot and gets the new subject.
     *
     * @param subject DER Name, at most 256 bytes
     * @param spki DER SubjectPublicKeyInfo, at most 294 bytes
     * @return the slot
     * @throws CommandRefusedException 9803 if the card lacks the kind of key, 6A84 if there is no room
     */
    public int importAnchor(ByteString subject, ByteString spki) throws CardException {
        try (ByteWriter writer = new ByteWriter()) {
            byte[] data = writer.lv16(subject.toByteArray()).string(spki).toByteArray();
            ByteReader reader = new ByteReader(
                    "IMPORT ANCHOR",
                    link.send(
                            Operation.IMPORT_ANCHOR, CommandApdu.proprietary(Ins.IMPORT_ANCHOR, Code.ANY_SLOT, data)));
            int slot = Fields.slot(reader);
            reader.end();
            return slot;
        }
    }

    /**
     * Keys whose policies name it can no longer be refilled through it.
     *
     * @param slot 0 to 7
     */
    public void remove(int slot) throws CardException {
        Slots.check(slot);
        link.send(Operation.REMOVE_ANCHOR, CommandApdu.proprietary(Ins.REMOVE_ANCHOR, slot));
    }
}
