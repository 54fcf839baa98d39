package org.keymeter.card.grant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrintableText;

/** Words for what a person may meet in a request or a certificate. */
final class ExtensionWords {
    private static final Map<ASN1ObjectIdentifier, String> NAMES = Map.ofEntries(
            Map.entry(Oids.GRANT, "keymeterGrant"),
            Map.entry(Oids.STATUS, "keymeterStatus"),
            Map.entry(Oids.GRANT_USAGE, "keymeterGrantUsage"),
            Map.entry(Extension.basicConstraints, "basicConstraints"),
            Map.entry(Extension.keyUsage, "keyUsage"),
            Map.entry(Extension.extendedKeyUsage, "extendedKeyUsage"),
            Map.entry(Extension.subjectAlternativeName, "subjectAltName"),
            Map.entry(Extension.issuerAlternativeName, "issuerAltName"),
            Map.entry(Extension.subjectKeyIdentifier, "subjectKeyIdentifier"),
            Map.entry(Extension.authorityKeyIdentifier, "authorityKeyIdentifier"),
            Map.entry(Extension.certificatePolicies, "certificatePolicies"),
            Map.entry(Extension.nameConstraints, "nameConstraints"),
            Map.entry(Extension.policyConstraints, "policyConstraints"),
            Map.entry(Extension.cRLDistributionPoints, "crlDistributionPoints"),
            Map.entry(Extension.authorityInfoAccess, "authorityInfoAccess"),
            Map.entry(KeyPurposeId.anyExtendedKeyUsage.toOID(), "any purpose"),
            Map.entry(KeyPurposeId.id_kp_serverAuth.toOID(), "TLS server"),
            Map.entry(KeyPurposeId.id_kp_clientAuth.toOID(), "TLS client"),
            Map.entry(KeyPurposeId.id_kp_codeSigning.toOID(), "code signing"),
            Map.entry(KeyPurposeId.id_kp_emailProtection.toOID(), "e-mail"),
            Map.entry(KeyPurposeId.id_kp_OCSPSigning.toOID(), "OCSP signing"),
            Map.entry(EdECObjectIdentifiers.id_Ed25519, "Ed25519"),
            Map.entry(EdECObjectIdentifiers.id_Ed448, "Ed448"));

    private static final List<String> KEY_USAGES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly");
    private static final int IP_ADDRESS = 0x87;
    private static final Map<Integer, String> NAME_KINDS =
            Map.of(0x81, "email", 0x82, "DNS", 0x86, "URI", IP_ADDRESS, "IP");

    private ExtensionWords() {}

    /** The usual name, else the dotted number. */
    static String of(ASN1ObjectIdentifier oid) {
        return NAMES.getOrDefault(oid, oid.getId());
    }

    /** Such as "subjectAltName DNS:example.org" or "basicConstraints CA:TRUE (critical)". */
    static String describe(ExtensionList.Entry entry, ExtensionList list) {
        String detail = "";
        if (entry.oid().equals(Extension.basicConstraints)) {
            detail = list.isCa() ? " CA:TRUE" : " CA:FALSE";
        } else if (entry.oid().equals(Extension.keyUsage)) {
            detail = " " + describeKeyUsage(list.keyUsage().orElse(0));
        } else if (entry.oid().equals(Extension.extendedKeyUsage)) {
            detail = list.purposes().orElse(List.of()).stream()
                    .map(ExtensionWords::of)
                    .collect(Collectors.joining(", ", " ", ""));
        } else if (entry.oid().equals(Extension.subjectAlternativeName)) {
            detail = " " + describeNames(entry.value());
        }
        return of(entry.oid()) + detail + (entry.isCritical() ? " (critical)" : "");
    }

    /** @param bits the first eight, digitalSignature the highest */
    static String describeKeyUsage(int bits) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < KEY_USAGES.size(); i++) {
            if ((bits & ExtensionList.DIGITAL_SIGNATURE >> i) != 0) {
                words.add(KEY_USAGES.get(i));
            }
        }
        return String.join(", ", words);
    }

    private static String describeNames(byte[] value) {
        try {
            List<String> words = new ArrayList<>();
            DerReader names = new DerReader("subjectAltName", value).enter(DerReader.SEQUENCE);
            while (names.hasMore()) {
                int tag = names.tag();
                byte[] name = names.contents(tag);
                String kind = NAME_KINDS.get(tag);
                words.add(kind == null ? "another kind of name" : kind + ":" + nameText(tag, name));
            }
            return PrintableText.of(String.join(", ", words));
        } catch (InvalidFileException damaged) {
            return "(damaged)";
        }
    }

    private static String nameText(int tag, byte[] name) {
        return tag == IP_ADDRESS ? HexFormat.of().formatHex(name) : new String(name, StandardCharsets.ISO_8859_1);
    }
}
