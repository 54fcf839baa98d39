package org.keymeter.simulator.benchmark;

import java.util.Collection;
import org.keymeter.simulator.counting.Step;

/**
 * What goes over the wire.
 *
 * @param commands APDUs sent, links of a chain and GET RESPONSE among them
 * @param bytes of commands and answers, headers, lengths and status words included
 */
record Traffic(int commands, int bytes) {
    private static final int HEADER = 4;
    private static final int STATUS = 2;
    private static final int SHORT_DATA = 254;
    private static final int LINK = 240;
    private static final int SHORT_ANSWER = 256;

    static Traffic of(Collection<Step> steps) {
        return new Traffic(steps.size(), Step.bytes(steps));
    }

    Traffic plus(Traffic other) {
        return new Traffic(commands + other.commands, bytes + other.bytes);
    }

    /**
     * The same data without the secure channel, sent as the host library would.
     *
     * @param sent bytes of data in the command
     * @param received bytes of data in the answer
     * @param extended whether the reader carries extended-length commands
     */
    static Traffic plain(int sent, int received, boolean extended) {
        if (extended && (sent > SHORT_DATA + 1 || received > SHORT_ANSWER)) {
            return new Traffic(1, HEADER + 1 + (sent > 0 ? 2 + sent : 0) + 2 + received + STATUS);
        }
        int links = sent <= SHORT_DATA ? 1 : (sent + LINK - 1) / LINK;
        int answers = Math.max(1, (received + SHORT_ANSWER - 1) / SHORT_ANSWER);
        int commandBytes = links * HEADER + (sent > 0 ? links + sent : 0) + 1 + (links - 1) * STATUS;
        int answerBytes = received + answers * STATUS + (answers - 1) * (HEADER + 1);
        return new Traffic(links + answers - 1, commandBytes + answerBytes);
    }
}
