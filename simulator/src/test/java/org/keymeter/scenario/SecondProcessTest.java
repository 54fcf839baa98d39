package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.Blob;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.PublicStatus;

/** P7: another process on the same card leaves no authority behind, for itself or for us; watching disturbs nothing. */
class SecondProcessTest {
    private TestCard card;
    private CardConnection foreign;
    private CardSession session;
    private List<Blob> blobs;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        foreign = card.reader.connect();
        session = card.openVerified();
        TestCard.create(session, 50, Policy.of(50, List.of()).withLease(8));
        blobs = TestCard.wrap(session, 0, 4);
        TestCard.unwrap(session, 0, blobs);
    }

    @AfterEach
    void close() throws CardException {
        session.close();
        foreign.close();
        card.close();
    }

    private String plain(String hex) throws CardException {
        return HexFormat.of().formatHex(foreign.transmit(HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00a404000af04b45594d455445520100", // SELECT
                "00b0000000", // READ BINARY
                "00c0000000", // GET RESPONSE
                "0020008106313233343536", // VERIFY, outside a channel
                "80320000ff", // UNWRAP, outside a channel
                "8450000004", // a wrapped class with a MAC too short
                "84500000080000000000000000", // wrapped, wrong MAC
                "0088000020000000000000000000000000000000000000000000000000000000000000000000", // voucher
                "80f2000100", // GET STATUS with another P2
                "ffffffffff"
            })
    void aForeignCommandEndsOurChannelAndGetsNone(String command) throws Exception {
        plain(command);
        assertThrows(CardException.class, () -> TestCard.unwrap(session, 0, blobs));
        assertEquals("6985", plain("84360000080000000000000000"));
        session = card.open();
        assertFalse(session.pins().readVerified(Pin.USER));
        assertFalse(session.pins().readVerified(Pin.ADMIN));
        assertEquals(46, session.keys().read(0).remaining());
    }

    @Test
    void publicStatusDisturbsNothingAndNeedsNoSelect() throws Exception {
        for (int i = 0; i < 4; i++) {
            PublicStatus status = CardSession.readPublicStatus(foreign);
            assertEquals(42, status.details().orElseThrow().meters().get(0).remaining());
            assertEquals(List.of(true), TestCard.unwrap(session, 0, blobs.subList(0, 1)));
        }
        assertTrue(session.pins().readVerified(Pin.USER));
    }

    @Test
    void publicStatusTellsNoLabelIdentityOrAnchor() throws Exception {
        byte[] status = foreign.transmit(HexFormat.of().parseHex("80f2000000"));
        assertEquals(2 + 2 + 2 + 9 + 2, status.length);
        byte[] identity = session.keys().read(0).identity().toByteArray();
        assertFalse(contains(status, identity));
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
