package org.keymeter.simulator.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.keymeter.applet.Snapshot;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** Makes commands of docs/PROTOCOL.md that fit what the card holds, in any order. */
final class Grammar {
    static final byte[] USER_PIN = "123456".getBytes(StandardCharsets.US_ASCII);
    static final byte[] ADMIN_PIN = "12345678".getBytes(StandardCharsets.US_ASCII);
    private static final int USER = Code.USER_PIN & 0xFF;
    private static final int ADMIN = Code.ADMIN_PIN & 0xFF;

    private final Random random;
    private final Snapshot card;
    private final Model model;
    private final Notes notes;
    private final Traits traits;

    Grammar(Random random, Snapshot card, Model model, Notes notes, Traits traits) {
        this.random = random;
        this.card = card;
        this.model = model;
        this.notes = notes;
        this.traits = traits;
    }

    /** A command, and what certificate it presents. */
    record Sentence(Command command, Exchange.Grant grant) {
        Sentence(Command command) {
            this(command, null);
        }
    }

    private static Command proprietary(byte ins, int p1, byte[] data) {
        return new Command(0x80, ins & 0xFF, p1, 0, data);
    }

    Sentence next() {
        if (!card.isInitialized()) {
            return new Sentence(random.inHundred(3) ? initialize() : ofAnyState());
        }
        if (!model.isAdmin() && random.inHundred(8)) {
            return new Sentence(verify(ADMIN));
        }
        if (!model.isUser() && random.inHundred(8)) {
            return new Sentence(verify(USER));
        }
        int chance = random.below(1000);
        if (chance < 300) {
            return new Sentence(reading());
        }
        if (chance < 600) {
            return new Sentence(usingKeys());
        }
        if (chance < 640) {
            return new Sentence(random.inHundred(traits.acknowledges()) ? acknowledge() : reading());
        }
        if (chance < 665) {
            return granting();
        }
        if (chance < 690) {
            return new Sentence(signing());
        }
        if (chance < 790) {
            return new Sentence(administering());
        }
        return new Sentence(ofAnyState());
    }

    private Command ofAnyState() {
        return switch (random.below(12)) {
            case 0 -> proprietary(Ins.END_SESSION, random.inHundred(10) ? 1 : 0, Command.NO_DATA);
            case 1 -> random.inHundred(5) ? initialize() : verify(USER);
            case 2 -> random.inHundred(20) ? changePin() : verify(ADMIN);
            case 3, 4 -> Command.of(0, Ins.VERIFY & 0xFF, random.oneOf(0, 0, 0, 0xFF), random.oneOf(USER, ADMIN));
            case 5, 6 -> Command.of(0, Ins.GET_DATA & 0xFF, 1, 1);
            default ->
                new Command(
                        random.oneOf(0, 0x80, 0x80, 0x80, 0x20, 0x88, 0xA0),
                        random.below(256),
                        random.edge(),
                        random.edge(),
                        random.bytes(random.below(random.oneOf(1, 20, 20, 300))));
        };
    }

    private Command initialize() {
        byte[] label = random.bytes(1 + random.below(Limit.LABEL_MAXIMUM));
        int options = random.oneOf(0, 1, 1, 1, 3, 5);
        return proprietary(
                Ins.INITIALIZE,
                0,
                Command.join(
                        options,
                        label.length,
                        label,
                        USER_PIN.length,
                        USER_PIN,
                        ADMIN_PIN.length,
                        ADMIN_PIN,
                        random.bytes(Limit.NONCE_LENGTH)));
    }

    private Command verify(int reference) {
        int which = Model.isAdmin(reference) ? 1 : 0;
        byte[] pin = model.pins[which] == null ? USER_PIN : model.pins[which];
        // Wrong ones are rare, or all cards would be blocked soon; but some are.
        boolean isWrong = random.inTenThousand(card.tries(which == 1) > 2 ? 300 : 30);
        return new Command(0, Ins.VERIFY & 0xFF, 0, reference, isWrong ? newPin() : pin);
    }

    private byte[] newPin() {
        return random.bytes(Limit.PIN_MINIMUM + random.below(Limit.PIN_MAXIMUM - Limit.PIN_MINIMUM + 1));
    }

