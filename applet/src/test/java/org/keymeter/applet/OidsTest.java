package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was encoded by hand is what the names mean. */
class OidsTest {
    private static final Path PROTOCOL = Path.of("..", "docs", "PROTOCOL.md");

    static Stream<Arguments> identifiers() throws IOException {
        return Stream.of(
                Arguments.of(ours("keymeterGrant"), Oids.GRANT),
                Arguments.of(ours("keymeterStatus"), Oids.STATUS),
                Arguments.of(ours("keymeterGrantUsage (extended key usage)"), Oids.GRANT_USAGE),
                Arguments.of(Extension.keyUsage, extension(Oids.KEY_USAGE)),
                Arguments.of(Extension.basicConstraints, extension(Oids.BASIC_CONSTRAINTS)),
                Arguments.of(Extension.extendedKeyUsage, extension(Oids.EXTENDED_KEY_USAGE)),
                Arguments.of(BCStyle.CN, Oids.COMMON_NAME),
                Arguments.of(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, Oids.EXTENSION_REQUEST));
    }

    private static byte[] extension(byte last) {
        return ByteBuffer.allocate(3)
                .putShort(Oids.CERTIFICATE_EXTENSION)
                .put(last)
                .array();
    }

    /** As section 7 of the protocol document has it. */
    private static ASN1ObjectIdentifier ours(String name) throws IOException {
        String row = "| " + name + " | ";
        return Files.readAllLines(PROTOCOL).stream()
                .filter(line -> line.startsWith(row))
                .map(line -> new ASN1ObjectIdentifier(line.substring(row.length(), line.lastIndexOf(" |"))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + PROTOCOL));
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void identifiersAreEncodedRight(ASN1ObjectIdentifier expected, byte[] value) throws IOException {
        byte[] encoded = expected.getEncoded();
        assertArrayEquals(Arrays.copyOfRange(encoded, 2, encoded.length), value);
    }
}
