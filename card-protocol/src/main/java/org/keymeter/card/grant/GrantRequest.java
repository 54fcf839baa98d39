package org.keymeter.card.grant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.protocol.Limit;

/**
 * A card's PKCS #10 request for uses (section 7 of the protocol document), read strictly, its signature verified with the
 * key in it. Which card that key belongs to the request cannot prove: compare {@link #deviceKey} with the custodian's record sheet.
 */
public final class GrantRequest {
    private static final String WHAT = "grant request";
    private static final int LENGTH_MAXIMUM = 4_096;
    private static final int ATTRIBUTES = 0xA0;

    private final ByteString der;
    private byte[] subject;
    private DeviceKey deviceKey;
    private GrantTerms terms;
    private CardStatement statement;
    private final List<String> extras = new ArrayList<>();

    private GrantRequest(byte[] der) {
        this.der = ByteString.of(der);
    }

    /**
     * @param file PEM or DER
     * @throws InvalidFileException when it is no card's request, or its signature is wrong
     */
    public static GrantRequest parse(byte[] file) throws InvalidFileException {
        byte[] der = PemFile.readOne(file, WHAT, "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
        if (der.length > LENGTH_MAXIMUM) {
            throw new InvalidFileException("The " + WHAT + " is longer than any that a card makes.");
        }
        GrantRequest request = new GrantRequest(der);
        DerReader whole = new DerReader(WHAT, der);
        DerReader parts = whole.enter(DerReader.SEQUENCE);
        whole.end();
        byte[] signed = parts.element(DerReader.SEQUENCE);
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.of(parts.element(DerReader.SEQUENCE));
        byte[] signature = parts.bits();
        parts.end();
        request.readSigned(new DerReader(WHAT, signed).enter(DerReader.SEQUENCE));
        if (!algorithm.equals(Optional.of(SignatureAlgorithm.ECDSA_SHA_256))
                || !request.deviceKey.verifies(signed, signature)) {
            throw new InvalidFileException(
                    "The request's signature is wrong: it was changed.", "Fetch it again from the card.");
        }
        return request;
    }

    private void readSigned(DerReader fields) throws InvalidFileException {
        fields.require(fields.unsigned(0) == 0);
        subject = fields.element(DerReader.SEQUENCE);
        deviceKey = readKey(fields.element(DerReader.SEQUENCE));
        DerReader attributes = fields.enter(ATTRIBUTES);
        fields.end();
        Optional<ExtensionList> extensions = Optional.empty();
        while (attributes.hasMore()) {
            DerReader attribute = attributes.enter(DerReader.SEQUENCE);
            ASN1ObjectIdentifier oid = attribute.oid();
            DerReader values = attribute.enter(DerReader.SET);
            attribute.end();
            if (oid.equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
                values.require(extensions.isEmpty());
                extensions = Optional.of(ExtensionList.read(WHAT, values));
            } else {
                extras.add("the attribute " + ExtensionWords.of(oid));
            }
        }
        readExtensions(extensions.orElse(ExtensionList.empty()));
    }

    private static DeviceKey readKey(byte[] spki) throws InvalidFileException {
        if (spki.length > Limit.POINT_LENGTH) {
            int prefix = spki.length - Limit.POINT_LENGTH;
            ByteString point = ByteString.of(Arrays.copyOfRange(spki, prefix, spki.length));
            try {
                DeviceKey key = DeviceKey.ofPoint(point);
                if (key.spki().equals(ByteString.of(spki))) {
                    return key;
                }
            } catch (MalformedResponseException noPoint) {
                throw noCard();
            }
        }
        throw noCard();
    }

    private static InvalidFileException noCard() {
        return new InvalidFileException("No card made this request: its key is not on P-256.");
    }

    private void readExtensions(ExtensionList extensions) throws InvalidFileException {
        Optional<ExtensionList.Entry> grant = extensions.find(Oids.GRANT);
        Optional<ExtensionList.Entry> status = extensions.find(Oids.STATUS);
        if (extensions.hasDuplicates()
                || grant.isEmpty()
                || status.isEmpty()
                || !grant.get().isCritical()
                || status.get().isCritical()) {
            throw new InvalidFileException("No card made this request: it does not ask for uses as a card does.");
        }
        terms = GrantTerms.parse(WHAT, grant.get().value());
        statement = CardStatement.parse(WHAT, status.get().value());
        if (!Arrays.equals(subject, DistinguishedName.ofCard(terms.deviceId()))) {
            extras.add("the name " + DistinguishedName.describe(subject));
        }
        for (ExtensionList.Entry entry : extensions.entries()) {
            if (!entry.oid().equals(Oids.GRANT) && !entry.oid().equals(Oids.STATUS)) {
                extras.add("the extension " + ExtensionWords.describe(entry, extensions));
            }
        }
    }

    /** PKCS #10. */
    public ByteString der() {
        return der;
    }

    /** The key that signed the request, and for which the grant will be. */
    public DeviceKey deviceKey() {
        return deviceKey;
    }

    /** What is asked for. */
    public GrantTerms terms() {
        return terms;
    }

    /** What the card says of itself. */
    public CardStatement statement() {
        return statement;
    }

    /**
     * What else the request asks for, in words, such as "the extension basicConstraints CA:TRUE (critical)". No card asks
     * for anything else: if this is not empty, somebody else made the request.
     */
    public List<String> extras() {
        return List.copyOf(extras);
    }
}
