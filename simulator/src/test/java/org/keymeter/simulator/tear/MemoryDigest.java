package org.keymeter.simulator.tear;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.keymeter.simulator.TornCard;

/** Tells memories apart but for the key of a channel that is over, which is another each time and means nothing. */
final class MemoryDigest {
    private MemoryDigest() {}

    /** @param image what the card's memory is now */
    static String of(TornCard card, byte[] image) throws Exception {
        byte[] same = image.clone();
        card.ephemeralKey().forEach(half -> blank(same, half));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(same));
    }

    private static void blank(byte[] image, byte[] half) {
        for (int i = 0; i <= image.length - half.length; i++) {
            if (image[i] == half[0] && Arrays.equals(image, i, i + half.length, half, 0, half.length)) {
                Arrays.fill(image, i, i + half.length, (byte) 0);
            }
        }
    }
}
