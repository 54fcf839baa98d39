package org.keymeter.simulator.fuzz;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Ins;

/** Carries one command through the channel: short, extended or chained, its answer in pieces, watched and interrupted now and then. */
final class Delivery {
    private static final int MOST_PIECES = 64;

    private final Line line;
    private final HostChannel channel;
    private final Random random;
    private final boolean mayInterrupt;
    private Snapshot after;
    private int status;
    private byte[] answer;
    private boolean isBroken;

    Delivery(Line line, HostChannel channel, Random random, boolean mayInterrupt) {
        this.line = line;
        this.channel = channel;
        this.random = random;
        this.mayInterrupt = mayInterrupt;
    }

    /** The card as it was when the command had run, before more of its answer was fetched. */
    Snapshot after() {
        return after;
    }

    int status() {
        return status;
    }

    void run(Command command) {
        boolean isExtended = random.inHundred(15);
        byte[] data = wrap(command, isExtended);
        byte[] header = {
            (byte) (command.cla() | 0x04), (byte) command.ins(), (byte) command.p1(), (byte) command.p2(),
        };
        byte[] first;
        if (isExtended) {
            byte[] le = random.inHundred(80) ? new byte[2] : Command.NO_DATA;
            first = line.send(Command.join(header, 0, Command.u16(data.length), data, le), command);
        } else {
            first = chain(header, data, command);
        }
        after = line.look();
        if (!isBroken) {
            collect(first, command);
        }
    }

    private byte[] wrap(Command command, boolean isExtended) {
        try {
            return channel.wrap(command, isExtended);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] chain(byte[] header, byte[] data, Command command) {
        int at = 0;
        boolean isChained = data.length > 255 || random.inHundred(10);
        byte[] link = header.clone();
        link[0] |= 0x10;
        while (isChained && (data.length - at > 255 || data.length - at > 1 && random.inHundred(40))) {
            int length = random.inHundred(70)
                    ? Math.min(255, data.length - at - 1)
                    : 1 + random.below(Math.min(255, data.length - at - 1));
            byte[] sent = line.send(Command.join(link, length, Arrays.copyOfRange(data, at, at + length)), "link");
            Violation.unless(sent.length == 2 && Line.status(sent) == 0x9000, "P8 status word", "to a link");
            at += length;
            if (mayInterrupt && random.inHundred(5)) {
                line.send(Junk.GET_STATUS, "GET STATUS");
            }
            if (mayInterrupt && random.inTenThousand(40)) {
                isBroken = true;
                byte[] broken = line.send(new byte[] {0, (byte) 0xB0, 0, 0, 0}, "breaks the chain");
                Violation.unless(Line.status(broken) == 0x6883, "P8 status word", "to a broken chain");
                return broken;
            }
        }
        byte[] le = random.inHundred(70)
                ? new byte[1]
                : random.inHundred(50) ? new byte[] {(byte) random.edge()} : Command.NO_DATA;
        int last = data.length - at;
        return line.send(Command.join(header, last, Arrays.copyOfRange(data, at, data.length), le), command);
    }

    private void collect(byte[] first, Command command) {
        byte[] whole = Arrays.copyOf(first, first.length - 2);
        status = Line.status(first);
        for (int pieces = 0; status >> 8 == 0x61; pieces++) {
            Violation.unless(pieces < MOST_PIECES, "P8 hang", "an answer without end");
            if (mayInterrupt && random.inHundred(5)) {
                line.send(Junk.GET_STATUS, "GET STATUS");
            }
            // Nobody fetches the rest; but whether a PIN was right must be seen.
            if (mayInterrupt && !isAboutPins(command) && random.inHundred(1)) {
                return;
            }
            byte[] more = line.send(Junk.GET_RESPONSE, "GET RESPONSE");
            status = Line.status(more);
            whole = Command.join(whole, Arrays.copyOf(more, more.length - 2));
        }
        if (status == 0x9000 || status >> 8 == 0x62 || status >> 8 == 0x63) {
            whole = Command.join(whole, Command.u16(status));
            try {
                answer = channel.unwrap(whole);
            } catch (GeneralSecurityException e) {
                throw new Violation("P7 channel", e.getMessage() + " in the answer to " + command);
            }
        }
    }

    private static boolean isAboutPins(Command command) {
        return command.is(0, Ins.VERIFY) || command.is(0, Ins.CHANGE_REFERENCE_DATA);
    }

    /** What came of it, to be judged. */
    Exchange exchange(Grammar.Sentence sentence) {
        Command command = sentence.command();
        if (isBroken) {
            return new Exchange(null, 0x6883, null, Exchange.Ending.YES, null);
        }
        // It ends whether or not somebody fetches all of the answer.
        boolean isDone = status == 0x9000 || status >> 8 == 0x61;
        boolean ends = command.is(0x80, Ins.END_SESSION) && command.p1() == 1 && isDone;
        return new Exchange(command, status, answer, ends ? Exchange.Ending.YES : Exchange.Ending.NO, sentence.grant());
    }
}
