package org.keymeter.simulator.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.keymeter.applet.Snapshot;

/** Every APDU to the card and every answer of it go through here: counted, noted down, and looked at. */
final class Line {
    private static final int LONGEST_ANSWER = 1056 + 2;

    private final FuzzedCard card;
    private final List<byte[]> sent = new ArrayList<>();
    private final List<Object> meant = new ArrayList<>();
    private final boolean[] firstBytes = new boolean[1 << 16];
    private Set<Long> masterKeys = Set.of();

    Line(FuzzedCard card) {
        this.card = card;
    }

    int count() {
        return sent.size();
    }

    /**
     * Sends an APDU.
     *
     * @param meaning for the record: what it is, or what is inside it
     * @return data and status word
     */
    byte[] send(byte[] apdu, Object meaning) {
        sent.add(apdu);
        meant.add(meaning);
        byte[] answer = card.transmit(apdu);
        Violation.unless(answer.length >= 2 && answer.length <= LONGEST_ANSWER, "P8 answer", answer.length + " bytes");
        int status = status(answer);
        Violation.unless(status >> 8 != 0x6F, "P8 6Fxx", String.format("%04X", status));
        boolean mayHaveData = status == 0x9000 || status >> 8 == 0x61 || status >> 8 == 0x62 || status >> 8 == 0x63;
        Violation.unless(mayHaveData || answer.length == 2, "P8 answer", "data with an error");
        requireNoMasterKey(answer);
        return answer;
    }

    static int status(byte[] answer) {
        return (answer[answer.length - 2] & 0xFF) << 8 | answer[answer.length - 1] & 0xFF;
    }

    void note(String what) {
        sent.add(Command.NO_DATA);
        meant.add(what);
    }

    Snapshot look() {
        return card.look();
    }

    void reset() {
        note("power off and on");
        card.reset();
    }

    /** To be called when the card may have made or wiped master keys. */
    void learnMasterKeys() {
        masterKeys = card.masterKeyWords();
        Arrays.fill(firstBytes, false);
        for (long word : masterKeys) {
            firstBytes[(int) (word >>> 48)] = true;
        }
    }

    /** P1: no eight bytes of a master key stand anywhere in an answer, as it travels or in plain. */
    void requireNoMasterKey(byte[] answer) {
        long window = 0;
        for (int i = 0; i < answer.length; i++) {
            window = window << 8 | answer[i] & 0xFF;
            if (i >= 7 && firstBytes[(int) (window >>> 48)]) {
                Violation.unless(!masterKeys.contains(window), "P1 secrecy", "master key bytes in an answer");
            }
        }
    }

    /** The last APDUs, one a line. */
    String transcript(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, sent.size() - most); i < sent.size(); i++) {
            text.append(HexFormat.of().formatHex(sent.get(i)))
                    .append("   ")
                    .append(meant.get(i))
                    .append('\n');
        }
        return text.toString();
    }
}
