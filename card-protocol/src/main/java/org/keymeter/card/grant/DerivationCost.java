package org.keymeter.card.grant;

import java.math.BigInteger;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.keymeter.card.file.InvalidFileException;

/**
 * What it costs to derive a key from a passphrase is said by the file, so that a hostile one could ask for all memory. (BouncyCastle and
 * the JDK bound the iterations of the other functions themselves.)
 */
final class DerivationCost {
    /** In bytes; OpenSSL chooses 16 MiB. */
    private static final BigInteger SCRYPT_MAXIMUM = BigInteger.valueOf(64 << 20);

    private static final BigInteger BLOCK_LENGTH = BigInteger.valueOf(128);

    private DerivationCost() {}

    /**
     * SPEC: RFC 8018 (PBES2), RFC 7914 (scrypt).
     *
     * @throws InvalidFileException when it would take far more memory than usual
     */
    static void check(EncryptedPrivateKeyInfo key) throws InvalidFileException {
        if (!key.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            return;
        }
        KeyDerivationFunc derivation = PBES2Parameters.getInstance(
                        key.getEncryptionAlgorithm().getParameters())
                .getKeyDerivationFunc();
        if (derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)
                && work(ScryptParams.getInstance(derivation.getParameters())).compareTo(SCRYPT_MAXIMUM) > 0) {
            throw new InvalidFileException(
                    "The CA's private key asks for far more memory to open than any passphrase needs.",
                    "Write it again with the usual settings: openssl pkcs8 -topk8.");
        }
    }

    private static BigInteger work(ScryptParams scrypt) {
        return scrypt.getCostParameter()
                .multiply(scrypt.getBlockSize())
                .multiply(scrypt.getParallelizationParameter())
                .multiply(BLOCK_LENGTH);
    }
}
