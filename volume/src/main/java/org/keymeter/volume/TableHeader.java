package org.keymeter.volume;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.ByteString;

/**
 * What stands at the start of a table (docs/VOLUME.md, section 2).
 *
 * @param sequence counts the updates, modulo 2^64
 * @param volumeId 16 random bytes
 * @param geometry sizes
 * @param recipients one or two; the first is the one the table was made for, until it is removed
 * @param lastSerial the largest serial number that a recipient ever had
 */
record TableHeader(long sequence, ByteString volumeId, Geometry geometry, List<Recipient> recipients, int lastSerial) {
    static final int VERSION = 1;

    private static final byte[] MAGIC = "Keymeter volume\n".getBytes(StandardCharsets.US_ASCII);
    private static final int RECIPIENTS_OFFSET = 96;
    private static final int RECIPIENT_LENGTH = 96;
    private static final int LABEL_MAXIMUM = 32;
    private static final int ID_LENGTH = 16;
    private static final int CHECKSUM_LENGTH = 32;
    private static final int CHECKSUM_OFFSET = Geometry.HEADER_LENGTH - CHECKSUM_LENGTH;

    TableHeader {
        recipients = List.copyOf(recipients);
    }

    Optional<Recipient> recipient(ByteString identity) {
        return recipients.stream()
                .filter(recipient -> recipient.identity().equals(identity))
                .findFirst();
    }

    boolean hasRecipient(int serial) {
        return recipients.stream().anyMatch(recipient -> recipient.serial() == serial);
    }

    /** The next state, with this recipient in the place of the one of the same serial. */
    TableHeader with(Recipient changed) {
        List<Recipient> next = recipients.stream()
                .map(recipient -> recipient.serial() == changed.serial() ? changed : recipient)
                .toList();
        return new TableHeader(sequence + 1, volumeId, geometry, next, lastSerial);
    }

    TableHeader with(Geometry changed) {
        return new TableHeader(sequence + 1, volumeId, changed, recipients, lastSerial);
    }

    /** Of two copies that differ, the one that was written last. */
    boolean isNewerThan(TableHeader other) {
        return sequence - other.sequence > 0;
    }

    /** One copy. */
    ByteBuffer encode() {
        ByteBuffer target = ByteBuffer.allocate(Geometry.HEADER_LENGTH);
        target.put(MAGIC)
                .putShort((short) VERSION)
                .putShort((short) 0)
                .putInt(0)
                .putLong(sequence);
        target.put(volumeId.toByteArray());
        target.putLong(geometry.volumeSize()).putLong(geometry.segmentSize()).putShort((short) lastSerial);
        for (int place = 0; place < recipients.size(); place++) {
            encode(recipients.get(place), target.position(RECIPIENTS_OFFSET + place * RECIPIENT_LENGTH));
        }
        return target.put(CHECKSUM_OFFSET, checksum(target)).clear();
    }

    private static void encode(Recipient recipient, ByteBuffer target) {
        byte[] label = recipient.label().getBytes(StandardCharsets.UTF_8);
        target.putShort((short) recipient.serial())
                .putShort((short) recipient.generation())
                .putShort((short) recipient.oldestGeneration())
                .putShort((short) 0)
                .put(recipient.identity().toByteArray())
                .put(recipient.deviceId().toByteArray())
                .put((byte) label.length)
                .put(label);
    }

    private static byte[] checksum(ByteBuffer copy) {
        MessageDigest digest = SlotCodec.sha256();
        digest.update(copy.duplicate().clear().limit(CHECKSUM_OFFSET));
        return digest.digest();
    }

    static boolean hasMagic(ByteBuffer copy) {
        byte[] magic = new byte[MAGIC.length];
        copy.get(0, magic);
        return Arrays.equals(magic, MAGIC);
    }

    static boolean isWhole(ByteBuffer copy) {
        byte[] checksum = new byte[CHECKSUM_LENGTH];
        copy.get(CHECKSUM_OFFSET, checksum);
        return hasMagic(copy) && MessageDigest.isEqual(checksum, checksum(copy));
    }

    /** Stands in the same place in all versions. */
    static int version(ByteBuffer copy) {
        return Short.toUnsignedInt(copy.getShort(MAGIC.length));
    }

    /**
     * @param copy whole, of this version
     * @return nothing if a field has a value that this version does not know, whatever the checksum says
     */
    static Optional<TableHeader> decode(ByteBuffer copy) {
        try {
            ByteBuffer source = copy.duplicate().clear().position(MAGIC.length + 8);
            long sequence = source.getLong();
            ByteString volumeId = bytes(source, ID_LENGTH);
            Geometry geometry = new Geometry(source.getLong(), source.getLong());
            int lastSerial = Short.toUnsignedInt(source.getShort());
            TableHeader header =
                    new TableHeader(sequence, volumeId, geometry, decodeRecipients(source, lastSerial), lastSerial);
            // Encoding it again shows whether anything stands where this version has nothing.
            boolean isKnown = header.encode()
                    .limit(CHECKSUM_OFFSET)
                    .equals(copy.duplicate().clear().limit(CHECKSUM_OFFSET));
            return isKnown ? Optional.of(header) : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException unknownValue) {
            return Optional.empty();
        }
    }

    private static List<Recipient> decodeRecipients(ByteBuffer source, int lastSerial) throws CharacterCodingException {
        List<Recipient> recipients = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (int place = 0; place < Slot.PLACES; place++) {
            source.position(RECIPIENTS_OFFSET + place * RECIPIENT_LENGTH);
            if (source.getShort(source.position()) != 0) {
                Recipient recipient = decodeRecipient(source);
                boolean isDistinct = seen.add(recipient.serial()) && seen.add(recipient.identity());
                require(isDistinct && recipient.serial() <= lastSerial);
                recipients.add(recipient);
            }
        }
        require(!recipients.isEmpty());
        return recipients;
    }

    private static Recipient decodeRecipient(ByteBuffer source) throws CharacterCodingException {
        int serial = Short.toUnsignedInt(source.getShort());
        int generation = Short.toUnsignedInt(source.getShort());
        int oldest = Short.toUnsignedInt(source.getShort());
        source.getShort();
        ByteString identity = bytes(source, ID_LENGTH);
        ByteString deviceId = bytes(source, ID_LENGTH);
        int labelLength = Byte.toUnsignedInt(source.get());
        require(oldest >= 1 && oldest <= generation && labelLength <= LABEL_MAXIMUM);
        ByteBuffer label = source.slice().limit(labelLength);
        CharBuffer characters = StandardCharsets.UTF_8.newDecoder().decode(label);
        return new Recipient(serial, generation, oldest, identity, deviceId, characters.toString());
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no header of this version");
        }
    }

    private static ByteString bytes(ByteBuffer source, int length) {
        byte[] bytes = new byte[length];
        source.get(bytes);
        return ByteString.of(bytes);
    }
}
