package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.keymeter.scenario.TestCard.assertRefused;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.Policy;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** Which slot IMPORT ANCHOR takes, and when it has none. */
class AnchorSlotTest {
    private TestCard card;
    private CardSession session;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    /** The slot that the card answers, or the status word of its refusal. */
    private String importInto(int slot, TestCa ca) throws Exception {
        byte[] subject = ca.subject().toByteArray();
        byte[] spki = ca.spki().toByteArray();
        ByteBuffer data = ByteBuffer.allocate(2 + subject.length + spki.length)
                .putShort((short) subject.length)
                .put(subject)
                .put(spki);
        ResponseApdu answer =
                new RawLink(session).exchange(CommandApdu.proprietary(Ins.IMPORT_ANCHOR, slot, data.array()));
        return answer.status().isDone()
                ? ByteString.of(answer.data()).toString()
                : answer.status().toString();
    }

    private Set<Integer> used() throws Exception {
        return session.device().read().anchorSlots();
    }

    @Test
    void theOneThatIsNamedOrTheFirstThatIsFree() throws Exception {
        assertEquals("05", importInto(5, new TestCa("fifth")));
        assertEquals("00", importInto(Code.ANY_SLOT, new TestCa("first")));
        assertEquals("07", importInto(7, new TestCa("last")));
        assertEquals("01", importInto(Code.ANY_SLOT, new TestCa("second")));
        session.anchors().remove(0);
        assertEquals("00", importInto(Code.ANY_SLOT, new TestCa("first again")));
        assertEquals(Set.of(0, 1, 5, 7), used());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0x7F, 0x80, 0xFE})
    void noneThatIsNoSlot(int slot) throws Exception {
        assertEquals("6A86", importInto(slot, new TestCa("nowhere")));
        assertEquals(Set.of(), used());
    }

    @Test
    void noneThatIsInUseUnlessTheKeyIsKnown() throws Exception {
        TestCa ca = new TestCa("there");
        assertEquals("03", importInto(3, ca));
        assertEquals("6A89", importInto(3, new TestCa("other")));
        assertEquals("03", importInto(6, ca), "a known key keeps its slot");
        assertEquals(ca.subject(), session.anchors().read(3).subject());
        assertEquals(Set.of(3), used());
    }

    @Test
    void noneWhenAllAreInUse() throws Exception {
        importAsManyAsFit();
        assertEquals("6A84", importInto(Code.ANY_SLOT, new TestCa("ninth")));
        assertEquals(Limit.ANCHOR_SLOTS, used().size());
    }

    @Test
    void noneWhenSlotsAndPoliciesNameSixteenKeys() throws Exception {
        List<ByteString> first = importAsManyAsFit();
        TestCard.create(session, 1, Policy.of(1, first));
        for (int slot = 0; slot < Limit.ANCHOR_SLOTS; slot++) {
            session.anchors().remove(slot);
        }
        List<ByteString> second = importAsManyAsFit();
        TestCard.create(session, 1, Policy.of(1, second));
        session.anchors().remove(4);
        assertEquals("6A84", importInto(Code.ANY_SLOT, new TestCa("seventeenth")));
        session.keys().delete(1, session.keys().read(1).identity());
        assertEquals("04", importInto(Code.ANY_SLOT, new TestCa("sixteenth")));
        assertRefused(Sw.NOT_FOUND, () -> TestCard.create(session, 1, Policy.of(1, first)));
    }

    /** Their SPKI hashes. */
    private List<ByteString> importAsManyAsFit() throws Exception {
        List<ByteString> hashes = new ArrayList<>();
        for (int i = 0; i < Limit.ANCHOR_SLOTS; i++) {
            TestCa ca = new TestCa("one of eight");
            session.anchors().importAnchor(ca.subject(), ca.spki());
            hashes.add(ca.spkiHash());
        }
        return hashes;
    }
}
