package org.keymeter.card.grant;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Secret;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

/** Good requests, certificates and keys, and what reads them: for tests of other packages that spoil them. */
public final class GrantSamples {
    private final RequestingCard card = new RequestingCard(100);
    private final TestCa ca = TestCa.p256("CN=Approver");
    private final GrantTarget target;

    public GrantSamples() throws Exception {
        target = card.target(1, ca.anchor());
    }

    public DeviceKey deviceKey() throws Exception {
        return card.deviceKey();
    }

    public byte[] request() throws Exception {
        return card.request();
    }

    public byte[] grant() throws Exception {
        return ca.issue(
                new X500Name("CN=grant"),
                card.publicKey(),
                List.of(
                        TestCa.grantExtensions().get(0),
                        TestCa.grantExtensions().get(1),
                        card.grantExtension(true)));
    }

    public byte[] caCertificate() throws Exception {
        return ca.root();
    }

    /** PKCS #8. */
    public byte[] caKey() {
        return ca.keys.getPrivate().getEncoded();
    }

    /** PEM, under the passphrase that {@link #readCaKey} gives. */
    public byte[] encryptedCaKey() throws Exception {
        PemObject object = new JcaPKCS8Generator(
                        ca.keys.getPrivate(),
                        new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setPassword("secret".toCharArray())
                                .build())
                .generate();
        return PemFile.write(object.getType(), object.getContent()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Finds a path among what the bytes hold and judges it. */
    public void judge(byte[] file) throws InvalidFileException {
        List<AnchorInfo> anchors = target.anchors();
        new GrantJudge(target, TestCa.NOW).judge(GrantPath.find(List.of(file), anchors));
    }

    /** Reads a request and describes all that is in it. */
    public static void readRequest(byte[] file) throws InvalidFileException {
        GrantRequest request = GrantRequest.parse(file);
        request.extras();
        request.statement();
    }

    public static void readCaKey(byte[] file) throws Exception {
        CaKey.parse(file, () -> Secret.take("secret".getBytes(StandardCharsets.US_ASCII)));
    }

    /** As PEM, what was DER. */
    public static byte[] pem(String label, byte[] der) {
        return PemFile.write(label, der).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a CA's certificate and describes it. */
    public static ByteString readCaCertificate(byte[] file) throws InvalidFileException {
        CaCertificate certificate = CaCertificate.parse(file);
        certificate.name();
        return certificate.fingerprint();
    }
}
