package org.keymeter.gui.approver;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.keymeter.card.grant.Oids;

/** What a thief puts in the place of a card's request: the same words, his own key, and the wish to be a CA. */
final class SwappedRequest {
    private SwappedRequest() {}

    /** @param genuine the card's, DER */
    static byte[] of(byte[] genuine) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair thief = generator.generateKeyPair();
        PKCS10CertificationRequest asked = new PKCS10CertificationRequest(genuine);
        Extensions words = asked.getRequestedExtensions();
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(words.getExtension(Oids.GRANT));
        extensions.addExtension(words.getExtension(Oids.STATUS));
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return new JcaPKCS10CertificationRequestBuilder(asked.getSubject(), thief.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(thief.getPrivate()))
                .getEncoded();
    }
}
