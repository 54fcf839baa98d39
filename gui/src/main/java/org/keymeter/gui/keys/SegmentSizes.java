package org.keymeter.gui.keys;

import java.util.List;

/** Sizes of a volume's segments to choose from. */
final class SegmentSizes {
    private static final long MIB = 1L << 20;

    /** In bytes. */
    static final List<Long> USUAL = List.of(MIB, 4 * MIB, 16 * MIB, 64 * MIB, 256 * MIB, 1024 * MIB);

    private SegmentSizes() {}
}
