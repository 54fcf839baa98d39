package org.keymeter.simulator.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keymeter.simulator.counting.Allocation;
import org.keymeter.simulator.counting.Counts;

/** An estimate of the bytes that the installed applet takes on a J3R180: arrays as counted, keys and engines as JCAlgTest measured them. */
final class MemoryUse {
    private final List<Row> rows;

    /** Bytes of one kind of thing, all of them together. */
    record Row(String what, int persistent, int ram) {}

    private MemoryUse(List<Row> rows) {
        this.rows = rows;
    }

    static MemoryUse of(Counts installation) {
        Map<String, Row> rows = new LinkedHashMap<>();
        Map<String, Integer> counted = new TreeMap<>();
        for (Allocation allocation : installation.allocations()) {
            Row row = row(allocation);
            rows.merge(
                    row.what(), row, (a, b) -> new Row(a.what(), a.persistent() + b.persistent(), a.ram() + b.ram()));
            counted.merge(row.what(), 1, Integer::sum);
        }
        return new MemoryUse(rows.values().stream()
                .map(row -> new Row(counted.get(row.what()) + " × " + row.what(), row.persistent(), row.ram()))
                .toList());
    }

    private static Row row(Allocation allocation) {
        return switch (allocation.kind()) {
            case ARRAY -> new Row("array in persistent memory (elements alone)", allocation.bytes(), 0);
            case TRANSIENT_ARRAY -> new Row("transient array (elements alone)", 0, allocation.bytes());
            case OBJECT -> new Row("object (not measured: nothing charged)", 0, 0);
            case KEY, TRANSIENT_KEY, ENGINE -> measured(allocation.what());
        };
    }

    private static Row measured(String what) {
        Measured measured = Measured.find(what);
        return new Row(measured.name, measured.persistent, measured.ram);
    }

    /** NXP_J3R180_ALGSUPPORT of crocs-muni/jcalgtest_results: bytes gone after one was made, persistent and cleared on deselection. */
    private enum Measured {
        ECB("AES ECB cipher", 48, 16, "Cipher 14"),
        CBC("AES CBC cipher", 48, 48, "Cipher 13"),
        CMAC("AES CMAC", 48, 32, "Signature 49"),
        CBC_MAC("AES CBC-MAC", 48, 32, "Signature 18"),
        ECDSA("ECDSA with SHA-256", 68, 128, "Signature 33"),
        ECDSA_384("ECDSA with SHA-384", 68, 208, "Signature 34"),
        RSA("RSA with SHA-256", 72, 112, "Signature 40"),
        SHA("SHA-256", 40, 128, "MessageDigest 4"),
        ECDH("ECDH", 24, 0, "KeyAgreement 3"),
        RANDOM("random numbers", 20, 0, "RandomData 2"),
        AES_256("AES-256 key", 88, 0, "key of type 15, 256 bits"),
        AES_TRANSIENT("AES-128 key in RAM", 40, 32, "key of type 14, 128 bits"),
        EC_PUBLIC("P-256 public key (a pair less its private key)", 404, 0, "key of type 11, 256 bits"),
        EC_PUBLIC_384("P-384 public key (a pair less its private key)", 532, 0, "key of type 11, 384 bits"),
        EC_PRIVATE("P-256 private key", 368, 0, "key of type 12, 256 bits"),
        EC_TRANSIENT("P-256 private key in RAM", 84, 288, "key of type 31, 256 bits"),
        RSA_PUBLIC("RSA-2048 public key", 316, 0, "key of type 4, 2048 bits");

        private final String name;
        private final int persistent;
        private final int ram;
        private final String allocation;

        Measured(String name, int persistent, int ram, String allocation) {
            this.name = name;
            this.persistent = persistent;
            this.ram = ram;
            this.allocation = allocation;
        }

        private static Measured find(String allocation) {
            for (Measured measured : values()) {
                if (measured.allocation.equals(allocation)) {
                    return measured;
                }
            }
            throw new IllegalStateException("no size known of " + allocation);
        }
    }

    List<Row> rows() {
        return rows;
    }

    int persistent() {
        return rows.stream().mapToInt(Row::persistent).sum();
    }

    int ram() {
        return rows.stream().mapToInt(Row::ram).sum();
    }
}
