package org.keymeter.card.grant;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.keymeter.card.file.PemFile;

/** What somebody puts in the place of a card's request to get a TLS server's certificate, or a CA's. */
final class SwappedRequest {
    private final TestCa owner;

    SwappedRequest(String kind) throws Exception {
        owner = new TestCa(kind, "CN=bank.example");
    }

    byte[] der() throws Exception {
        KeyPurposeId[] purposes = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        Extension[] extensions = {
            new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()),
            new Extension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature).getEncoded()),
            new Extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes).getEncoded()),
            new Extension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "bank.example")).getEncoded())
        };
        PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(
                new X500Name("CN=bank.example"),
                SubjectPublicKeyInfo.getInstance(owner.keys.getPublic().getEncoded()));
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new Extensions(extensions));
        String algorithm = owner.keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return builder.build(new JcaContentSignerBuilder(algorithm).build(owner.keys.getPrivate()))
                .getEncoded();
    }

    String pem() throws Exception {
        return PemFile.write("CERTIFICATE REQUEST", der());
    }
}
