package org.keymeter.simulator.hostile;

import static org.keymeter.simulator.hostile.Specimen.BASIC_CONSTRAINTS;
import static org.keymeter.simulator.hostile.Specimen.EXTENDED_KEY_USAGE;
import static org.keymeter.simulator.hostile.Specimen.GRANT;
import static org.keymeter.simulator.hostile.Specimen.GRANT_USAGE;
import static org.keymeter.simulator.hostile.Specimen.KEY_USAGE;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The extensions: which, how often, how critical, in which form, and what the known ones say. */
final class ExtensionMutations {
    static final List<Mutation> ALL = new MutationTheme("Extension")
            .add("CRITICAL_FALSE", (s, r) -> critical(any(s, r), new byte[] {0}))
            .add("CRITICAL_01", (s, r) -> critical(any(s, r), new byte[] {1}))
            .add("CRITICAL_OF_TWO_BYTES", (s, r) -> critical(any(s, r), new byte[] {-1, -1}))
            .add("CRITICAL_EMPTY", (s, r) -> critical(any(s, r), new byte[0]))
            .add("CRITICAL_TWICE", (s, r) -> {
                Der extension = any(s, r);
                extension.children.add(1, new Der(Der.BOOLEAN, new byte[] {-1}));
                extension.children.add(1, new Der(Der.BOOLEAN, new byte[] {-1}));
            })
            .add("GRANT_NOT_CRITICAL", (s, r) -> s.extension(GRANT)
                    .children
                    .remove(s.extension(GRANT).child(1)))
            .add("GRANT_CRITICAL_FALSE", (s, r) -> critical(s.extension(GRANT), new byte[] {0}))
            .add(
                    "GRANT_TWICE",
                    (s, r) -> s.extensions().children.add(0, s.extension(GRANT).copy()))
            .add("GRANT_MISSING", (s, r) -> s.extensions().children.remove(s.extension(GRANT)))
            .add("GRANT_OF_PADDED_NAME", (s, r) -> {
                byte[] name = s.extension(GRANT).child(0).contents();
                byte[] padded = Arrays.copyOf(name, name.length + 1);
                padded[name.length] = padded[name.length - 1];
                padded[name.length - 1] = (byte) 0x80;
                s.extension(GRANT).child(0).setContents(padded);
            })
            .add("DUPLICATE", (s, r) -> s.extensions()
                    .children
                    .add(r.nextInt(3), any(s, r).copy()))
            .add("MISSING", (s, r) -> s.extensions().children.remove(any(s, r)))
            .addHarmless("REORDERED", (s, r) -> Collections.shuffle(s.extensions().children, r))
            .add("NONE_LEFT", (s, r) -> s.extensions().children.clear())
            .add("LIST_MISSING", (s, r) -> s.signed.children.remove(s.signed.child(7)))
            .add("LIST_TWICE", (s, r) -> s.signed.children.add(s.signed.child(7).copy()))
            .add("LIST_UNDER_OTHER_TAG", (s, r) -> s.signed.child(7).tag = r.nextBoolean() ? 0xA2 : 0xA4)
            .add(
                    "UNIQUE_ID",
                    (s, r) -> s.signed.children.add(7, new Der(r.nextBoolean() ? 0x81 : 0x82, new byte[] {0, 1})))
            .addHarmless("UNKNOWN", (s, r) -> s.extensions().children.add(r.nextInt(3), unknown(r, false)))
            .add("UNKNOWN_CRITICAL", (s, r) -> s.extensions().children.add(r.nextInt(3), unknown(r, true)))
            .add("UNKNOWN_TWICE", (s, r) -> {
                Der unknown = unknown(r, false);
                s.extensions().children.add(0, unknown);
                s.extensions().children.add(unknown.copy());
            })
            .addHarmless("UNKNOWN_SIMILAR", (s, r) -> {
                s.extensions()
                        .children
                        .add(0, Specimen.newExtension("1.3.6.1.4.1.32473.99.1", false, new Der(Der.NULL)));
                s.extensions().children.add(Specimen.newExtension("1.3.6.1.4.1.32473.99.17", false, new Der(Der.NULL)));
                s.extensions().children.add(Specimen.newExtension("1.3.6.1.4.1.32473.99", false, new Der(Der.NULL)));
            })
            .add("UNKNOWN_OF_BROKEN_NAME", (s, r) -> {
                Der unknown = unknown(r, false);
                byte[][] names = {{}, {0x2A, (byte) 0x80, 1}, {0x2A, (byte) 0x81}, {(byte) 0x80, 1}};
                unknown.child(0).setContents(names[r.nextInt(names.length)]);
                s.extensions().children.add(0, unknown);
            })
            .addHarmless("UNKNOWN_WITH_ANY_VALUE", (s, r) -> {
                byte[] value = new byte[r.nextInt(20)];
                r.nextBytes(value);
                Der unknown = unknown(r, false);
                unknown.child(1).setContents(value);
                s.extensions().children.add(0, unknown);
            })
            .add("FORTY_UNKNOWN", (s, r) -> {
                for (int i = 0; i < 40; i++) {
                    s.extensions()
                            .children
                            .add(Specimen.newExtension("1.3.6.1.4.1.32473.98." + i, false, new Der(Der.NULL)));
                }
            })
            .addHarmless(
                    "KEY_IDENTIFIER",
                    (s, r) -> s.setExtension("2.5.29.14", false, new Der(Der.OCTET_STRING, new byte[20])))
            .add(
                    "ALTERNATIVE_NAME",
                    (s, r) -> s.setExtension("2.5.29.17", r.nextBoolean(), names("urn:keymeter:grant")))
            .add("NAME_CONSTRAINTS", (s, r) -> s.setExtension("2.5.29.30", r.nextInt(4) > 0, constraints()))
            .add(
                    "POLICY_CONSTRAINTS",
                    (s, r) -> s.setExtension("2.5.29.36", true, new Der(Der.SEQUENCE, new Der(0x80, new byte[] {0}))))
            .add(
                    "POLICIES",
                    (s, r) -> s.setExtension(
                            "2.5.29.32", true, new Der(Der.SEQUENCE, new Der(Der.SEQUENCE, Der.oid("2.5.29.32.0")))))
            .add("INHIBIT_ANY_POLICY", (s, r) -> s.setExtension("2.5.29.54", true, Der.integer(0)))
            .add("REVOCATION_LISTS", (s, r) -> s.setExtension("2.5.29.31", true, new Der(Der.SEQUENCE)))
            .add("CA", (s, r) -> s.setExtension(BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, truth())))
            .add("CA_NOT_CRITICAL", (s, r) -> s.setExtension(BASIC_CONSTRAINTS, false, new Der(Der.SEQUENCE, truth())))
            .add(
                    "CA_01",
                    (s, r) -> s.setExtension(
                            BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, new Der(Der.BOOLEAN, new byte[] {1}))))
            .add("NO_CA", (s, r) -> s.setExtension(BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE)))
            .addHarmless("NO_CA_NOT_CRITICAL", (s, r) -> {
                Der value = s.extensionValue(BASIC_CONSTRAINTS);
                s.setExtension(BASIC_CONSTRAINTS, false, value);
            })
            .add(
                    "NO_CA_WRITTEN",
                    (s, r) -> s.setExtension(
                            BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, new Der(Der.BOOLEAN, new byte[] {0}))))
            .add(
                    "NO_CA_WITH_PATH_LENGTH",
                    (s, r) -> s.setExtension(BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, Der.integer(0))))
            .add("NO_BASIC_CONSTRAINTS", (s, r) -> s.extensions().children.remove(s.extension(BASIC_CONSTRAINTS)))
            .add(
                    "PATH_LENGTH_0",
                    (s, r) -> s.setExtension(BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, truth(), Der.integer(0))))
            .add(
                    "PATH_LENGTH",
                    (s, r) -> s.setExtension(
                            BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, truth(), Der.integer(r.nextInt(3)))))
            .add("PATH_LENGTH_ODD", (s, r) -> {
                byte[][] numbers = {
                    {}, {-1}, {0, 0}, {0, (byte) 0x80}, {1, 0}, {0x7F, -1, -1, -1}, {1, 0, 0, 0, 0}, {-128, 0}
                };
                Der length = new Der(Der.INTEGER, numbers[r.nextInt(numbers.length)]);
                s.setExtension(BASIC_CONSTRAINTS, true, new Der(Der.SEQUENCE, truth(), length));
            })
            .add("SIGNS_CERTIFICATES", (s, r) -> s.setExtension(KEY_USAGE, true, bits(2, 0x84)))
            .add("SIGNS_REVOCATIONS_ONLY", (s, r) -> s.setExtension(KEY_USAGE, true, bits(1, 0x02)))
            .add("ENCIPHERS_ONLY", (s, r) -> s.setExtension(KEY_USAGE, r.nextBoolean(), bits(5, 0x20)))
            .add("SIGNS_AND_ENCIPHERS", (s, r) -> s.setExtension(KEY_USAGE, true, bits(5, 0xA0)))
            .add("NINE_USAGES", (s, r) -> s.setExtension(KEY_USAGE, true, bits(7, 0x80, 0x80)))
            .addHarmless("USAGE_NOT_CRITICAL", (s, r) -> {
                Der value = s.extensionValue(KEY_USAGE);
                s.setExtension(KEY_USAGE, false, value);
            })
            .addHarmless("USAGE_MISSING", (s, r) -> s.extensions().children.remove(s.extension(KEY_USAGE)))
            .add("USAGE_ODD", (s, r) -> {
                int[][] usages = {
                    {}, {0}, {7}, {0, 0x80}, {6, 0x80}, {7, 0x80, 0}, {7, 0x81}, {8, 0x80}, {0xFF, 0x80}, {0, 0}
                };
                int[] usage = usages[r.nextInt(usages.length)];
                byte[] value = new byte[usage.length];
                for (int i = 0; i < usage.length; i++) {
                    value[i] = (byte) usage[i];
                }
                s.setExtension(KEY_USAGE, true, new Der(Der.BIT_STRING, value));
            })
            .add(
                    "OTHER_PURPOSE",
                    (s, r) -> s.setExtension(EXTENDED_KEY_USAGE, r.nextBoolean(), purposes("1.3.6.1.5.5.7.3.1")))
            .add("ANY_PURPOSE", (s, r) -> s.setExtension(EXTENDED_KEY_USAGE, r.nextBoolean(), purposes("2.5.29.37.0")))
            .addHarmless(
                    "TWO_PURPOSES",
                    (s, r) -> s.setExtension(EXTENDED_KEY_USAGE, false, purposes("1.3.6.1.5.5.7.3.2", GRANT_USAGE)))
            .addHarmless("PURPOSE_CRITICAL", (s, r) -> s.setExtension(EXTENDED_KEY_USAGE, true, purposes(GRANT_USAGE)))
            .addHarmless("PURPOSE_MISSING", (s, r) -> s.extensions().children.remove(s.extension(EXTENDED_KEY_USAGE)))
            .add("NO_PURPOSES", (s, r) -> s.setExtension(EXTENDED_KEY_USAGE, false, new Der(Der.SEQUENCE)))
            .add("VALUE_TRAILED", (s, r) -> {
                Der value = last(any(s, r));
                value.setContents(Arrays.copyOf(value.contents(), value.contents().length + 1));
            })
            .add("VALUE_EMPTY", (s, r) -> last(any(s, r)).setContents(new byte[0]))
            .add("VALUE_NOT_WRAPPED", (s, r) -> {
                Der extension = any(s, r);
                extension.children.set(
                        extension.children.size() - 1, last(extension).child(0));
            })
            .add("VALUE_TWICE", (s, r) -> {
                Der extension = any(s, r);
                extension.children.add(last(extension).copy());
            })
            .list();

    private ExtensionMutations() {}

    private static Der any(Specimen specimen, Random random) {
        return specimen.extensions()
                .child(random.nextInt(Math.max(1, specimen.extensions().children.size())));
    }

    private static Der last(Der extension) {
        return extension.child(extension.children.size() - 1);
    }

    private static void critical(Der extension, byte[] value) {
        if (extension.child(1).tag == Der.BOOLEAN) {
            extension.child(1).setContents(value);
        } else {
            extension.children.add(1, new Der(Der.BOOLEAN, value));
        }
    }

    private static Der unknown(Random random, boolean isCritical) {
        return Specimen.newExtension("1.3.6.1.4.1.32473.97." + random.nextInt(1 << 20), isCritical, new Der(Der.NULL));
    }

    private static Der truth() {
        return new Der(Der.BOOLEAN, new byte[] {-1});
    }

    private static Der bits(int unused, int... octets) {
        byte[] value = new byte[octets.length + 1];
        value[0] = (byte) unused;
        for (int i = 0; i < octets.length; i++) {
            value[i + 1] = (byte) octets[i];
        }
        return new Der(Der.BIT_STRING, value);
    }

    private static Der purposes(String... oids) {
        return new Der(Der.SEQUENCE, Arrays.stream(oids).map(Der::oid).toArray(Der[]::new));
    }

    private static Der names(String uri) {
        return new Der(Der.SEQUENCE, Der.text(0x86, uri));
    }

    /** Permits no name but those below example.org. */
    private static Der constraints() {
        Der permitted = new Der(0xA0, new Der(Der.SEQUENCE, Der.text(0x82, "example.org")));
        return new Der(Der.SEQUENCE, permitted);
    }
}
