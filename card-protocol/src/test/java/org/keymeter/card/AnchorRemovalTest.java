package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AnchorRemovalTest {
    private static ByteString hash(int ca) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) ca;
        return ByteString.of(bytes);
    }

    private static AnchorInfo anchor(int ca) {
        return new AnchorInfo(ca, AnchorInfo.Kind.P256, hash(ca), Optional.empty(), ByteString.EMPTY, ByteString.EMPTY);
    }

    private static KeyInfo key(String label, Integer... cas) {
        Policy policy =
                Policy.of(10, Arrays.stream(cas).map(AnchorRemovalTest::hash).toList());
        return new KeyInfo(
                0, ByteString.of(new byte[16]), 1, false, false, 0, 0, 0, 0, OptionalInt.empty(), policy, label);
    }

    @Test
    void tellsStrandedKeysFromNarrowedOnes() {
        KeyInfo onlyThis = key("only this", 1);
        KeyInfo thisAndOther = key("this and another", 1, 2);
        KeyInfo thisAndAbsent = key("this and one that is not on the card", 1, 3);
        KeyInfo other = key("another", 2);
        KeyInfo none = key("none");
        AnchorRemoval removal = AnchorRemoval.of(
                anchor(1), List.of(anchor(1), anchor(2)), List.of(onlyThis, thisAndOther, thisAndAbsent, other, none));
        assertEquals(List.of(onlyThis, thisAndAbsent), removal.stranded());
        assertEquals(List.of(thisAndOther), removal.narrowed());
    }
}
