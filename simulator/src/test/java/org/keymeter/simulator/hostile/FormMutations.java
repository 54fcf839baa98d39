package org.keymeter.simulator.hostile;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;

/** The encoding anywhere: lengths, tags, numbers, order, what is missing, doubled, cut or trails. */
final class FormMutations {
    static final List<Mutation> ALL = new MutationTheme("Form")
            .add("LENGTH", (s, r) -> any(s, r).form = LengthForm.wrong(r))
            .add("TAG", (s, r) -> any(s, r).tag ^= 1 << r.nextInt(Byte.SIZE))
            .add("TAG_ANY", (s, r) -> any(s, r).tag = r.nextInt(256))
            .add("TAG_OF_TWO_BYTES", (s, r) -> any(s, r).tag |= 0x1F)
            .add("MISSING", (s, r) -> {
                Der parent = parent(s, r);
                parent.children.remove(r.nextInt(parent.children.size()));
            })
            .add("TWICE", (s, r) -> {
                Der parent = parent(s, r);
                Der child = parent.child(r.nextInt(parent.children.size()));
                parent.children.add(r.nextInt(parent.children.size() + 1), child.copy());
            })
            .add("SWAPPED", (s, r) -> {
                Der parent = parent(s, r);
                Collections.swap(parent.children, 0, r.nextInt(parent.children.size()));
            })
            .add("INSERTED", (s, r) -> {
                Der parent = parent(s, r);
                List<Der> strangers = List.of(
                        new Der(Der.NULL),
                        Der.integer(r.nextInt()),
                        new Der(Der.SEQUENCE),
                        any(s, r).copy());
                parent.children.add(r.nextInt(parent.children.size() + 1), strangers.get(r.nextInt(strangers.size())));
            })
            .add("CONTENTS_CUT", (s, r) -> edit(any(s, r), old -> Arrays.copyOf(old, Math.max(0, old.length - 1))))
            .add("CONTENTS_TRAILED", (s, r) -> edit(any(s, r), old -> Arrays.copyOf(old, old.length + 1)))
            .add("CONTENTS_EMPTY", (s, r) -> edit(any(s, r), old -> new byte[0]))
            .add("CONTENTS_FLIPPED", (s, r) -> edit(leaf(s, r), old -> Bytes.flip(old, r)))
            .add("NUMBER_PADDED", (s, r) -> edit(number(s, r), old -> Bytes.prepend(0, old)))
            .add("NUMBER_NEGATIVE", (s, r) -> edit(number(s, r), old -> Bytes.prepend(-1, old)))
            .add("NUMBER_WITHOUT_BYTES", (s, r) -> edit(number(s, r), old -> new byte[0]))
            .addHarmless("SERIAL_ZERO", (s, r) -> s.serial().setContents(new byte[1]))
            .addHarmless("SERIAL_OF_20_BYTES", (s, r) -> s.serial().setContents(serial(20)))
            .addHarmless("SERIAL_OF_200_BYTES", (s, r) -> s.serial().setContents(serial(200)))
            .add("SERIAL_NEGATIVE", (s, r) -> s.serial().setContents(new byte[] {-2}))
            .add(
                    "VERSION_OTHER",
                    (s, r) -> s.version().child(0).setContents(new byte[] {(byte) (r.nextInt(2) + 2 * r.nextInt(2))}))
            .add("VERSION_MISSING", (s, r) -> s.signed.children.remove(s.version()))
            .add("VERSION_LONG", (s, r) -> s.version().child(0).setContents(new byte[] {1, 2}))
            .add("VERSION_NOT_EXPLICIT", (s, r) -> s.signed.children.set(0, Der.integer(2)))
            .add("SIGNED_FLIPPED", (s, r) -> s.signedChange = bytes -> Bytes.flip(bytes, r))
            .add(
                    "SIGNED_BYTE",
                    (s, r) -> s.signedChange = bytes -> {
                        byte[] changed = bytes.clone();
                        changed[r.nextInt(changed.length)] =
                                (byte) (r.nextInt(3) - 1 == 0 ? r.nextInt(256) : -r.nextInt(2));
                        return changed;
                    })
            .add("SIGNED_TRAILED", (s, r) -> s.signedChange = bytes -> Arrays.copyOf(bytes, bytes.length + 1))
            .add(
                    "SIGNED_BYTE_REMOVED",
                    (s, r) -> s.signedChange = bytes -> Bytes.without(bytes, r.nextInt(bytes.length)))
            .add("SIGNED_LENGTH", (s, r) -> s.signed.form = LengthForm.wrong(r))
            .add(
                    "OUTSIDE_LENGTH",
                    (s, r) -> s.outsideChange = outside -> {
                        outside.all().get(r.nextInt(outside.all().size())).form = LengthForm.wrong(r);
                        return outside;
                    })
            .add(
                    "OUTSIDE_TAG",
                    (s, r) -> s.outsideChange = outside -> {
                        outside.all().get(r.nextInt(outside.all().size())).tag ^= 1 << r.nextInt(Byte.SIZE);
                        return outside;
                    })
            .add(
                    "OUTSIDE_TWICE",
                    (s, r) -> s.outsideChange = outside -> {
                        outside.children.add(outside.child(r.nextInt(2)).copy());
                        return outside;
                    })
            .add(
                    "OUTSIDE_SWAPPED",
                    (s, r) -> s.outsideChange = outside -> {
                        Collections.swap(outside.children, 0, 1);
                        return outside;
                    })
            .add(
                    "OUTSIDE_MISSING",
                    (s, r) -> s.outsideChange = outside -> {
                        outside.children.remove(r.nextInt(2));
                        return outside;
                    })
            .add("BIT_FLIPPED", (s, r) -> s.bytesChange = bytes -> Bytes.flip(bytes, r))
            .add(
                    "BITS_FLIPPED",
                    (s, r) -> s.bytesChange = bytes -> IntStream.range(0, 1 + r.nextInt(8))
                            .boxed()
                            .reduce(bytes, (changed, i) -> Bytes.flip(changed, r), (a, b) -> b))
            .add("BYTE_REMOVED", (s, r) -> s.bytesChange = bytes -> Bytes.without(bytes, r.nextInt(bytes.length)))
            .add("CUT", (s, r) -> s.bytesChange = bytes -> Arrays.copyOf(bytes, r.nextInt(bytes.length)))
            .add("TRAILED", (s, r) -> s.bytesChange = bytes -> Arrays.copyOf(bytes, bytes.length + 1 + r.nextInt(8)))
            .add(
                    "TWO_CERTIFICATES",
                    (s, r) -> s.bytesChange = bytes -> {
                        byte[] both = Arrays.copyOf(bytes, 2 * bytes.length);
                        System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
                        return both;
                    })
            .add(
                    "STRETCHED_TO_1025",
                    (s, r) -> s.setExtension(
                            "1.3.6.1.4.1.32473.96",
                            false,
                            new Der(
                                    Der.UTF8_STRING,
                                    new byte[Math.max(1, 1000 - s.signed.encode().length + r.nextInt(100))])))
            .add(
                    "ANY_BYTES",
                    (s, r) -> s.bytesChange = bytes -> {
                        byte[] noise = new byte[r.nextInt(200)];
                        r.nextBytes(noise);
                        return noise;
                    })
            .list();

    private FormMutations() {}

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

    private static void edit(Der element, Edit edit) {
        element.setContents(edit.of(element.contents()));
    }

    private static byte[] serial(int length) {
        byte[] serial = new byte[length];
        Arrays.fill(serial, (byte) 0x55);
        return serial;
    }
}
