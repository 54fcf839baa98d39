package org.keymeter.card.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.ByteString;
import org.keymeter.card.Count;
import org.keymeter.protocol.Limit;

/** The 32 bytes of a record's detail, read as its event has them (section 8 of docs/PROTOCOL.md). */
public sealed interface AuditDetail {
    /** For a person; empty when the event says it all. */
    String words();

    /** For JSON, in this order: values are String, Long or List of Long. */
    Map<String, Object> fields();

    /** Nothing but the event. */
    record None() implements AuditDetail {
        @Override
        public String words() {
            return "";
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of();
        }
    }

    /** @param oldHead SHA-256 of the head and its signature with which the instance before ended; zeros: none before */
    record Initialization(ByteString oldHead) implements AuditDetail {
        /** Whether there was no instance before. */
        public boolean isFirst() {
            return oldHead.equals(ByteString.of(new byte[Limit.HASH_LENGTH]));
        }

        @Override
        public String words() {
            return isFirst()
                    ? "for the first time"
                    : "again, after a log whose signed head has SHA-256 " + brief(oldHead);
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("oldHead", isFirst() ? "" : oldHead.toHex());
        }
    }

    /** @param bySlot uses that fell to zero, of the keys in slots 0 to 7 */
    record UsesDropped(List<Long> bySlot) implements AuditDetail {
        public UsesDropped {
            bySlot = List.copyOf(bySlot);
        }

        @Override
        public String words() {
            long sum = bySlot.stream().mapToLong(Long::longValue).sum();
            return sum == 0 ? "no uses were left to drop" : Count.of(sum, "use") + " dropped, by slot: " + bySlot;
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("usesDropped", bySlot);
        }
    }

    /** @param spkiHash SHA-256 of the CA's public key */
    record Anchor(ByteString spkiHash) implements AuditDetail {
        @Override
        public String words() {
            return "CA's key " + brief(spkiHash);
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("anchor", spkiHash.toHex());
        }
    }

    /** @param policyHash first 8 bytes of the SHA-256 of the policy */
    record KeyCreated(ByteString identity, long initialUses, long ceiling, ByteString policyHash)
            implements AuditDetail {
        @Override
        public String words() {
            return Count.of(initialUses, "use") + ", ceiling " + ceiling + key(identity);
        }

        @Override
        public Map<String, Object> fields() {
            return ordered(
                    "key",
                    identity.toHex(),
                    "initialUses",
                    initialUses,
                    "ceiling",
                    ceiling,
                    "policy",
                    policyHash.toHex());
        }
    }

    /** A key as it stood. */
    record KeyState(ByteString identity, long remaining, long spentEver) implements AuditDetail {
        @Override
        public String words() {
            return remaining + " left, " + spentEver + " spent ever" + key(identity);
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("key", identity.toHex(), "remaining", remaining, "spentEver", spentEver);
        }
    }

    /** @param amount uses taken or returned; the others as they were after that */
    record UsesMoved(ByteString identity, long remaining, long amount, long spentEver) implements AuditDetail {
        @Override
        public String words() {
            return Count.of(amount, "use") + ": " + remaining + " left, " + spentEver + " spent ever" + key(identity);
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("key", identity.toHex(), "remaining", remaining, "amount", amount, "spentEver", spentEver);
        }
    }

    /** @param anchorHash first 8 bytes of the SHA-256 of the CA's public key */
    record Redeemed(ByteString identity, long remaining, long before, ByteString anchorHash) implements AuditDetail {
        @Override
        public String words() {
            return remaining + " left, " + before + " before" + key(identity) + ", CA's key " + anchorHash.toGroups()
                    + " …";
        }

        @Override
        public Map<String, Object> fields() {
            return ordered(
                    "key", identity.toHex(), "remaining", remaining, "before", before, "anchor", anchorHash.toHex());
        }
    }

    /** @param blobs rewrapped so far in that channel */
    record Rewrapped(ByteString identity, long remaining, long blobs, long spentEver) implements AuditDetail {
        @Override
        public String words() {
            return Count.of(blobs, "blob") + " so far" + key(identity);
        }

        @Override
        public Map<String, Object> fields() {
            return ordered("key", identity.toHex(), "remaining", remaining, "blobs", blobs, "spentEver", spentEver);
        }
    }

    /** @param sequence last record that was acknowledged */
    record Acknowledged(long sequence) implements AuditDetail {
        @Override
        public String words() {
            return "up to record " + sequence;
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("acknowledged", sequence);
        }
    }

    /** Of an event that this version does not know. */
    record Unknown(ByteString bytes) implements AuditDetail {
        @Override
        public String words() {
            return bytes.toHex();
        }

        @Override
        public Map<String, Object> fields() {
            return Map.of("detail", bytes.toHex());
        }
    }

    /** @param bytes 32 */
    static AuditDetail of(AuditEvent event, ByteString bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
        return switch (event) {
            case INITIALIZED -> new Initialization(bytes);
            case PIN_CHANGED -> new None();
            case USER_PIN_RESET -> {
                List<Long> bySlot = new ArrayList<>();
                for (int i = 0; i < Limit.KEY_SLOTS; i++) {
                    bySlot.add(u32(in));
                }
                yield new UsesDropped(bySlot);
            }
            case ANCHOR_IMPORTED, ANCHOR_REMOVED -> new Anchor(bytes);
            case KEY_CREATED -> new KeyCreated(identity(in), u32(in), u32(in), hash8(in));
            case KEY_DELETED, GENERATION_MADE, GENERATION_RETIRED -> {
                ByteString identity = identity(in);
                long remaining = u32(in);
                u32(in);
                yield new KeyState(identity, remaining, u32(in));
            }
            case USES_TAKEN, USES_RETURNED -> new UsesMoved(identity(in), u32(in), u32(in), u32(in));
            case GRANT_REDEEMED -> new Redeemed(identity(in), u32(in), u32(in), hash8(in));
            case REWRAP_STARTED, REWRAP_PROGRESSED, REWRAP_ENDED ->
                new Rewrapped(identity(in), u32(in), u32(in), u32(in));
            case LOG_ACKNOWLEDGED -> new Acknowledged(u32(in));
        };
    }

    private static ByteString identity(ByteBuffer in) {
        byte[] identity = new byte[Limit.ID_LENGTH];
        in.get(identity);
        return ByteString.of(identity);
    }

    private static ByteString hash8(ByteBuffer in) {
        byte[] hash = new byte[Long.BYTES];
        in.get(hash);
        return ByteString.of(hash);
    }

    private static long u32(ByteBuffer in) {
        return Integer.toUnsignedLong(in.getInt());
    }

    private static String key(ByteString identity) {
        return "; key " + brief(identity);
    }

    private static String brief(ByteString bytes) {
        return bytes.toGroups().substring(0, 19) + " …";
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
