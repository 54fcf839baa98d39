package org.keymeter.card.pcsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import javax.smartcardio.CardException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;

class PcscErrorTest {
    @ParameterizedTest
    @CsvSource({
        "SCARD_E_NO_SERVICE, NO_SERVICE",
        "SCARD_E_SERVICE_STOPPED, NO_SERVICE",
        "SCARD_E_INVALID_HANDLE, NO_SERVICE",
        "SCARD_E_UNKNOWN_READER, NO_READER",
        "SCARD_E_NO_SMARTCARD, NO_CARD",
        "SCARD_E_SHARING_VIOLATION, CARD_IN_USE",
        "SCARD_W_REMOVED_CARD, CARD_REMOVED",
        "SCARD_W_RESET_CARD, CARD_RESET",
        "SCARD_W_UNRESPONSIVE_CARD, CARD_MUTE",
        "SCARD_E_NOT_TRANSACTED, FAILED",
        "something else, FAILED"
    })
    void isToldByTheNameInACause(String name, Problem problem) {
        CardException reported = new CardException("connect() failed", new Exception(name));
        TransportException translated = PcscError.translate(reported);
        assertEquals(problem, translated.problem());
        assertSame(reported, translated.getCause());
    }

    @Test
    void readsWhatADriverSaysOfItself() {
        byte[] features = HexFormat.of().parseHex("0604423300061204423300120a");
        assertEquals(Optional.of(0x42330012), ReaderProperties.find(features, (byte) 0x12, ByteOrder.BIG_ENDIAN));
        byte[] properties = HexFormat.of().parseHex("010200010701050a0400000100");
        assertEquals(Optional.of(0x10000), ReaderProperties.find(properties, (byte) 0x0A, ByteOrder.LITTLE_ENDIAN));
        for (String odd : new String[] {"", "12", "1204", "12ff00000000", "120142", "0604"}) {
            byte[] list = HexFormat.of().parseHex(odd);
            assertEquals(Optional.empty(), ReaderProperties.find(list, (byte) 0x12, ByteOrder.BIG_ENDIAN), odd);
        }
    }
}
