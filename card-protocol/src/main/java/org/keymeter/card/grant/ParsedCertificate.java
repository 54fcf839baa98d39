package org.keymeter.card.grant;

import java.nio.charset.StandardCharsets;
import org.keymeter.card.file.InvalidFileException;

/** An X.509 certificate read as strictly as the card reads it (RFC 5280). Reading trusts nothing. */
final class ParsedCertificate {
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final int VERSION_3 = 3;
    private static final int UTC_LENGTH = 12;
    private static final String FIRST_GENERALIZED_YEAR = "2050";
    private static final char LAST_CENTURY = '5';

    private final byte[] der;
    private final byte[] signed;
    private final byte[] outerAlgorithm;
    private final byte[] signature;
    private int version = 1;
    private byte[] serial;
    private byte[] algorithm;
    private byte[] issuer;
    private CardDate notBefore;
    private CardDate notAfter;
    private byte[] subject;
    private byte[] spki;
    private ExtensionList extensions = ExtensionList.empty();

    /** @throws InvalidFileException when it is no certificate in strict DER; its version may be any */
    ParsedCertificate(byte[] der) throws InvalidFileException {
        this.der = der.clone();
        DerReader whole = new DerReader("certificate", this.der);
        DerReader parts = whole.enter(DerReader.SEQUENCE);
        whole.end();
        signed = parts.element(DerReader.SEQUENCE);
        outerAlgorithm = parts.element(DerReader.SEQUENCE);
        signature = parts.bits();
        parts.end();
        readSigned(new DerReader("certificate", signed).enter(DerReader.SEQUENCE));
    }

    private void readSigned(DerReader fields) throws InvalidFileException {
        if (fields.isNext(VERSION)) {
            DerReader explicit = fields.enter(VERSION);
            version = (int) explicit.unsigned(2) + 1;
            explicit.end();
        }
        serial = fields.unsigned();
        algorithm = fields.element(DerReader.SEQUENCE);
        issuer = fields.element(DerReader.SEQUENCE);
        DerReader validity = fields.enter(DerReader.SEQUENCE);
        notBefore = readTime(validity);
        notAfter = readTime(validity);
        validity.end();
        subject = fields.element(DerReader.SEQUENCE);
        spki = fields.element(DerReader.SEQUENCE);
        if (fields.hasMore()) {
            extensions = ExtensionList.read("certificate", fields.enter(EXTENSIONS));
        }
        fields.end();
    }

    /** SPEC: RFC 5280, 4.1.2.5: UTCTime to 2049, GeneralizedTime from 2050, to the second and in Zulu. */
    private static CardDate readTime(DerReader der) throws InvalidFileException {
        boolean isUtc = der.isNext(DerReader.UTC_TIME);
        byte[] time = der.contents(isUtc ? DerReader.UTC_TIME : DerReader.GENERALIZED_TIME);
        String text = new String(time, StandardCharsets.ISO_8859_1);
        der.require(text.endsWith("Z"));
        String digits = text.substring(0, text.length() - 1);
        if (isUtc) {
            der.require(digits.length() == UTC_LENGTH);
            digits = (digits.charAt(0) < LAST_CENTURY ? "20" : "19") + digits;
        }
        der.require(CardDate.isMoment(digits) && (isUtc || digits.compareTo(FIRST_GENERALIZED_YEAR) >= 0));
        return new CardDate(digits);
    }

    byte[] der() {
        return der.clone();
    }

    int length() {
        return der.length;
    }

    boolean isVersion3() {
        return version == VERSION_3;
    }

    byte[] signed() {
        return signed;
    }

    byte[] signature() {
        return signature;
    }

    /** The AlgorithmIdentifier that is signed. */
    byte[] algorithm() {
        return algorithm;
    }

    /** The AlgorithmIdentifier outside, which nobody signed. */
    byte[] outerAlgorithm() {
        return outerAlgorithm;
    }

    /** The bytes of the INTEGER. */
    byte[] serial() {
        return serial;
    }

    /** DER of the Name. */
    byte[] issuer() {
        return issuer;
    }

    /** DER of the Name. */
    byte[] subject() {
        return subject;
    }

    byte[] spki() {
        return spki;
    }

    CardDate notBefore() {
        return notBefore;
    }

    CardDate notAfter() {
        return notAfter;
    }

    ExtensionList extensions() {
        return extensions;
    }

    boolean isGrant() {
        return extensions.find(Oids.GRANT).isPresent();
    }
}
