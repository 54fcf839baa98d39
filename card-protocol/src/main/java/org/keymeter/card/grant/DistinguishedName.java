package org.keymeter.card.grant;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrintableText;

/** X.501 names: the one that a card bears, and words for those of others. */
public final class DistinguishedName {
    private static final Map<Integer, Charset> STRINGS = Map.of(
            0x0C, StandardCharsets.UTF_8,
            0x12, StandardCharsets.US_ASCII,
            0x13, StandardCharsets.US_ASCII,
            0x14, StandardCharsets.ISO_8859_1,
            0x16, StandardCharsets.US_ASCII,
            0x1E, StandardCharsets.UTF_16BE);
    /** SEQUENCE { SET { SEQUENCE { commonName, UTF8String of 41 bytes … */
    private static final byte[] CARD_PREFIX = HexFormat.of().parseHex("30343132303006035504030c29");

    private DistinguishedName() {}

    /**
     * DER of "CN=keymeter" and the device id in hexadecimal digits.
     *
     * @param deviceId 16 bytes
     */
    static byte[] ofCard(ByteString deviceId) {
        byte[] text = ("keymeter " + deviceId.toHex()).getBytes(StandardCharsets.US_ASCII);
        byte[] name = new byte[CARD_PREFIX.length + text.length];
        System.arraycopy(CARD_PREFIX, 0, name, 0, CARD_PREFIX.length);
        System.arraycopy(text, 0, name, CARD_PREFIX.length, text.length);
        return name;
    }

    /** In the order of the name, such as "C=DE, O=Example, CN=Approvals"; safe to print whatever the bytes are. */
    public static String describe(byte[] name) {
        try {
            List<String> words = new ArrayList<>();
            DerReader parts = new DerReader("name", name).enter(DerReader.SEQUENCE);
            while (parts.hasMore()) {
                DerReader attributes = parts.enter(DerReader.SET);
                while (attributes.hasMore()) {
                    words.add(describeAttribute(attributes.enter(DerReader.SEQUENCE)));
                }
            }
            return words.isEmpty() ? "(empty name)" : PrintableText.of(String.join(", ", words));
        } catch (InvalidFileException damaged) {
            return "(damaged name)";
        }
    }

    private static String describeAttribute(DerReader attribute) throws InvalidFileException {
        ASN1ObjectIdentifier type = attribute.oid();
        String symbol = BCStyle.INSTANCE.oidToDisplayName(type);
        int tag = attribute.tag();
        byte[] value = attribute.contents(tag);
        Charset charset = STRINGS.get(tag);
        String text = charset == null ? "#" + HexFormat.of().formatHex(value) : new String(value, charset);
        return (symbol == null ? type.getId() : symbol) + "=" + text;
    }
}
