package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.applet.ForgedCertificate.BASIC_CONSTRAINTS;
import static org.keymeter.applet.ForgedCertificate.CRITICAL;
import static org.keymeter.applet.ForgedCertificate.EXTENDED_KEY_USAGE;
import static org.keymeter.applet.ForgedCertificate.GRANT;
import static org.keymeter.applet.ForgedCertificate.GRANT_USAGE;
import static org.keymeter.applet.ForgedCertificate.KEY_USAGE;
import static org.keymeter.applet.ForgedCertificate.OPTIONAL;
import static org.keymeter.applet.ForgedCertificate.UNKNOWN;
import static org.keymeter.applet.ForgedCertificate.time;
import static org.keymeter.applet.ForgedCertificate.tlv;

import com.licel.jcardsim.base.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import javacard.framework.ISOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Sw;

/** What a certificate says, and what it is refused for, whoever signed it. */
class CertificateTest {
    private static final int OFFSET = 24;

    private final Simulator simulator = new Simulator();
    private final byte[] bytes = new byte[1300];
    private final byte[] work = new byte[28];
    private final Certificate certificate = new Certificate(bytes);

    private void read(byte[] encoded) {
        Arrays.fill(bytes, (byte) 0x30);
        System.arraycopy(encoded, 0, bytes, OFFSET, encoded.length);
        certificate.read((short) OFFSET, (short) encoded.length, work);
    }

    private void read(ForgedCertificate forged) {
        read(forged.encode());
    }

    private void assertRefused(short status, ForgedCertificate forged) {
        ISOException thrown = assertThrows(ISOException.class, () -> read(forged));
        assertEquals(Integer.toHexString(status), Integer.toHexString(thrown.getReason()));
    }

    private void assertRefused(short status, Consumer<ForgedCertificate> change) {
        ForgedCertificate forged = new ForgedCertificate().with(GRANT, CRITICAL, "3000");
        change.accept(forged);
        assertRefused(status, forged);
    }

    @Test
    void bareCertificateHasNothing() {
        read(new ForgedCertificate());
        assertFalse(certificate.isCa());
        assertFalse(certificate.hasGrant());
        assertEquals(0, certificate.length(Certificate.GRANT));
        assertFalse(certificate.hasKeyUsage());
        assertFalse(certificate.hasExtendedKeyUsage());
        assertFalse(certificate.hasGrantUsage());
        assertEquals(Certificate.NONE, certificate.pathLength());
        assertEquals("2024022923595920491231235959", new String(work, StandardCharsets.US_ASCII));
    }

    @Test
    void nothingStaysOfTheCertificateBefore() {
        read(new ForgedCertificate()
                .with(BASIC_CONSTRAINTS, CRITICAL, "30060101FF020103")
                .with(KEY_USAGE, CRITICAL, "03020106")
                .with(GRANT, CRITICAL, "3000")
                .with(EXTENDED_KEY_USAGE, OPTIONAL, tlv(0x30, GRANT_USAGE)));
        assertTrue(certificate.isCa() && certificate.hasGrant() && certificate.hasGrantUsage());
        bareCertificateHasNothing();
    }

    @Test
    void grantIsItsValue() {
        read(new ForgedCertificate().with(UNKNOWN, OPTIONAL, "FFFF").with(GRANT, CRITICAL, "3003020105"));
        int start = certificate.offset(Certificate.GRANT);
        assertTrue(certificate.hasGrant());
        assertArrayEquals(
                new byte[] {0x30, 3, 2, 1, 5},
                Arrays.copyOfRange(bytes, start, start + certificate.length(Certificate.GRANT)));
    }

    @ParameterizedTest
    @CsvSource({
        "3000, false, 32767",
        "30030101FF, true, 32767",
        "30060101FF020100, true, 0",
        "30060101FF020101, true, 1",
        "30060101FF02017F, true, 127",
        "30070101FF020200FF, true, 255",
        "30070101FF02020100, true, 32767"
    })
    void readsBasicConstraints(String value, boolean ca, short pathLength) {
        for (String critical : new String[] {CRITICAL, OPTIONAL}) {
            read(new ForgedCertificate().with(BASIC_CONSTRAINTS, critical, value));
            assertEquals(ca, certificate.isCa());
            assertEquals(pathLength, certificate.pathLength());
        }
    }

    @ParameterizedTest
    @CsvSource({"03020780, 80", "03020106, 06", "030205A0, A0", "03020001, 01", "0303078680, 86", "0303070080, 00"})
    void readsKeyUsage(String value, String expected) {
        read(new ForgedCertificate().with(KEY_USAGE, CRITICAL, value));
        assertTrue(certificate.hasKeyUsage());
        assertEquals(Integer.parseInt(expected, 16), certificate.keyUsage());
    }

