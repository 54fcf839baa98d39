package org.keymeter.protocol;

/**
 * Two-byte tags of GET DATA; those of slots are a base to which the slot is added.
 */
public final class Tag {
    public static final short DEVICE = 0x0101;
    public static final short LOG = 0x0102;
    public static final short KEY = 0x0110;
    public static final short ANCHOR = 0x0120;
    public static final short SUCCESSION = 0x0130;

    private Tag() {}
}
