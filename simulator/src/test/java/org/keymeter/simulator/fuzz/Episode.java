package org.keymeter.simulator.fuzz;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;

/** The life of one card under the fuzzer: a step per seed, each judged. */
final class Episode implements AutoCloseable {
    private static final int DEVICE_KEY_END = 16 + 4 + 65;

    private final PlainRules plainRules;
    private final FuzzedCard card;
    private final Traits traits;
    private final Line line;
    private final Model model = new Model();
    private final Notes notes = new Notes();
    private final Judge judge;
    private Snapshot state;
    private byte[] channelSecret;
    private long instance = -1;
    private HostChannel channel;

    Episode(Contract contract, FuzzedCard card, Traits traits) {
        plainRules = new PlainRules(contract);
        this.card = card;
        this.traits = traits;
        line = new Line(card);
        judge = new Judge(contract, model);
        state = line.look();
        line.send(Junk.SELECT, "SELECT");
        if (traits.startsInitialised()) {
            setUp();
        }
    }

    private void setUp() {
        open();
        byte[] settings =
                Command.join(traits.options(), 1, (int) 'k', 6, Grammar.USER_PIN, 8, Grammar.ADMIN_PIN, new byte[32]);
        run(new Command(0x80, Ins.INITIALIZE & 0xFF, 0, 0, settings));
        run(new Command(0, Ins.VERIFY & 0xFF, 0, Code.ADMIN_PIN & 0xFF, Grammar.ADMIN_PIN));
        for (int i = 0; i < 3; i++) {
            run(new Command(
                    0x80, Ins.IMPORT_ANCHOR & 0xFF, 0xFF, 0, notes.authority(i).anchor()));
        }
        for (int i = 0; i < 3; i++) {
            byte[] policy = Command.join(
                    1, i & 1, 1, 0, Command.u32(1000), Command.u16(0), Command.u32(0), Command.u16(1 + 4 * i), 1);
            run(new Command(
                    0x80,
                    Ins.CREATE_KEY & 0xFF,
                    i,
                    0,
                    Command.join(
                            1,
                            1,
                            'a' + i,
                            Command.u32(100),
                            policy,
                            notes.authority(i).spkiHash())));
        }
    }

    private void run(Command command) {
        Random plain = new Random(0);
        Delivery delivery = new Delivery(line, channel, plain, false);
        judged(new Grammar.Sentence(command), delivery);
        Violation.unless(delivery.status() == 0x9000, "set-up", command + " failed");
    }

    int apdus() {
        return line.count();
    }

    String transcript(int most) {
        return line.transcript(most);
    }

    /** One step: a command in the channel, some APDUs outside it, or the end of the channel. */
    void step(long seed) {
        Random random = new Random(seed);
        if (channel != null) {
            if (random.inTenThousand(120)) {
                end(random);
            } else {
                talk(random);
            }
        } else if (random.inTenThousand(120)) {
            open();
        } else if (random.inTenThousand(30)) {
            reset();
        } else {
            shout(new Junk(random).next());
        }
    }

    /** Whatever a card was told outside a channel: it changes nothing. */
    private void shout(List<byte[]> apdus) {
        for (byte[] apdu : apdus) {
            plainRules.judge(apdu, Line.status(line.send(apdu, "junk")));
        }
        judged(Exchange.Ending.YES);
    }

    /** Nothing but what belonged to the channel may have changed. */
    private void judged(Exchange.Ending ending) {
        Snapshot after = line.look();
        judge.judge(new Exchange(null, 0x9000, null, ending, null), state, after);
        state = after;
        if (ending != Exchange.Ending.NO) {
            channel = null;
        }
    }

    private void reset() {
        line.reset();
        judged(Exchange.Ending.POWER);
        line.send(Junk.SELECT, "SELECT");
    }

