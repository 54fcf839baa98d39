package org.keymeter.volume;

/**
 * How large a volume is and how it is cut, and where that puts each slot of its table (docs/VOLUME.md, sections 1
 * and 3).
 *
 * @param volumeSize in bytes; a multiple of {@link #GRANULE}
 * @param segmentSize in bytes; a multiple of {@link #GRANULE}; the last segment may be shorter
 */
public record Geometry(long volumeSize, long segmentSize) {
    /** Sizes are multiples of this many bytes. */
    public static final int GRANULE = 4096;

    public static final long SEGMENTS_MAXIMUM = 1L << 40;

    static final int HEADER_LENGTH = 4096;
    static final int SLOT_LENGTH = 128;
    static final int PAGE_LENGTH = 4096;
    static final int PAGE_SLOTS = PAGE_LENGTH / SLOT_LENGTH;
    /** Pages that stand together before their second copies. */
    static final int GROUP_PAGES = 16;

    static final int GROUP_SLOTS = GROUP_PAGES * PAGE_SLOTS;
    /** One copy of a group. */
    static final int GROUP_LENGTH = GROUP_PAGES * PAGE_LENGTH;

    /** @throws IllegalArgumentException if the sizes are not as above, or make too many segments */
    public Geometry {
        requireGranules("volume", volumeSize);
        requireGranules("segment", segmentSize);
        if (segments(volumeSize, segmentSize) > SEGMENTS_MAXIMUM) {
            throw new IllegalArgumentException("more than 2^40 segments: make the segments larger");
        }
    }

    private static void requireGranules(String what, long size) {
        if (size <= 0 || size % GRANULE != 0) {
            throw new IllegalArgumentException(
                    "the " + what + " size must be a positive multiple of 4096 bytes, not " + size);
        }
    }

    private static long segments(long volumeSize, long segmentSize) {
        return (volumeSize - 1) / segmentSize + 1;
    }

    public long segments() {
        return segments(volumeSize, segmentSize);
    }

    long groups() {
        return (segments() - 1) / GROUP_SLOTS + 1;
    }

    /** Bytes of the table's file. */
    public long fileLength() {
        return groupPosition(groups(), 0);
    }

    /** @param copy 0 or 1 */
    static long headerPosition(int copy) {
        return (long) copy * HEADER_LENGTH;
    }

    /** @param copy 0 or 1 */
    static long groupPosition(long group, int copy) {
        return 2L * HEADER_LENGTH + (group * 2 + copy) * GROUP_LENGTH;
    }

    /** @param copy 0 or 1 */
    static long pagePosition(long page, int copy) {
        return groupPosition(page / GROUP_PAGES, copy) + page % GROUP_PAGES * PAGE_LENGTH;
    }
}