    private Command changePin() {
        int which = random.below(2);
        byte[] old = random.inHundred(97) && model.pins[which] != null ? model.pins[which] : newPin();
        byte[] next = newPin();
        return new Command(
                0,
                Ins.CHANGE_REFERENCE_DATA & 0xFF,
                0,
                which == 1 ? ADMIN : USER,
                Command.join(old.length, old, next.length, next));
    }

    private Command reading() {
        int slot = slot();
        return switch (random.below(8)) {
            case 0 -> Command.of(0, Ins.GET_DATA & 0xFF, 1, 0x01);
            case 1 -> Command.of(0, Ins.GET_DATA & 0xFF, 1, 0x02);
            case 2, 3 -> Command.of(0, Ins.GET_DATA & 0xFF, 1, 0x10 + slot);
            case 4 -> Command.of(0, Ins.GET_DATA & 0xFF, 1, 0x20 + slot);
            case 5 -> Command.of(0, Ins.GET_DATA & 0xFF, 1, 0x30);
            case 6 -> Command.of(0, Ins.GET_DATA & 0xFF, random.edge(), random.edge());
            default -> proprietary(Ins.READ_LOG, 0, Command.u32(someSequence()));
        };
    }

    private long someSequence() {
        int outstanding = (int) (card.lastSequence() - card.firstSequence() + 1);
        return card.firstSequence() + (outstanding > 0 ? random.below(outstanding) : 0) + (random.inHundred(5) ? 1 : 0);
    }

    /** A key's slot mostly, sometimes any. */
    private int slot() {
        int slot = random.below(Limit.KEY_SLOTS);
        for (int i = 0; i < Limit.KEY_SLOTS && !card.isKey(slot) && !random.inHundred(3); i++) {
            slot = (slot + 1) % Limit.KEY_SLOTS;
        }
        return slot;
    }

    private Command usingKeys() {
        int slot = slot();
        Notes.Batch batch = notes.batch(slot);
        if (batch == null || random.inHundred(25)) {
            return wrap(slot);
        }
        int count = 1 + random.below(batch.count());
        if (card.hasOldGeneration(slot) && random.inHundred(40)) {
            return proprietary(Ins.REWRAP, slot, batch.unwrapping(count, card.generation(slot) - 1));
        }
        int generation = random.inHundred(90) ? batch.generation() : random.edge();
        return proprietary(Ins.UNWRAP, slot, batch.unwrapping(count, generation));
    }

    private Command wrap(int slot) {
        int prefix = random.oneOf(0, 1, 16, 16, 16, 24, 32, 255);
        int room = Limit.BLOCK_LENGTH - prefix % Limit.BLOCK_LENGTH;
        int suffix = random.oneOf(room, Math.min(8, room), 1, 1);
        int subkey = random.oneOf(16, 32, 32, 32, 33, 48, 64);
        int most = Math.min((1023 - 2) / (Limit.SIV_LENGTH + subkey), (1023 - 3 - prefix) / (suffix + subkey));
        int count = 1 + random.below(random.inHundred(10) ? most : 4);
        return proprietary(
                Ins.WRAP,
                slot,
                Command.join(suffix, prefix, subkey, random.bytes(prefix), random.bytes(count * (suffix + subkey))));
    }

    private Command acknowledge() {
        long last = card.lastSequence();
        byte[] chain = random.inHundred(90) ? card.chain() : random.bytes(Limit.HASH_LENGTH);
        return proprietary(Ins.ACKNOWLEDGE_LOG, 0, Command.join(Command.u32(last), chain));
    }

    private Command signing() {
        byte ins = random.oneOf(Ins.SIGN_HEAD, Ins.SIGN_REPORT);
        return proprietary(ins, 0, random.bytes(random.inHundred(50) ? Limit.NONCE_LENGTH : random.below(70)));
    }

