package org.keymeter.card.grant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.keymeter.card.Secret;
import org.keymeter.card.file.InvalidFileException;

/** A CA's private key from a file: PKCS #8, SEC 1 or PKCS #1 in PEM, encrypted or not, PKCS #8 in DER, or PKCS #12. */
public final class CaKey {
    private static final int OBJECTS_MAXIMUM = 16;
    private static final byte[] PEM_BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

    private final PrivateKey key;

    private CaKey(PrivateKey key) {
        this.key = key;
    }

    /** Asked only when the file is encrypted. */
    public interface Passphrase {
        /** UTF-8; closed by who asked. */
        Secret ask() throws IOException;
    }

    /**
     * @param file the whole file; the caller wipes it
     * @throws InvalidFileException when there is no private key in it, or the passphrase is wrong
     * @throws IOException when the passphrase cannot be asked for
     */
    public static CaKey parse(byte[] file, Passphrase passphrase) throws InvalidFileException, IOException {
        try {
            return new CaKey(isPem(file) ? readPem(file, passphrase) : readDer(file, passphrase));
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException | RuntimeException damaged) {
            throw unreadable(damaged);
        }
    }

    PrivateKey privateKey() {
        return key;
    }

    private static boolean isPem(byte[] file) {
        for (int i = 0; i <= file.length - PEM_BEGIN.length; i++) {
            if (Arrays.equals(file, i, i + PEM_BEGIN.length, PEM_BEGIN, 0, PEM_BEGIN.length)) {
                return true;
            }
        }
        return false;
    }

    private static PrivateKey readPem(byte[] file, Passphrase passphrase)
            throws InvalidFileException, IOException, OperatorCreationException, PKCSException {
        try (PEMParser parser =
                new PEMParser(new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.ISO_8859_1))) {
            for (int i = 0; i < OBJECTS_MAXIMUM; i++) {
                Object object = readObject(parser);
                if (object == null) {
                    break;
                }
                if (object instanceof PrivateKeyInfo info) {
                    return convert(info);
                } else if (object instanceof PEMKeyPair pair) {
                    return convert(pair.getPrivateKeyInfo());
                } else if (object instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                    return convert(decrypt(encrypted, passphrase));
                } else if (object instanceof PEMEncryptedKeyPair encrypted) {
                    return convert(decrypt(encrypted, passphrase));
                }
            }
        }
        throw new InvalidFileException("The file holds no private key.", "Give the file with the CA's private key.");
    }

    /** A key of the JDK's own kind, which its Signature takes. */
    private static PrivateKey convert(PrivateKeyInfo info) throws InvalidFileException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        converter.setAlgorithmMapping(X9ObjectIdentifiers.id_ecPublicKey, "EC");
        try {
            return converter.getPrivateKey(info);
        } catch (PEMException damaged) {
            throw unreadable(damaged);
        }
    }

    private static Object readObject(PEMParser parser) throws InvalidFileException {
        try {
            return parser.readObject();
        } catch (IOException damaged) {
            throw unreadable(damaged);
        }
    }

    private static PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo encrypted, Passphrase passphrase)
            throws InvalidFileException, IOException, OperatorCreationException, PKCSException {
        DerivationCost.check(encrypted.toASN1Structure());
        char[] characters = ask(passphrase);
        try {
            return encrypted.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(characters));
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static PrivateKeyInfo decrypt(PEMEncryptedKeyPair encrypted, Passphrase passphrase)
            throws IOException, InvalidFileException {
        char[] characters = ask(passphrase);
        try {
            return encrypted
                    .decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(characters))
                    .getPrivateKeyInfo();
        } catch (IOException wrong) {
            throw unreadable(wrong);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static PrivateKey readDer(byte[] file, Passphrase passphrase)
            throws InvalidFileException, IOException, GeneralSecurityException {
        PrivateKeyInfo info;
        try {
            info = PrivateKeyInfo.getInstance(file);
        } catch (IllegalArgumentException noPkcs8) {
            return readPkcs12(file, passphrase);
        }
        return convert(info);
    }

    private static PrivateKey readPkcs12(byte[] file, Passphrase passphrase)
            throws InvalidFileException, IOException, GeneralSecurityException {
        char[] characters = ask(passphrase);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), characters);
            List<String> keys = Collections.list(store.aliases()).stream()
                    .filter(alias -> isKey(store, alias))
                    .toList();
            if (keys.size() != 1) {
                throw new InvalidFileException(
                        "The PKCS #12 file holds " + keys.size() + " private keys instead of one.");
            }
            return (PrivateKey) store.getKey(keys.get(0), characters);
        } catch (IOException wrong) {
            throw unreadable(wrong);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static char[] ask(Passphrase passphrase) throws IOException {
        try (Secret secret = passphrase.ask()) {
            CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(secret.expose()));
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return characters;
        }
    }

    private static InvalidFileException unreadable(Exception cause) {
        return new InvalidFileException(
                "The CA's private key cannot be read: the file is damaged, or the passphrase wrong.", "", cause);
    }
}
