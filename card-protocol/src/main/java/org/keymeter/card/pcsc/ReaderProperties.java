package org.keymeter.card.pcsc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;

/** What a reader's driver says of itself: PC/SC specification, part 10, supplemental document. */
final class ReaderProperties {
    private static final int FEATURE_REQUEST = isWindows() ? 0x31_0000 | 3400 << 2 : 0x4200_0000 + 3400;
    /** Its value is a control code, big-endian. */
    private static final byte FEATURE_GET_TLV_PROPERTIES = 0x12;
    /** Its value is a number, little-endian: the longest APDU, or 0 for readers that carry short ones only. */
    private static final byte MAXIMUM_APDU = 0x0A;
    /** More than any command or answer takes. */
    private static final int ENOUGH = 2048;

    private ReaderProperties() {}

    /** Whether the driver says that it carries extended APDUs; commands are chained where it says nothing. */
    static boolean carryExtended(Card card) {
        return control(card, FEATURE_REQUEST)
                .flatMap(features -> find(features, FEATURE_GET_TLV_PROPERTIES, ByteOrder.BIG_ENDIAN))
                .flatMap(code -> control(card, code))
                .flatMap(properties -> find(properties, MAXIMUM_APDU, ByteOrder.LITTLE_ENDIAN))
                .map(maximum -> Integer.compareUnsigned(maximum, ENOUGH) >= 0)
                .orElse(false);
    }

    private static Optional<byte[]> control(Card card, int code) {
        try {
            return Optional.of(card.transmitControlCommand(code, new byte[0]));
        } catch (CardException | IllegalStateException e) {
            // Many drivers know no such command.
            return Optional.empty();
        }
    }

    /**
     * The value of a tag in a list of tag (1), length (1) and value; empty if it is not there or not four bytes long.
     */
    static Optional<Integer> find(byte[] list, byte tag, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(list).order(order);
        while (buffer.remaining() >= 2) {
            byte found = buffer.get();
            int length = buffer.get() & 0xFF;
            if (length > buffer.remaining()) {
                return Optional.empty();
            }
            if (found == tag) {
                return length == Integer.BYTES ? Optional.of(buffer.getInt()) : Optional.empty();
            }
            buffer.position(buffer.position() + length);
        }
        return Optional.empty();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
