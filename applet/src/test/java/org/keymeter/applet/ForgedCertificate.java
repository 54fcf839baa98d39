package org.keymeter.applet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A certificate made of parts that a test may bend; its signature is none. */
final class ForgedCertificate {
    static final String KEY_USAGE = "0603551D0F";
    static final String BASIC_CONSTRAINTS = "0603551D13";
    static final String EXTENDED_KEY_USAGE = "0603551D25";
    static final String GRANT = "060A2B0601040181FD590701";
    static final String GRANT_USAGE = "060A2B0601040181FD590703";
    static final String UNKNOWN = "0603551D0E";
    static final String CRITICAL = "0101FF";
    static final String OPTIONAL = "";

    String version = "A003020102";
    String serial = "02020080";
    String algorithm = "300A06082A8648CE3D040302";
    String outerAlgorithm = algorithm;
    String issuer = "300E310C300A06035504030C03526F6F";
    String notBefore = time(0x17, "240229235959Z");
    String notAfter = time(0x17, "491231235959Z");
    String subject = "3000";
    String spki = "300405000500";
    String behindSpki = "";
    String signature = "0303000102";
    String behindSignature = "";
    private final List<String> extensions = new ArrayList<>();

    static String time(int tag, String digits) {
        return tlv(tag, HexFormat.of().formatHex(digits.getBytes(StandardCharsets.US_ASCII)));
    }

    static String tlv(int tag, String... parts) {
        String value = String.join("", parts);
        int length = value.length() / 2;
        String header = length < 0x80
                ? "%02X%02X".formatted(tag, length)
                : length < 0x100 ? "%02X81%02X".formatted(tag, length) : "%02X82%04X".formatted(tag, length);
        return header + value;
    }

    ForgedCertificate with(String oid, String critical, String value) {
        return withRaw(tlv(0x30, oid, critical, tlv(0x04, value)));
    }

    ForgedCertificate withRaw(String... raw) {
        extensions.addAll(Arrays.asList(raw));
        return this;
    }

    byte[] encode() {
        String list = extensions.isEmpty() ? "" : tlv(0xA3, tlv(0x30, extensions.toArray(String[]::new)));
        String signed = tlv(
                0x30,
                version,
                serial,
                algorithm,
                issuer,
                tlv(0x30, notBefore, notAfter),
                subject,
                spki,
                behindSpki,
                list);
        return HexFormat.of().parseHex(tlv(0x30, signed, outerAlgorithm, signature) + behindSignature);
    }
}