    @Test
    void readsExtendedKeyUsage() {
        read(new ForgedCertificate().with(EXTENDED_KEY_USAGE, CRITICAL, tlv(0x30, "0603550403")));
        assertTrue(certificate.hasExtendedKeyUsage());
        assertFalse(certificate.hasGrantUsage());
        read(new ForgedCertificate()
                .with(EXTENDED_KEY_USAGE, OPTIONAL, tlv(0x30, "0603550403", GRANT_USAGE, "06022A03")));
        assertTrue(certificate.hasGrantUsage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3003010100",
                "3003010101",
                "3003020105",
                "30060101FF0201FF",
                "30000500",
                "310030",
                "30060201050101FF",
                "",
                "30080101FF0101FF0500"
            })
    void refusesBasicConstraintsThatAreNone(String value) {
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.with(BASIC_CONSTRAINTS, CRITICAL, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "030100",
                "03020080",
                "03020880",
                "0302FF80",
                "03020700",
                "030207C0",
                "03020781",
                "0300",
                "04020780",
                "0303070000",
                "0302078000"
            })
    void refusesKeyUsageThatIsNone(String value) {
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.with(KEY_USAGE, CRITICAL, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3000", "30020500", "060155", "300306015500", "30020600", "3003060180"})
    void refusesExtendedKeyUsageThatIsNone(String value) {
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.with(EXTENDED_KEY_USAGE, OPTIONAL, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02010502", "300005", "3080", "300130000000", "308100"})
    void refusesGrantsThatAreNoSequence(String value) {
        assertRefused(Sw.GRANT_MALFORMED, new ForgedCertificate().with(GRANT, CRITICAL, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A003020100", "A003020101", "A003020103", "A00402020102", ""})
    void refusesOtherVersions(String version) {
        assertRefused(Sw.GRANT_NOT_V3, forged -> forged.version = version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A0020500", "A00302010205", "A0800201020000", "A1030201025", "A004020102", "A00402010205"})
    void refusesVersionsThatAreNone(String version) {
        assertRefused(
                Sw.GRANT_MALFORMED, forged -> forged.version = version.length() % 2 == 0 ? version : version + "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0201FF", "020180", "0200", "0202007F", "02810101", "0A0101"})
    void refusesSerialNumbersThatAreNegativeOrNotShortest(String serial) {
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.serial = serial);
    }

    @Test
    void refusesAlgorithmsThatDiffer() {
        assertRefused(Sw.GRANT_ALGORITHM, forged -> forged.outerAlgorithm = "300A06082A8648CE3D040303");
        assertRefused(Sw.GRANT_ALGORITHM, forged -> forged.outerAlgorithm = "300C06082A8648CE3D0403020500");
        assertRefused(Sw.GRANT_ALGORITHM, forged -> forged.outerAlgorithm = "3000");
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.outerAlgorithm = "");
    }

    @Test
    void refusesWhatDoesNotBelong() {
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.behindSpki = "810200FF"); // issuerUniqueID
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.behindSpki = "0500");
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.behindSignature = "00");
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.signature = "03020102");
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.signature = "0300");
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.signature += "0500");
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.issuer = "3100");
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.withRaw("0500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "300B" + UNKNOWN + "0101FF0400", // longer than its parent
                "300A" + UNKNOWN + "0101000400", // FALSE, the default
                "300A" + UNKNOWN + "0101010400", // TRUE, but not as DER writes it
                "3008" + UNKNOWN + "0101FF", // no value
                "3005" + UNKNOWN,
                "3007" + UNKNOWN + "0500", // another type
                "3009" + UNKNOWN + "04000400", // one more
                "300406000400", // an empty identifier
                "3006060255800400" // an arc with zeros in front
            })
    void refusesExtensionsThatAreNone(String raw) {
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.withRaw(raw));
    }

    @Test
    void refusesAnEmptyListOfExtensions() {
        ForgedCertificate forged = new ForgedCertificate();
        forged.behindSpki = "A3023000";
        assertRefused(Sw.GRANT_MALFORMED, forged);
    }

    @ParameterizedTest
    @CsvSource({
        BASIC_CONSTRAINTS + ", 3000",
        KEY_USAGE + ", 03020780",
        EXTENDED_KEY_USAGE + ", 300406022A03",
        GRANT + ", 3000",
        UNKNOWN + ", 00"
    })
    void refusesAnyExtensionTwice(String oid, String value) {
        String criticality = oid.equals(GRANT) ? CRITICAL : OPTIONAL;
        ForgedCertificate once =
                new ForgedCertificate().with(oid, criticality, value).with("0603551D23", OPTIONAL, "");
        read(once);
        assertRefused(Sw.GRANT_CRITICAL_EXTENSION, once.with(oid, criticality, value));
    }

    /** Whose last bytes have the same four bits at their end: such pairs are looked at more closely. */
    @Test
    void takesUnknownExtensionsThatDifferOnlyInTheirMiddle() {
        ForgedCertificate alike = new ForgedCertificate()
                .with(UNKNOWN, OPTIONAL, "")
                .with("0603551D1E", OPTIONAL, "")
                .with("0603551E0E", OPTIONAL, "")
                .with("0604551D0E0E", OPTIONAL, "");
        read(alike);
        assertRefused(Sw.GRANT_CRITICAL_EXTENSION, alike.with("0603551E0E", OPTIONAL, "41"));
    }

    @Test
    void refusesUnknownCriticalExtensions() {
        for (String oid : new String[] {UNKNOWN, "0603551D1E", "0603551D11"}) {
            assertRefused(Sw.GRANT_CRITICAL_EXTENSION, forged -> forged.with(oid, CRITICAL, "3000"));
        }
    }

    @Test
    void refusesAGrantThatIsNotCritical() {
        assertRefused(Sw.GRANT_NOT_CRITICAL, new ForgedCertificate().with(GRANT, OPTIONAL, "3000"));
    }

    @ParameterizedTest
    @CsvSource({
        "17, 500101000000Z, 19500101000000", "17, 991231235959Z, 19991231235959", "17, 000229000000Z, 20000229000000",
        "17, 491231235959Z, 20491231235959", "18, 20500101000000Z, 20500101000000",
                "18, 99991231235959Z, 99991231235959",
        "18, 20960229000000Z, 20960229000000", "18, 24000229000000Z, 24000229000000"
    })
    void readsTimes(String tag, String digits, String expected) {
        ForgedCertificate forged = new ForgedCertificate();
        forged.notBefore = time(0x17, "500101000000Z");
        forged.notAfter = time(Integer.parseInt(tag, 16), digits);
        read(forged);
        assertEquals(expected, new String(work, Certificate.NOT_AFTER, 14, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "17, 240001000000Z",
        "17, 241301000000Z",
        "17, 240100000000Z",
        "17, 240132000000Z",
        "17, 240431000000Z",
        "17, 230229000000Z",
        "17, 240230000000Z",
        "17, 240101240000Z",
        "17, 240101006000Z",
        "17, 240101000060Z",
        "17, 2401010000Z",
        "17, 240101000000",
        "17, 240101000000z",
        "17, 240101000000+0000",
        "17, 24010100000AZ",
        "17, /40101000000Z",
        "17, 24010100000:Z",
        "17, 20240101000000Z",
        "17, ''",
        "18, 20240101000000Z",
        "18, 20491231235959Z",
        "18, 19500101000000Z",
        "18, 500101000000Z",
        "18, 20500101000000.5Z",
        "18, 20500101000000",
        "18, 21000229000000Z",
        "18, 00000101000000Z",
        "19, 240101000000Z"
    })
    void refusesTimesThatAreNone(String tag, String digits) {
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.notAfter = time(Integer.parseInt(tag, 16), digits));
        assertRefused(Sw.GRANT_MALFORMED, forged -> forged.notBefore = time(Integer.parseInt(tag, 16), digits));
    }

    @Test
    void refusesToEndBeforeItBegins() {
        assertRefused(Sw.GRANT_VALIDITY, forged -> forged.notAfter = time(0x17, "240229235958Z"));
        assertRefused(Sw.GRANT_VALIDITY, forged -> forged.notBefore = time(0x18, "20500101000000Z"));
        ForgedCertificate moment = new ForgedCertificate();
        moment.notAfter = moment.notBefore;
        read(moment);
    }

    @Test
    void refusesWhatIsLongerThanTheLimit() {
        byte[] base = new ForgedCertificate().with(UNKNOWN, OPTIONAL, "").encode();
        int longest = 1024 - base.length - 2 * 5 - 1; // lengths of more than 127 bytes grow by two each
        for (int length = longest - 8; length < longest + 12; length++) {
            ForgedCertificate forged = new ForgedCertificate().with(UNKNOWN, OPTIONAL, "00".repeat(length));
            if (forged.encode().length <= 1024) {
                read(forged);
            } else {
                assertRefused(Sw.GRANT_MALFORMED, forged);
            }
        }
    }

    @Test
    void manySmallExtensionsAreReadToTheEnd() {
        ForgedCertificate forged = new ForgedCertificate();
        for (int i = 0; i < 80; i++) {
            forged.with("060255%02X".formatted(i), OPTIONAL, "");
        }
        read(forged);
        assertRefused(Sw.GRANT_CRITICAL_EXTENSION, forged.with("06025500", OPTIONAL, ""));
    }
}
