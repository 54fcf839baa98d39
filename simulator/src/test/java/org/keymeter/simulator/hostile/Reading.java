package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A certificate as the judge reads it, after RFC 5280 and X.690. What a Name or an unknown extension has inside nobody relies on, so it is not
 * read.
 */
final class Reading {
    static final String BASIC_CONSTRAINTS = "551d13";
    static final String KEY_USAGE = "551d0f";
    static final String EXTENDED_KEY_USAGE = "551d25";
    static final String GRANT = "2b0601040181fd590701";
    static final String GRANT_USAGE = "2b0601040181fd590703";

    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final int NINE_BITS = 2;

    final byte[] signed;
    final byte[] outerAlgorithm;
    final byte[] signature;
    final byte[] algorithm;
    final byte[] issuer;
    final byte[] subject;
    final byte[] spki;
    final String notBefore;
    final String notAfter;
    final boolean isVersion3;
    final List<Entry> extensions = new ArrayList<>();
    boolean isCa;
    Optional<Integer> pathLength = Optional.empty();
    /** The first byte of the bits. */
    Optional<Integer> keyUsage = Optional.empty();

    Optional<List<String>> purposes = Optional.empty();

    /** @param oid its contents in hexadecimal */
    record Entry(String oid, boolean isCritical, byte[] value) {}

    Reading(byte[] der) throws Element.NotDer {
        List<Element> outside = Element.one(der).children(0x30);
        Element.demand(outside.size() == 3, "not three parts");
        signed = outside.get(0).whole();
        outerAlgorithm = outside.get(1).require(0x30).whole();
        signature = bits(outside.get(2));
        List<Element> fields = new ArrayList<>(outside.get(0).children(0x30));
        Element.demand(!fields.isEmpty(), "nothing signed");
        boolean isOld = fields.get(0).tag() == 0x02;
        isVersion3 = !isOld
                && Element.one(fields.remove(0).require(0xA0).value()).integer().intValueExact() == 2;
        Element.demand(fields.size() == 6 || fields.size() == 7, "not the fields of a certificate");
        Element.demand(fields.get(0).integer().signum() >= 0, "a negative serial number");
        algorithm = fields.get(1).require(0x30).whole();
        issuer = fields.get(2).require(0x30).whole();
        List<Element> validity = fields.get(3).children(0x30);
        Element.demand(validity.size() == 2, "not two times");
        notBefore = time(validity.get(0));
        notAfter = time(validity.get(1));
        subject = fields.get(4).require(0x30).whole();
        spki = fields.get(5).require(0x30).whole();
        if (fields.size() == 7) {
            readExtensions(Element.one(fields.get(6).require(0xA3).value()));
        }
    }

    private static byte[] bits(Element element) throws Element.NotDer {
        byte[] value = element.require(0x03).value();
        Element.demand(value.length > 0 && value[0] == 0, "not whole bytes");
        return Arrays.copyOfRange(value, 1, value.length);
    }

    private static String time(Element element) throws Element.NotDer {
        boolean isUtc = element.tag() == 0x17;
        element.require(isUtc ? 0x17 : 0x18);
        String text = new String(element.value(), StandardCharsets.ISO_8859_1);
        Element.demand(text.matches(isUtc ? "[0-9]{12}Z" : "[0-9]{14}Z"), "a time of another form");
        String digits = text.substring(0, text.length() - 1);
        if (isUtc) {
            digits = (digits.charAt(0) >= '5' ? "19" : "20") + digits;
        } else {
            Element.demand(digits.compareTo("2050") >= 0, "GeneralizedTime before 2050");
        }
        try {
            LocalDateTime.parse(digits, DIGITS);
            return digits;
        } catch (DateTimeException noMoment) {
            throw new Element.NotDer("no moment");
        }
    }

    private void readExtensions(Element list) throws Element.NotDer {
        List<Element> all = list.children(0x30);
        Element.demand(!all.isEmpty(), "an empty list of extensions");
        for (Element one : all) {
            List<Element> parts = one.children(0x30);
            boolean isCritical = parts.size() == 3;
            Element.demand(isCritical || parts.size() == 2, "an extension of " + parts.size() + " parts");
            parts.get(0).requireIdentifier();
            if (isCritical) {
                parts.get(1).requireTrue();
            }
            byte[] value = parts.get(parts.size() - 1).require(0x04).value();
            Entry entry = new Entry(HEX.formatHex(parts.get(0).value()), isCritical, value);
            extensions.add(entry);
            readKnown(entry);
        }
    }

    private void readKnown(Entry entry) throws Element.NotDer {
        switch (entry.oid()) {
            case BASIC_CONSTRAINTS ->
                readBasicConstraints(Element.one(entry.value()).children(0x30));
            case KEY_USAGE -> {
                byte[] bits = Element.one(entry.value()).require(0x03).value();
                Element.demand(bits.length >= NINE_BITS && bits[0] >= 0 && bits[0] < 8, "unused bits");
                Element.demand(
                        Integer.numberOfTrailingZeros(bits[bits.length - 1] & 0xFF) == bits[0],
                        "bits not the shortest");
                keyUsage = Optional.of(bits[1] & 0xFF);
            }
            case EXTENDED_KEY_USAGE -> {
                List<String> found = new ArrayList<>();
                for (Element purpose : Element.one(entry.value()).children(0x30)) {
                    purpose.requireIdentifier();
                    found.add(HEX.formatHex(purpose.value()));
                }
                Element.demand(!found.isEmpty(), "no purpose");
                purposes = Optional.of(found);
            }
            case GRANT -> Element.one(entry.value()).require(0x30);
            default -> {
                // What nobody knows is nobody's to read.
            }
        }
    }

    private void readBasicConstraints(List<Element> parts) throws Element.NotDer {
        Element.demand(parts.size() <= 2, "constraints of " + parts.size() + " parts");
        if (!parts.isEmpty()) {
            parts.get(0).requireTrue();
            isCa = true;
        }
        if (parts.size() == 2) {
            Element.demand(parts.get(1).integer().signum() >= 0, "a negative path length");
            pathLength = Optional.of(parts.get(1).integer().min(BigInteger.TEN).intValue());
        }
    }

    Optional<Entry> find(String oid) {
        return extensions.stream().filter(entry -> entry.oid().equals(oid)).findFirst();
    }
}
