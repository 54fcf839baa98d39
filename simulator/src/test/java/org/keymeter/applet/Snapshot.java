package org.keymeter.applet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javacard.security.AESKey;
import org.keymeter.protocol.Limit;

/**
 * What a card's persistent memory says at one moment, in the order of {@link Area}. Places that nothing refers to (empty slots, records no longer
 * outstanding, the succession that is not in force) are zeros here, whatever stands in them; key objects are left out.
 */
public final class Snapshot {
    private static final int KEY_LENGTH = Store.KEY_LENGTH;
    private static final int ANCHOR_LENGTH = Store.ANCHOR_LENGTH;
    private static final int MATERIAL_WORDS = 4;

    /** Parts of the image, and the bytes that each takes. */
    public enum Area {
        DEVICE(Store.DEVICE_LENGTH),
        SETUP_SECRET(Limit.SETUP_SECRET_LENGTH),
        KEYS_USED(Limit.KEY_SLOTS),
        ANCHORS_USED(Limit.ANCHOR_SLOTS),
        SPKIS_USED(Limit.SPKI_ENTRIES),
        WIPING(Limit.KEY_SLOTS),
        SPKIS(Limit.SPKI_ENTRIES * Store.SPKI_LENGTH),
        HEAD(Store.HEAD_LENGTH),
        TAIL(Store.TAIL_LENGTH),
        FAILURES(Limit.FAILURES_LENGTH),
        TRIES(2),
        KEYS(Limit.KEY_SLOTS * KEY_LENGTH),
        METERS(Limit.KEY_SLOTS * Store.METER_LENGTH),
        REQUESTS(Limit.KEY_SLOTS * Store.REQUEST_LENGTH),
        ANCHORS(Limit.ANCHOR_SLOTS * ANCHOR_LENGTH),
        SUCCESSION(Store.SUCCESSION_LENGTH + 2),
        RING(Limit.RECORD_COUNT * Limit.RECORD_LENGTH);

        private final int length;

        Area(int length) {
            this.length = length;
        }
    }

    private static final int[] STARTS = starts();

    private final byte[] image = new byte[STARTS[Area.values().length]];

    public Snapshot(Inside card) {
        put(Area.DEVICE, 0, card.device);
        put(Area.SETUP_SECRET, 0, card.setupSecret);
        put(Area.HEAD, 0, card.head);
        put(Area.TAIL, 0, card.tail);
        put(Area.FAILURES, 0, card.failures);
        image[start(Area.TRIES)] = card.userPin.getTriesRemaining();
        image[start(Area.TRIES) + 1] = card.adminPin.getTriesRemaining();
        put(Area.SUCCESSION, 0, card.succession());
        copyKeys(card);
        copyAnchors(card);
        copyRecords(card);
    }

    private static int[] starts() {
        Area[] areas = Area.values();
        int[] starts = new int[areas.length + 1];
        for (int i = 0; i < areas.length; i++) {
            starts[i + 1] = starts[i] + areas[i].length;
        }
        return starts;
    }

    private static int start(Area area) {
        return STARTS[area.ordinal()];
    }

