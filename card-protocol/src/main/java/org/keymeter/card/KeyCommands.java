package org.keymeter.card;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Tag;

/** Metered keys and their generations. All but reading needs the admin PIN. */
public final class KeyCommands {
    private final CardLink link;

    KeyCommands(CardLink link) {
        this.link = link;
    }

    /** All in use, by slot. */
    public List<KeyInfo> readAll() throws CardException {
        List<KeyInfo> keys = new ArrayList<>();
        for (int slot : new TreeSet<>(link.readDevice().keySlots())) {
            keys.add(read(slot));
        }
        return keys;
    }

    /**
     * @param slot 0 to 7
     * @throws CommandRefusedException 6A88 if the slot is empty
     */
    public KeyInfo read(int slot) throws CardException {
        Slots.check(slot);
        ByteReader reader = link.readObject(Operation.READ_KEY, Tag.KEY + slot);
        KeyInfo key = ObjectReader.key(reader);
        Slots.demandSame(reader, slot, key.slot());
        return key;
    }

    /**
     * A wrapping key in a free slot.
     *
     * @param label 1 to 32 bytes of UTF-8, not in use on the card
     * @param initialUses at most the policy's ceiling
     * @throws CommandRefusedException 6A89 if the label is in use, 6A84 if no slot is free, 6A88 if an anchor of the
     *     policy is not on the card
     */
    public CreatedKey create(String label, long initialUses, Policy policy) throws CardException {
        try (ByteWriter writer = new ByteWriter()) {
            writer.u8(Code.KIND_WRAPPING)
                    .lv(label.getBytes(StandardCharsets.UTF_8))
                    .u32(initialUses);
            PolicyCodec.write(policy, writer);
            ByteReader reader = new ByteReader(
                    "CREATE KEY",
                    link.send(
                            Operation.CREATE_KEY,
                            CommandApdu.proprietary(Ins.CREATE_KEY, Code.ANY_SLOT, writer.toByteArray())));
            CreatedKey key = new CreatedKey(Fields.slot(reader), reader.string(Limit.ID_LENGTH), reader.u16());
            reader.end();
            return key;
        }
    }

    /**
     * For good, with all that it protects.
     *
     * @param identity of the key in the slot: another one is refused (6A80)
     */
    public void delete(int slot, ByteString identity) throws CardException {
        send(Operation.DELETE_KEY, Ins.DELETE_KEY, slot, identity).end();
    }

    /**
     * Makes the next generation; the one before stays until it is retired. Returns an open lease.
     *
     * @return its number
     * @throws CommandRefusedException 6985 while an old one is present
     */
    public int makeGeneration(int slot, ByteString identity) throws CardException {
        ByteReader reader = send(Operation.MAKE_GENERATION, Ins.MAKE_GENERATION, slot, identity);
        int generation = reader.u16();
        reader.end();
        return generation;
    }

    /**
     * Wipes the old generation: what is still wrapped under it is lost. Returns an open lease.
     *
     * @throws CommandRefusedException 6985 without an old one
     */
    public void retireGeneration(int slot, ByteString identity) throws CardException {
        send(Operation.RETIRE_GENERATION, Ins.RETIRE_GENERATION, slot, identity).end();
    }

    private ByteReader send(Operation operation, byte ins, int slot, ByteString identity) throws CardException {
        Slots.check(slot);
        CommandApdu command = CommandApdu.proprietary(ins, slot, identity.toByteArray());
        return new ByteReader(operation.name().replace('_', ' '), link.send(operation, command));
    }
}
