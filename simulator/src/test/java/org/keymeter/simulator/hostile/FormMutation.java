package org.keymeter.simulator.hostile;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;

/** The encoding anywhere: lengths, tags, numbers, order, what is missing, doubled, cut or trails. */
enum FormMutation implements Mutation {
    LENGTH((s, r) -> any(s, r).form = form(r)),
    TAG((s, r) -> any(s, r).tag ^= 1 << r.nextInt(Byte.SIZE)),
    TAG_ANY((s, r) -> any(s, r).tag = r.nextInt(256)),
    TAG_OF_TWO_BYTES((s, r) -> any(s, r).tag |= 0x1F),
    MISSING((s, r) -> {
        Der parent = parent(s, r);
        parent.children.remove(r.nextInt(parent.children.size()));
    }),
    TWICE((s, r) -> {
        Der parent = parent(s, r);
        Der child = parent.child(r.nextInt(parent.children.size()));
        parent.children.add(r.nextInt(parent.children.size() + 1), child.copy());
    }),
    SWAPPED((s, r) -> {
        Der parent = parent(s, r);
        Collections.swap(parent.children, 0, r.nextInt(parent.children.size()));
    }),
    INSERTED((s, r) -> {
        Der parent = parent(s, r);
        List<Der> strangers = List.of(
                new Der(Der.NULL),
                Der.integer(r.nextInt()),
                new Der(Der.SEQUENCE),
                any(s, r).copy());
        parent.children.add(r.nextInt(parent.children.size() + 1), strangers.get(r.nextInt(strangers.size())));
    }),
    CONTENTS_CUT((s, r) -> edit(any(s, r), old -> Arrays.copyOf(old, Math.max(0, old.length - 1)))),
    CONTENTS_TRAILED((s, r) -> edit(any(s, r), old -> Arrays.copyOf(old, old.length + 1))),
    CONTENTS_EMPTY((s, r) -> edit(any(s, r), old -> new byte[0])),
    CONTENTS_FLIPPED((s, r) -> edit(leaf(s, r), old -> flip(old, r))),
    NUMBER_PADDED((s, r) -> edit(number(s, r), old -> padded(old, 0))),
    NUMBER_NEGATIVE((s, r) -> edit(number(s, r), old -> padded(old, -1))),
    NUMBER_WITHOUT_BYTES((s, r) -> edit(number(s, r), old -> new byte[0])),
    SERIAL_ZERO((s, r) -> s.serial().setContents(new byte[1]), true),
    SERIAL_OF_20_BYTES((s, r) -> s.serial().setContents(serial(20)), true),
    SERIAL_OF_200_BYTES((s, r) -> s.serial().setContents(serial(200)), true),
    SERIAL_NEGATIVE((s, r) -> s.serial().setContents(new byte[] {-2})),
    VERSION_OTHER((s, r) -> s.version().child(0).setContents(new byte[] {(byte) (r.nextInt(2) + 2 * r.nextInt(2))})),
    VERSION_MISSING((s, r) -> s.signed.children.remove(s.version())),
    VERSION_LONG((s, r) -> s.version().child(0).setContents(new byte[] {1, 2})),
    VERSION_NOT_EXPLICIT((s, r) -> s.signed.children.set(0, Der.integer(2))),
    SIGNED_FLIPPED((s, r) -> s.signedChange = bytes -> flip(bytes, r)),
    SIGNED_BYTE((s, r) -> s.signedChange = bytes -> {
        byte[] changed = bytes.clone();
        changed[r.nextInt(changed.length)] = (byte) (r.nextInt(3) - 1 == 0 ? r.nextInt(256) : -r.nextInt(2));
        return changed;
    }),
    SIGNED_TRAILED((s, r) -> s.signedChange = bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
    SIGNED_BYTE_REMOVED((s, r) -> s.signedChange = bytes -> without(bytes, r.nextInt(bytes.length))),
    SIGNED_LENGTH((s, r) -> s.signed.form = form(r)),
    OUTSIDE_LENGTH((s, r) -> s.outsideChange = outside -> {
        outside.all().get(r.nextInt(outside.all().size())).form = form(r);
        return outside;
    }),
    OUTSIDE_TAG((s, r) -> s.outsideChange = outside -> {
        outside.all().get(r.nextInt(outside.all().size())).tag ^= 1 << r.nextInt(Byte.SIZE);
        return outside;
    }),
    OUTSIDE_TWICE((s, r) -> s.outsideChange = outside -> {
        outside.children.add(outside.child(r.nextInt(2)).copy());
        return outside;
    }),
    OUTSIDE_SWAPPED((s, r) -> s.outsideChange = outside -> {
        Collections.swap(outside.children, 0, 1);
        return outside;
    }),
    OUTSIDE_MISSING((s, r) -> s.outsideChange = outside -> {
        outside.children.remove(r.nextInt(2));
        return outside;
    }),
    BIT_FLIPPED((s, r) -> s.bytesChange = bytes -> flip(bytes, r)),
    BITS_FLIPPED((s, r) -> s.bytesChange = bytes ->
            IntStream.range(0, 1 + r.nextInt(8)).boxed().reduce(bytes, (changed, i) -> flip(changed, r), (a, b) -> b)),
    BYTE_REMOVED((s, r) -> s.bytesChange = bytes -> without(bytes, r.nextInt(bytes.length))),
    CUT((s, r) -> s.bytesChange = bytes -> Arrays.copyOf(bytes, r.nextInt(bytes.length))),
    TRAILED((s, r) -> s.bytesChange = bytes -> Arrays.copyOf(bytes, bytes.length + 1 + r.nextInt(8))),
    TWO_CERTIFICATES((s, r) -> s.bytesChange = bytes -> {
        byte[] both = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
        return both;
    }),
    STRETCHED_TO_1025((s, r) -> s.setExtension(
            "1.3.6.1.4.1.32473.96",
            false,
            new Der(Der.UTF8_STRING, new byte[Math.max(1, 1000 - s.signed.encode().length + r.nextInt(100))]))),
    ANY_BYTES((s, r) -> s.bytesChange = bytes -> {
        byte[] noise = new byte[r.nextInt(200)];
        r.nextBytes(noise);
        return noise;
    });

    private final Change change;
    private final boolean isHarmless;

    FormMutation(Change change) {
        this(change, false);
    }

    FormMutation(Change change, boolean isHarmless) {
        this.change = change;
        this.isHarmless = isHarmless;
    }

    private interface Edit {
        byte[] of(byte[] contents);
    }

    private static Der pick(List<Der> from, Random random) {
        if (from.isEmpty()) {
            throw new NoSuchElementException("no such element");
        }
        return from.get(random.nextInt(from.size()));
    }

    private static Der any(Specimen specimen, Random random) {
        return pick(specimen.signed.all(), random);
    }

    private static Der parent(Specimen specimen, Random random) {
        return pick(
                specimen.signed.all().stream()
                        .filter(element -> !element.children.isEmpty())
                        .toList(),
                random);
    }

    private static Der leaf(Specimen specimen, Random random) {
        return pick(
                specimen.signed.all().stream()
                        .filter(element -> element.children.isEmpty() && element.value.length > 0)
                        .toList(),
                random);
    }

    private static Der number(Specimen specimen, Random random) {
        return pick(
                specimen.signed.all().stream()
                        .filter(element -> element.tag == Der.INTEGER)
                        .toList(),
                random);
    }

    private static LengthForm form(Random random) {
        return LengthForm.values()[1 + random.nextInt(LengthForm.values().length - 1)];
    }

    private static void edit(Der element, Edit edit) {
        element.setContents(edit.of(element.contents()));
    }

    private static byte[] flip(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return flipped;
    }

    private static byte[] without(byte[] bytes, int index) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, index + 1, shorter, index, shorter.length - index);
        return shorter;
    }

    private static byte[] padded(byte[] old, int with) {
        byte[] longer = new byte[old.length + 1];
        longer[0] = (byte) with;
        System.arraycopy(old, 0, longer, 1, old.length);
        return longer;
    }

    private static byte[] serial(int length) {
        byte[] serial = new byte[length];
        Arrays.fill(serial, (byte) 0x55);
        return serial;
    }

    @Override
    public void apply(Specimen specimen, Random random) {
        change.apply(specimen, random);
    }

    @Override
    public boolean isHarmless() {
        return isHarmless;
    }
}
