package org.keymeter.card.grant;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/**
 * The extension keymeterGrant: what a card asks for, or what it is granted.
 *
 * @param deviceId 16 bytes
 * @param instance u32
 * @param keyIdentity 16 bytes
 * @param generation u16
 * @param nonce of the request, 16 bytes
 * @param uses u32
 */
public record GrantTerms(
        ByteString deviceId, long instance, ByteString keyIdentity, int generation, ByteString nonce, long uses) {
    private static final long U32_MAXIMUM = 0xFFFF_FFFFL;
    private static final int U16_MAXIMUM = 0xFFFF;

    static GrantTerms parse(String what, byte[] extensionValue) throws InvalidFileException {
        DerReader value = new DerReader(what, extensionValue);
        DerReader fields = value.enter(DerReader.SEQUENCE);
        value.end();
        fields.require(fields.unsigned(U32_MAXIMUM) == Code.GRANT_VERSION);
        GrantTerms terms = new GrantTerms(
                ByteString.of(fields.octets(Limit.ID_LENGTH)),
                fields.unsigned(U32_MAXIMUM),
                ByteString.of(fields.octets(Limit.ID_LENGTH)),
                (int) fields.unsigned(U16_MAXIMUM),
                ByteString.of(fields.octets(Limit.ID_LENGTH)),
                fields.unsigned(U32_MAXIMUM));
        fields.end();
        return terms;
    }

    /** The same for another number of uses. */
    public GrantTerms withUses(long newUses) {
        return new GrantTerms(deviceId, instance, keyIdentity, generation, nonce, newUses);
    }

    /** DER of the extension's value. */
    public byte[] encode() {
        ASN1Encodable[] fields = {
            new ASN1Integer(Code.GRANT_VERSION),
            new DEROctetString(deviceId.toByteArray()),
            new ASN1Integer(instance),
            new DEROctetString(keyIdentity.toByteArray()),
            new ASN1Integer(generation),
            new DEROctetString(nonce.toByteArray()),
            new ASN1Integer(uses)
        };
        try {
            return new DERSequence(fields).getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
