package org.keymeter.gui.pictures;

import java.awt.image.BufferedImage;

/**
 * How alike two pictures are to a person: compared in blocks, so that another fingerprint or QR code of the same shape counts
 * for little, and a label that moved, came or went counts.
 */
final class Likeness {
    private static final int BLOCK = 16;
    /** Of 255, in a block's mean brightness. */
    private static final int NOTICEABLE = 24;

    private Likeness() {}

    /** The part of the blocks that differ noticeably, 0 to 1; 1 if the sizes differ. */
    static double difference(BufferedImage a, BufferedImage b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            return 1;
        }
        int blocks = 0;
        int differing = 0;
        for (int y = 0; y + BLOCK <= a.getHeight(); y += BLOCK) {
            for (int x = 0; x + BLOCK <= a.getWidth(); x += BLOCK) {
                blocks++;
                if (Math.abs(brightness(a, x, y) - brightness(b, x, y)) > NOTICEABLE) {
                    differing++;
                }
            }
        }
        return (double) differing / blocks;
    }

    private static double brightness(BufferedImage image, int left, int top) {
        long sum = 0;
        for (int y = top; y < top + BLOCK; y++) {
            for (int x = left; x < left + BLOCK; x++) {
                int rgb = image.getRGB(x, y);
                sum += (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
            }
        }
        return sum / (3.0 * BLOCK * BLOCK);
    }
}