    private Sentence granting() {
        int slot = slotToRefill();
        Notes.Request request = notes.request(slot);
        int kind = random.below(10);
        if (request == null || kind < 2) {
            long asked = card.isKey(slot) ? 1 + random.below((int) Math.min(card.ceiling(slot), 5000)) : 1;
            return new Sentence(proprietary(Ins.REQUEST_GRANT, slot, Command.u32(asked)));
        }
        if (model.templateSlot != slot && kind < 9) {
            return new Sentence(new Command(
                    0, Ins.MANAGE_SECURITY_ENVIRONMENT & 0xFF, 0x81, 0xB6, new byte[] {(byte) 0x83, 1, (byte) slot}));
        }
        long uses = Math.max(1, request.asked() - random.below(3));
        Authority authority = authority(slot);
        byte[] grant = authority.grant(request.der(), uses, random.below(300));
        boolean isGenuine = random.inHundred(60);
        if (!isGenuine) {
            grant = Mutation.of(grant, random);
        }
        return new Sentence(
                new Command(0, Ins.PERFORM_SECURITY_OPERATION & 0xFF, 0, 0xBE, grant),
                new Exchange.Grant(slot, request.nonceAndUses(), uses, authority.spkiHash(), isGenuine));
    }

    /** Mostly that of the key whose grant comes next, or one that can be refilled at all. */
    private int slotToRefill() {
        if (model.templateSlot >= 0 && random.inHundred(70)) {
            return model.templateSlot;
        }
        int slot = slot();
        for (int i = 0; i < Limit.KEY_SLOTS && !(card.isKey(slot) && card.isRefillable(slot)); i++) {
            slot = random.inHundred(95) ? (slot + 1) % Limit.KEY_SLOTS : slot;
        }
        return slot;
    }

    /** One that the card would believe, mostly. */
    private Authority authority(int slot) {
        Authority authority = notes.authority(random.below(Notes.AUTHORITIES));
        for (int i = 0; i < Notes.AUTHORITIES && !card.isTrusted(slot, authority.spkiHash()); i++) {
            authority = random.inHundred(90) ? notes.authority(i) : authority;
        }
        return authority;
    }

    private Command administering() {
        int slot = slot();
        return switch (random.below(16)) {
            case 0, 1, 2, 3 -> createKey();
            case 4, 5 -> proprietary(Ins.MAKE_GENERATION, slot, identity(slot));
            case 6, 7 -> proprietary(Ins.RETIRE_GENERATION, slot, identity(slot));
            case 8 -> proprietary(Ins.DELETE_KEY, slot, identity(slot));
            case 9, 10, 11 ->
                proprietary(
                        Ins.IMPORT_ANCHOR,
                        random.inHundred(70) ? 0xFF : random.below(Limit.ANCHOR_SLOTS + 1),
                        notes.authority(random.below(Notes.AUTHORITIES)).anchor());
            case 12 -> proprietary(Ins.REMOVE_ANCHOR, random.below(Limit.ANCHOR_SLOTS), Command.NO_DATA);
            case 13 -> new Command(0, Ins.RESET_RETRY_COUNTER & 0xFF, 2, USER, newPin());
            case 14 -> changePin();
            default -> random.inHundred(20) ? initialize() : createKey();
        };
    }

    private byte[] identity(int slot) {
        return random.inHundred(95) ? card.identity(slot) : random.bytes(Limit.ID_LENGTH);
    }

    private Command createKey() {
        byte[] label = random.bytes(1 + random.below(Limit.LABEL_MAXIMUM));
        int ceiling = random.oneOf(1, 10, 1000, 100_000);
        boolean needsPin = random.inHundred(70);
        byte[] policy = Command.join(
                1,
                needsPin ? 1 : 0,
                1,
                random.below(3),
                Command.u32(ceiling),
                Command.u16(needsPin && random.inHundred(30) ? 1 + random.below(50) : 0),
                Command.u32(random.inHundred(20) ? 1 + random.below(500) : 0),
                Command.u16(random.oneOf(1, 1, 5, 40)),
                anchors());
        return proprietary(
                Ins.CREATE_KEY,
                random.inHundred(70) ? 0xFF : random.below(Limit.KEY_SLOTS + 1),
                Command.join(1, label.length, label, Command.u32(random.below(ceiling + 1)), policy));
    }

    private byte[] anchors() {
        byte[][] all = new byte[Notes.AUTHORITIES][];
        Arrays.setAll(all, i -> notes.authority(i).spkiHash());
        int count = random.below(3);
        int first = random.below(Notes.AUTHORITIES - 1);
        return switch (count) {
            case 0 -> new byte[] {0};
            case 1 -> Command.join(1, all[first]);
            default -> Command.join(2, all[first], all[first + 1]);
        };
    }
}