    private void open() {
        // What came before may have left a chain open.
        line.send(Junk.SELECT, "SELECT");
        try {
            if (instance != state.instance()) {
                byte[] voucher = line.send(Command.join(0x00, 0x88, 0, 0, 32, new byte[32], 0), "voucher");
                channelSecret = HostChannel.agree(Arrays.copyOfRange(voucher, DEVICE_KEY_END, DEVICE_KEY_END + 65));
                instance = state.instance();
            }
            byte[] request = HostChannel.request();
            byte[] answer = line.send(Command.join(0x80, 0x88, 0x01, 0x13, request.length, request, 0), "handshake");
            judged(Exchange.Ending.YES);
            channel = HostChannel.open(Arrays.copyOf(answer, answer.length - 2), channelSecret);
        } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
            throw new Violation("P7 handshake", e.toString());
        }
    }

    private void talk(Random random) {
        if (random.inHundred(3)) {
            line.send(Junk.GET_STATUS, "GET STATUS");
            judged(Exchange.Ending.NO);
            return;
        }
        Grammar.Sentence sentence = new Grammar(random, state, model, notes, traits).next();
        if (random.inHundred(30)) {
            Command mutated = Mutation.of(sentence.command(), random);
            Exchange.Grant grant = sentence.grant();
            sentence = new Grammar.Sentence(
                    mutated,
                    grant == null || mutated.data() == sentence.command().data()
                            ? grant
                            : new Exchange.Grant(grant.slot(), grant.request(), grant.uses(), grant.spkiHash(), false));
        }
        judged(sentence, new Delivery(line, channel, random, true));
    }

    private void judged(Grammar.Sentence sentence, Delivery delivery) {
        delivery.run(sentence.command());
        Exchange exchange = delivery.exchange(sentence);
        Snapshot after = delivery.after();
        judge.judge(exchange, state, after);
        if (mayMakeKeys(sentence.command())) {
            line.learnMasterKeys();
        }
        if (exchange.answer() != null) {
            line.requireNoMasterKey(exchange.answer());
        }
        notes.take(exchange, after);
        Violation.unless(after.isSame(line.look()), "P8 change", "GET RESPONSE changed something");
        state = after;
        if (exchange.ending() != Exchange.Ending.NO) {
            channel = null;
        }
    }

    private static boolean mayMakeKeys(Command command) {
        return command.is(0x80, Ins.INITIALIZE)
                || command.is(0x80, Ins.CREATE_KEY)
                || command.is(0x80, Ins.MAKE_GENERATION);
    }

    /** Ends the channel in one of the ways in which it must end, and sees that it has. */
    private void end(Random random) {
        HostChannel old = channel;
        switch (random.below(8)) {
            case 0 -> {
                reset();
                return;
            }
            case 1 -> line.send(Junk.SELECT, "SELECT");
            case 2 -> line.send(new byte[] {0, (byte) 0xB0, 0, 0, 0}, "plain");
            case 3 -> forge(random);
            case 4 -> {
                line.send(new byte[] {(byte) 0x94, 0x30, 0, 0, 1, 7}, "link");
                expect(0x6883, line.send(new byte[] {(byte) 0x84, 0x30, 1, 0, 1, 7}, "another command"));
            }
            case 5 ->
                expect(0x6A80, line.send(Command.join(0x80, 0x88, 1, 0x13, 83, random.bytes(83), 0), "handshake"));
            case 6 -> {
                for (byte[] apdu : new Junk(random).next()) {
                    line.send(apdu, "junk in an open channel");
                }
                line.send(new byte[] {0, (byte) 0xB0, 0, 0, 0}, "plain");
            }
            default -> {
                open();
                end(new Random(random.below(1 << 20) * 8L + 1));
                return;
            }
        }
        judged(Exchange.Ending.YES);
        if (random.inHundred(50)) {
            requireOver(old);
        }
    }

    /** A command of ours with a bit flipped, of another channel, or too short. */
    private void forge(Random random) {
        byte[] data = wrap(channel, Command.of(0x80, Ins.END_SESSION, 0, 0));
        if (random.inHundred(70)) {
            data[random.below(data.length)] ^= (byte) (1 << random.below(8));
        } else {
            data = random.bytes(random.below(40));
        }
        byte[] header = {(byte) 0x84, Ins.END_SESSION, 0, 0};
        expect(
                0x6988,
                line.send(data.length == 0 ? header : Command.join(header, data.length, data), "forged END SESSION"));
    }

    private static byte[] wrap(HostChannel channel, Command command) {
        try {
            return channel.wrap(command, false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireOver(HostChannel old) {
        byte[] data = wrap(old, Command.of(0, Ins.GET_DATA, 1, 1));
        expect(0x6985, line.send(Command.join(0x04, 0xCA, 1, 1, data.length, data, 0), "in a channel that is over"));
        judged(Exchange.Ending.YES);
    }

    private static void expect(int status, byte[] answer) {
        Violation.unless(
                Line.status(answer) == status,
                "P7 channel",
                String.format("%04X instead of %04X", Line.status(answer), status));
    }

    /** The end of the card's life: what its channel still holds goes back. */
    void finish() {
        line.send(Junk.SELECT, "SELECT");
        judged(Exchange.Ending.YES);
    }

    @Override
    public void close() {
        card.close();
    }
}
