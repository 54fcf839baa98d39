package org.keymeter.gui.approver;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One grant that was issued.
 *
 * @param when it was signed
 * @param card the approver's label of the card
 * @param deviceKey fingerprint of the card's key, hexadecimal
 * @param key identity of the metered key, hexadecimal
 * @param asked uses
 * @param granted uses
 * @param days for which the CA vouches for it
 * @param ca name of the CA
 * @param serial of the certificate, hexadecimal
 * @param fingerprint SHA-256 of the certificate, hexadecimal
 * @param isLogVerified whether the card's log was verified up to the request before
 * @param sequence of the card's last audit record, as the request states it
 */
record JournalEntry(
        Instant when,
        String card,
        String deviceKey,
        String key,
        long asked,
        long granted,
        int days,
        String ca,
        String serial,
        String fingerprint,
        boolean isLogVerified,
        long sequence) {
    private static final String VERIFIED = "verified";
    private static final String NOT_VERIFIED = "not verified";

    String encode() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("when", when);
        fields.put("card", card);
        fields.put("deviceKey", deviceKey);
        fields.put("key", key);
        fields.put("asked", asked);
        fields.put("granted", granted);
        fields.put("days", days);
        fields.put("ca", ca);
        fields.put("serial", serial);
        fields.put("fingerprint", fingerprint);
        fields.put("log", isLogVerified ? VERIFIED : NOT_VERIFIED);
        fields.put("sequence", sequence);
        return JsonLine.write(fields);
    }

    /** Empty if the line is none. */
    static Optional<JournalEntry> decode(String line) {
        return JsonLine.read(line).flatMap(JournalEntry::decode);
    }

    private static Optional<JournalEntry> decode(Map<String, String> fields) {
        try {
            return Optional.of(new JournalEntry(
                    Instant.parse(fields.getOrDefault("when", "")),
                    fields.getOrDefault("card", ""),
                    fields.getOrDefault("deviceKey", ""),
                    fields.getOrDefault("key", ""),
                    Long.parseLong(fields.getOrDefault("asked", "")),
                    Long.parseLong(fields.getOrDefault("granted", "")),
                    Integer.parseInt(fields.getOrDefault("days", "")),
                    fields.getOrDefault("ca", ""),
                    fields.getOrDefault("serial", ""),
                    fields.getOrDefault("fingerprint", ""),
                    VERIFIED.equals(fields.get("log")),
                    Long.parseLong(fields.getOrDefault("sequence", ""))));
        } catch (DateTimeException | NumberFormatException none) {
            return Optional.empty();
        }
    }
}
