package org.keymeter.card;

import java.util.List;

/** Trust anchors: the CAs whose grants the card accepts. Importing and removing need the admin PIN. */
public final class AnchorCommands {
    AnchorCommands() {}

    /** All in use, by slot. */
    public List<AnchorInfo> readAll() throws CardException {
        throw new UnsupportedOperationException();
    }

    /** @throws CommandRefusedException 6A88 if the slot is empty */
    public AnchorInfo read(int slot) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * Into a free slot; a known SPKI keeps its slot and gets the new subject.
     *
     * @param subject DER Name, at most 256 bytes
     * @param spki DER SubjectPublicKeyInfo, at most 294 bytes
     * @return the slot
     */
    public int importAnchor(ByteString subject, ByteString spki) throws CardException {
        throw new UnsupportedOperationException();
    }

    /** Keys whose policies name it can no longer be refilled through it. */
    public void remove(int slot) throws CardException {
        throw new UnsupportedOperationException();
    }
}