    private void put(Area area, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, image, start(area) + at, bytes.length);
    }

    private void copyKeys(Inside card) {
        System.arraycopy(card.directory, Store.KEY_USED, image, start(Area.KEYS_USED), Limit.KEY_SLOTS);
        System.arraycopy(card.directory, Store.WIPE, image, start(Area.WIPING), Limit.KEY_SLOTS);
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (card.isKey(slot)) {
                put(Area.KEYS, slot * KEY_LENGTH, card.key(slot));
                // What stands behind the label is no part of it.
                int label = start(Area.KEYS) + slot * KEY_LENGTH + Store.KEY_LABEL;
                Arrays.fill(image, label + 1 + image[label], label + 1 + Limit.LABEL_MAXIMUM, (byte) 0);
                put(Area.METERS, slot * Store.METER_LENGTH, card.meter(slot));
                put(Area.REQUESTS, slot * Store.REQUEST_LENGTH, card.request(slot));
            }
        }
    }

    private void copyAnchors(Inside card) {
        System.arraycopy(card.directory, Store.SPKI_USED, image, start(Area.SPKIS_USED), Limit.SPKI_ENTRIES);
        for (int entry = 0; entry < Limit.SPKI_ENTRIES; entry++) {
            if (card.directory[Store.SPKI_USED + entry] != 0) {
                int at = entry * Store.SPKI_LENGTH;
                System.arraycopy(card.spkis, at, image, start(Area.SPKIS) + at, Store.SPKI_LENGTH);
            }
        }
        for (byte slot = 0; slot < Limit.ANCHOR_SLOTS; slot++) {
            byte[] body = card.anchor(slot);
            if (body != null) {
                image[start(Area.ANCHORS_USED) + slot] = 1;
                put(Area.ANCHORS, slot * ANCHOR_LENGTH, body);
            }
        }
    }

    private void copyRecords(Inside card) {
        for (long sequence = firstSequence(); sequence <= lastSequence(); sequence++) {
            int at = position(sequence);
            System.arraycopy(card.ring, at, image, start(Area.RING) + at, Limit.RECORD_LENGTH);
        }
    }

    private static int position(long sequence) {
        return (int) (sequence & 0xFF) * Limit.RECORD_LENGTH;
    }

    /** Whether an area is the same in another snapshot. */
    public boolean isSame(Area area, Snapshot other) {
        return area(area).equals(other.area(area));
    }

    /** Whether all of it is the same in another snapshot. */
    public boolean isSame(Snapshot other) {
        return Arrays.equals(image, other.image);
    }

    /** A view of an area, from 0 to its length. */
    public ByteBuffer area(Area area) {
        return ByteBuffer.wrap(image, start(area), area.length).slice().asReadOnlyBuffer();
    }

    private byte[] bytes(Area area, int at, int length) {
        return Arrays.copyOfRange(image, start(area) + at, start(area) + at + length);
    }

    private long u32(Area area, int at) {
        return ByteBuffer.wrap(image).getInt(start(area) + at) & 0xFFFFFFFFL;
    }

    private int u16(Area area, int at) {
        return ByteBuffer.wrap(image).getShort(start(area) + at) & 0xFFFF;
    }

    public boolean isInitialized() {
        return image[start(Area.DEVICE) + Store.STATE] == 1;
    }

    /** Code.OPTION_*. */
    public boolean hasOption(byte option) {
        return (image[start(Area.DEVICE) + Store.OPTIONS] & option) != 0;
    }

    public byte[] deviceId() {
        return bytes(Area.DEVICE, Store.DEVICE_ID, Limit.ID_LENGTH);
    }

    public long instance() {
        return u32(Area.DEVICE, Store.INSTANCE);
    }

    public int tries(boolean isAdmin) {
        return image[start(Area.TRIES) + (isAdmin ? 1 : 0)];
    }

    /** @param which 0 wrong PINs, 1 refused grants, 2 refused blobs */
    public int failures(int which) {
        return u16(Area.FAILURES, 2 * which);
    }

    public long firstSequence() {
        return u32(Area.TAIL, Store.SEQUENCE);
    }

    public long lastSequence() {
        return u32(Area.HEAD, Store.SEQUENCE);
    }

    public byte[] chainBefore() {
        return bytes(Area.TAIL, Store.CHAIN, Limit.HASH_LENGTH);
    }

    public byte[] chain() {
        return bytes(Area.HEAD, Store.CHAIN, Limit.HASH_LENGTH);
    }

    /** An outstanding record (48 bytes). */
    public byte[] record(long sequence) {
        return bytes(Area.RING, position(sequence), Limit.RECORD_LENGTH);
    }

    public boolean isKey(int slot) {
        return image[start(Area.KEYS_USED) + slot] != 0;
    }

    public boolean isAnchor(int slot) {
        return image[start(Area.ANCHORS_USED) + slot] != 0;
    }

    public byte[] identity(int slot) {
        return bytes(Area.KEYS, slot * KEY_LENGTH + Store.IDENTITY, Limit.ID_LENGTH);
    }

    public int generation(int slot) {
        return u16(Area.KEYS, slot * KEY_LENGTH + Store.GENERATION);
    }

    public boolean hasOldGeneration(int slot) {
        return image[start(Area.KEYS) + slot * KEY_LENGTH + Store.OLD] != 0;
    }

    /** Kind, label and policy: what never changes while the key lives. */
    public byte[] constants(int slot) {
        return bytes(Area.KEYS, slot * KEY_LENGTH + Store.KEY_LABEL, KEY_LENGTH - Store.KEY_LABEL);
    }

    public boolean needsPin(int slot) {
        return (image[start(Area.KEYS) + slot * KEY_LENGTH + Store.POLICY_FLAGS] & 1) != 0;
    }

    public boolean isRefillable(int slot) {
        return image[start(Area.KEYS) + slot * KEY_LENGTH + Store.POLICY_COUNT] != 0;
    }

    public long ceiling(int slot) {
        return u32(Area.KEYS, slot * KEY_LENGTH + Store.POLICY_CEILING);
    }

    /** 0: none. */
    public int burst(int slot) {
        return u16(Area.KEYS, slot * KEY_LENGTH + Store.POLICY_BURST);
    }

    /** 0: none. */
    public long lifetime(int slot) {
        return u32(Area.KEYS, slot * KEY_LENGTH + Store.POLICY_LIFETIME);
    }

    public long remaining(int slot) {
        return u32(Area.METERS, slot * Store.METER_LENGTH + Store.REMAINING);
    }

    public long spent(int slot) {
        return u32(Area.METERS, slot * Store.METER_LENGTH + Store.SPENT);
    }

    public long spentEver(int slot) {
        return u32(Area.METERS, slot * Store.METER_LENGTH + Store.SPENT_EVER);
    }

    public boolean isRequestPending(int slot) {
        return image[start(Area.REQUESTS) + slot * Store.REQUEST_LENGTH + Store.PENDING] != 0;
    }

    /** Nonce (16) and uses asked (u32). */
    public byte[] request(int slot) {
        return bytes(Area.REQUESTS, slot * Store.REQUEST_LENGTH + Store.NONCE, Limit.ID_LENGTH + Limit.U32_LENGTH);
    }

    /** Latest notBefore of a grant under an SPKI of the table. */
    public String date(int entry) {
        return new String(
                bytes(Area.SPKIS, entry * Store.SPKI_LENGTH + Store.SPKI_DATE, Limit.DATE_LENGTH),
                StandardCharsets.US_ASCII);
    }

    /** SHA-256 of an SPKI of the table, zeros for an entry that is free. */
    public byte[] spkiHash(int entry) {
        return bytes(Area.SPKIS, entry * Store.SPKI_LENGTH, Limit.HASH_LENGTH);
    }

    /** Whether the policy of a key names the SPKI with this hash, and an anchor with it is there. */
    public boolean isTrusted(int slot, byte[] spkiHash) {
        int mask = u16(Area.KEYS, slot * KEY_LENGTH + Store.ANCHORS);
        for (int anchor = 0; anchor < Limit.ANCHOR_SLOTS; anchor++) {
            int entry = image[start(Area.ANCHORS) + anchor * ANCHOR_LENGTH + Store.ANCHOR_SPKI_ENTRY];
            if (isAnchor(anchor) && (mask >> entry & 1) == 1 && Arrays.equals(spkiHash, spkiHash(entry))) {
                return true;
            }
        }
        return false;
    }

    /** Every run of eight bytes at a place divisible by eight in a master key of the card: what no answer may hold (P1). */
    public static Set<Long> masterKeyWords(Inside card) {
        Set<Long> words = new HashSet<>();
        for (AESKey key : card.masterKeys()) {
            if (key.isInitialized()) {
                ByteBuffer value = ByteBuffer.allocate(8 * MATERIAL_WORDS);
                key.getKey(value.array(), (short) 0);
                for (int i = 0; i < MATERIAL_WORDS; i++) {
                    words.add(value.getLong());
                }
            }
        }
        return words;
    }
}
