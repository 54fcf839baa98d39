package org.keymeter.card.grant;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.Capability;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.file.PemFile;
import org.keymeter.protocol.Limit;

/** Makes the requests that a card makes, byte for byte by the protocol document, and ones that no card would. */
final class RequestingCard {
    static final long CEILING = 1_000;

    private final KeyPair device;
    final GrantTerms terms;

    RequestingCard(long uses) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        device = generator.generateKeyPair();
        terms = new GrantTerms(random(), 3, random(), 2, random(), uses);
    }

    private static ByteString random() {
        byte[] bytes = new byte[Limit.ID_LENGTH];
        new SecureRandom().nextBytes(bytes);
        return ByteString.of(bytes);
    }

    DeviceKey deviceKey() throws Exception {
        byte[] spki = device.getPublic().getEncoded();
        return DeviceKey.ofPoint(
                ByteString.of(Arrays.copyOfRange(spki, spki.length - Limit.POINT_LENGTH, spki.length)));
    }

    ECPublicKey publicKey() {
        return (ECPublicKey) device.getPublic();
    }

    /** As the card makes it, DER. */
    byte[] request() throws Exception {
        return request(List.of(grantExtension(true), statusExtension()));
    }

    String requestPem() throws Exception {
        return PemFile.write("CERTIFICATE REQUEST", request());
    }

    byte[] request(List<Extension> extensions) throws Exception {
        return request(
                extensions, new X500Name("CN=keymeter " + terms.deviceId().toHex()));
    }

    byte[] request(List<Extension> extensions, X500Name subject) throws Exception {
        PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(
                subject, SubjectPublicKeyInfo.getInstance(device.getPublic().getEncoded()));
        builder.addAttribute(
                PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new Extensions(extensions.toArray(new Extension[0])));
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(device.getPrivate()))
                .getEncoded();
    }

    Extension grantExtension(boolean isCritical) {
        return new Extension(Oids.GRANT, isCritical, terms.encode());
    }

    Extension statusExtension() throws Exception {
        List<ASN1Encodable> fields = new ArrayList<>();
        for (long value : new long[] {1, 17, 4, 183, 1_183, 42}) {
            fields.add(new ASN1Integer(value));
        }
        fields.add(new DEROctetString(
                MessageDigest.getInstance("SHA-256").digest("chain".getBytes(StandardCharsets.US_ASCII))));
        for (long value : new long[] {1, 2, 3}) {
            fields.add(new ASN1Integer(BigInteger.valueOf(value)));
        }
        return new Extension(Oids.STATUS, false, new DERSequence(fields.toArray(new ASN1Encodable[0])).getEncoded());
    }

    /** The card as it waits for the grant. */
    GrantTarget target(int intermediates, AnchorInfo... anchors) throws Exception {
        return target(intermediates, List.of(anchors), List.of(anchors), true);
    }

    GrantTarget target(int intermediates, List<AnchorInfo> anchors, List<AnchorInfo> inPolicy, boolean isPending)
            throws Exception {
        DeviceInfo info = new DeviceInfo(
                1,
                1,
                CardState.INITIALIZED,
                Set.of(CardOption.FORCED_AUDIT),
                DeviceInfo.Setup.UNVERIFIED,
                Set.of(Capability.P384, Capability.RSA_2048, Capability.ECDSA_SHA_384),
                Limit.BUFFER_DEFAULT - Limit.BUFFER_OVERHEAD,
                terms.deviceId(),
                terms.instance(),
                new DeviceInfo.PinTries(5, 5),
                new DeviceInfo.PinTries(5, 5),
                new FreeSlots(OptionalInt.of(200)),
                Set.of(0),
                Set.of(0),
                "test card");
        Policy policy = Policy.of(
                        CEILING, inPolicy.stream().map(AnchorInfo::spkiHash).toList())
                .withIntermediates(intermediates);
        KeyInfo key = new KeyInfo(
                0,
                terms.keyIdentity(),
                terms.generation(),
                false,
                isPending,
                0,
                0,
                0,
                0,
                OptionalInt.empty(),
                policy,
                "test key");
        return new GrantTarget(info, deviceKey(), key, anchors, Optional.of(terms));
    }
}
