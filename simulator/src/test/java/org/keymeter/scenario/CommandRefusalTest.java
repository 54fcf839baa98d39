package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.card.CardSession;
import org.keymeter.card.Policy;

/** P8: commands with P1 P2, lengths and data that no command has; each gets its status word, and nothing changes. */
@TestInstance(Lifecycle.PER_CLASS)
class CommandRefusalTest {
    private TestCard card;
    private CardSession session;
    private RawLink raw;

    /** Both PINs verified; an anchor and a key of 9 uses, at most 100, in slots 0; and certificates are for that key. */
    @BeforeAll
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
        TestCa ca = new TestCa("approver");
        session.anchors().importAnchor(ca.subject(), ca.spki());
        TestCard.create(session, 9, Policy.of(100, List.of(ca.spkiHash())));
        raw = new RawLink(session);
        assertEquals("9000", answer("002281B6", "830100"));
    }

    @AfterAll
    void close() {
        session.close();
        card.close();
    }

    private String answer(String header, String data) throws Exception {
        return raw.exchange(RawCommand.of(header, data)).status().toString();
    }

    /** Device, log, key and anchor. */
    private List<String> state() throws Exception {
        List<String> state = new ArrayList<>();
        for (String header : List.of("00CA0101", "00CA0102", "00CA0110", "00CA0120")) {
            state.add(HexFormat.of()
                    .formatHex(raw.exchange(RawCommand.of(header, "")).data()));
        }
        return state;
    }

    private void assertRefused(String header, String data, String status) throws Exception {
        List<String> before = state();
        assertEquals(status, answer(header, data == null ? "" : data));
        assertEquals(before, state());
    }

    @ParameterizedTest
    @CsvSource({
        "00CA0101, 00, 6700",
        "00CA0102, 00, 6700",
        "00CA0100,, 6A88",
        "00CA0103,, 6A88",
        "00CA0111,, 6A88",
        "00CA0118,, 6A88",
        "00CA0121,, 6A88",
        "00CA0128,, 6A88",
        "00CA0131,, 6A88",
        "00CA0210,, 6A88",
        "80360200,, 6A86",
        "8036FF00,, 6A86",
        "80360000, 00, 6700",
        "80100100,, 6A86",
        "80100000,, 6A80",
        "80100000, 00 01 61 06 31x6 06 32x6 00x31, 6A80",
        "80100000, 00 01 61 06 31x6 06 32x6 00x32, 9842",
        "80100000, 00 01 61 06 31x6 06 32x6 00x33, 6A80",
        "80100000, 08 01 61 06 31x6 06 32x6 00x32, 6A80",
        "80100000, 00 00 06 31x6 06 32x6 00x32, 6A80",
        "80100000, 00 20 61x32 06 31x6 06 32x6 00x32, 9842",
        "80100000, 00 21 61x33 06 31x6 06 32x6 00x32, 6A80",
        "80100000, 00 01 61 05 31x5 06 32x6 00x32, 6A80",
        "80100000, 00 01 61 06 31x6 11 32x17 00x32, 6A80",
        "80100000, 00 01 61 06 31x6 06 32x5, 6A80"
    })
    void ofTheDevice(String header, String data, String status) throws Exception {
        assertRefused(header, data, status);
    }

    @ParameterizedTest
    @CsvSource({
        "00200080, 31x6, 6A86",
        "00200083, 31x6, 6A86",
        "00200181, 31x6, 6A86",
        "00200181,, 6A86",
        "0020FF81, 31x6, 6A86",
        "00200081, 31x5, 6700",
        "00200082, 31x17, 6700",
        "00240181, 06 31x6 06 32x6, 6A86",
        "00240083, 06 31x6 06 32x6, 6A86",
        "00240081,, 6700",
        "00240081, 00, 6700",
        "00240081, 06 31x6 06 32x5, 6700",
        "00240081, 06 31x6 06 32x7, 6700",
        "00240081, 05 31x5 06 32x6, 6700",
        "00240081, 11 31x17 06 32x6, 6700",
        "00240081, 06 31x6 05 32x5, 6A80",
        "00240081, 06 31x6 11 32x17, 6A80",
        "002C0081, 31x6, 6A86",
        "002C0282, 31x6, 6A86",
        "002C0281,, 6700",
        "002C0281, 31x5, 6A80",
        "002C0281, 31x17, 6A80"
    })
    void ofThePins(String header, String data, String status) throws Exception {
        assertRefused(header, data, status);
    }

    @ParameterizedTest
    @CsvSource({
        "80420800,, 6A80",
        "8042FF00, 00, 6A80",
        "8042FF00, 0001 30, 6A80",
        "8042FF00, 0000 30x91, 6A80",
        "8042FF00, 0101 30x348, 6A80",
        "8042FF00, 0001 30 30x295, 6A80",
        "80440000, 00, 6700",
        "80440100,, 6A88",
        "80440800,, 6A86",
        "8044FF00,, 6A86",
        "80500100, 00000001, 6A86",
        "80500000, 00x3, 6700",
        "80500000, 00x5, 6700",
        "80500000, 00000000, 6A88",
        "80500000, 00000004, 6A88",
        "80500000, 00010001, 6A88",
        "80520100, 00000001 00x32, 6A86",
        "80520000, 00000001 00x31, 6700",
        "80520000, 00000001 00x33, 6700",
        "80520000, 00010001 00x32, 6A88",
        "80540100, 00x32, 6A86",
        "80540000, 00x31, 6700",
        "80540000, 00x33, 6700",
        "80560100, 00x32, 6A86",
        "80560000, 00x31, 6700",
        "80560000, 00x33, 6700"
    })
    void ofAnchorsAndTheLog(String header, String data, String status) throws Exception {
        assertRefused(header, data, status);
    }

    @ParameterizedTest
    @CsvSource({
        "80120000, 01 01 61 00000001 01000100 00000001 0000 00000000 0001 00, 6A89",
        "80120800, 01 01 61 00000001 01000100 00000001 0000 00000000 0001 00, 6A86",
        "80128000, 01 01 61 00000001 01000100 00000001 0000 00000000 0001 00, 6A86",
        "8012FF00,, 6A80",
        "8012FF00, 01, 6A80",
        "8012FF00, 02 01 61 00000001 01000100 00000001 0000 00000000 0001 00, 6A80",
        "8012FF00, 01 00 00000001 01000100 00000001 0000 00000000 0001 00, 6A80",
        "8012FF00, 01 21 61x33 00000001 01000100 00000001 0000 00000000 0001 00, 6A80",
        "8012FF00, 01 01 61 00000002 01000100 00000001 0000 00000000 0001 00, 6A80",
        "8012FF00, 01 01 61 00000001 01000100 00000001 0000 00000000 0001 00 00, 6A80",
        "80140000, 00x15, 6700",
        "80140000, 00x17, 6700",
        "80140000, 00x16, 6A80",
        "80140100, 00x16, 6A88",
        "80140800, 00x16, 6A86",
        "80160000, 00x15, 6700",
        "80160000, 00x16, 6A80",
        "8016FF00, 00x16, 6A86",
        "80180000, 00x17, 6700",
        "80180000, 00x16, 6A80",
        "80188000, 00x16, 6A86"
    })
    void ofKeys(String header, String data, String status) throws Exception {
        assertRefused(header, data, status);
    }

    @ParameterizedTest
    @CsvSource({
        "80300000,, 6A80",
        "80300000, 00 01, 6A80",
        "80300000, 01 00 10, 6A80",
        "80300100, 01 00 10 00x17, 6A88",
        "80300800, 01 00 10 00x17, 6A86",
        "80320000,, 6A80",
        "80320000, 0001 01 00, 6A80",
        "80320100, 0001 01 00 20 00x33, 6A88",
        "80328000, 0001 01 00 20 00x33, 6A86",
        "80320000, 0002 01 00 20 00x33, 9821",
        "80340000,, 6A80",
        "80340100, 0001 01 00 20 00x33, 6A88",
        "80340800, 0001 01 00 20 00x33, 6A86",
        "80340000, 0001 01 00 20 00x33, 9821",
        "80400000, 00x3, 6700",
        "80400000, 00x5, 6700",
        "80400000, 00000000, 6A80",
        "80400000, 00000065, 9818",
        "80400100, 00000001, 6A88",
        "80400800, 00000001, 6A86",
        "002281B8, 830100, 6A86",
        "002241B6, 830100, 6A86",
        "002281B6,, 6A80",
        "002281B6, 8301, 6A80",
        "002281B6, 83010000, 6A80",
        "002281B6, 840100, 6A80",
        "002281B6, 830200, 6A80",
        "002281B6, 830108, 6A80",
        "002281B6, 8301FF, 6A80",
        "002281B6, 830101, 6A88",
        "002A00BF, 30 00, 6A86",
        "002A80BE, 30 00, 6A86"
    })
    void ofUsesAndGrants(String header, String data, String status) throws Exception {
        assertRefused(header, data, status);
    }
}
