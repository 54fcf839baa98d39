package org.keymeter.card.channel;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.ISO7816d4Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.util.BigIntegers;
import org.keymeter.card.ModelCard;

/** The card's side of SCP11b, on BouncyCastle's primitives: shares nothing with the host's side. */
public final class ModelChannel {
    public static final ECDomainParameters CURVE = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    private static final byte[] POINT_HEADER = {0x5F, 0x49, 65};

    private final byte[] encryption = new byte[16];
    private final byte[] commandMac = new byte[16];
    private final byte[] responseMac = new byte[16];
    private final byte[] answer;
    private byte[] chain;
    private int counter;

    public ModelChannel(ECPrivateKeyParameters channelKey, byte[] request) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(CURVE, new SecureRandom()));
        var pair = generator.generateKeyPair();
        byte[] own = ((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false);
        ECPublicKeyParameters host = new ECPublicKeyParameters(
                CURVE.getCurve().decodePoint(Arrays.copyOfRange(request, request.length - 65, request.length)), CURVE);
        byte[] secret =
                ModelCard.join(agree((ECPrivateKeyParameters) pair.getPrivate(), host), agree(channelKey, host));
        KDF2BytesGenerator derivation = new KDF2BytesGenerator(new SHA256Digest());
        derivation.init(new KDFParameters(secret, new byte[] {0x3C, (byte) 0x88, 0x10}));
        byte[] keys = new byte[64];
        derivation.generateBytes(keys, 0, keys.length);
        System.arraycopy(keys, 16, encryption, 0, 16);
        System.arraycopy(keys, 32, commandMac, 0, 16);
        System.arraycopy(keys, 48, responseMac, 0, 16);
        chain = mac(Arrays.copyOf(keys, 16), request, POINT_HEADER, own);
        answer = ModelCard.join(POINT_HEADER, own, new byte[] {(byte) 0x86, 16}, chain);
    }

    public byte[] answer() {
        return answer;
    }

    /** Null if the MAC is wrong. */
    public byte[] unwrap(byte[] header, byte[] data, boolean isExtended) {
        counter++;
        int end = data.length - 8;
        byte[] lc = isExtended || data.length > 255
                ? new byte[] {0, (byte) (data.length >> 8), (byte) data.length}
                : new byte[] {(byte) data.length};
        byte[] cipher = Arrays.copyOf(data, Math.max(0, end));
        chain = mac(commandMac, chain, header, lc, cipher);
        if (end < 0 || !Arrays.equals(Arrays.copyOf(chain, 8), Arrays.copyOfRange(data, end, data.length))) {
            return null;
        }
        return end == 0 ? new byte[0] : crypt(false, 0, cipher);
    }

    /** @param plain data and status word */
    public byte[] wrap(byte[] plain) {
        byte[] status = Arrays.copyOfRange(plain, plain.length - 2, plain.length);
        int high = status[0] & 0xFF;
        if (high != 0x90 && high != 0x62 && high != 0x63) {
            return plain;
        }
        byte[] cipher = plain.length == 2 ? new byte[0] : crypt(true, 0x80, Arrays.copyOf(plain, plain.length - 2));
        byte[] mac = mac(responseMac, chain, cipher, status);
        return ModelCard.join(cipher, Arrays.copyOf(mac, 8), status);
    }

    private static byte[] agree(ECPrivateKeyParameters own, ECPublicKeyParameters other) {
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(own);
        BigInteger x = agreement.calculateAgreement(other);
        return BigIntegers.asUnsignedByteArray(32, x);
    }

    private byte[] crypt(boolean isForward, int direction, byte[] data) {
        byte[] block = new byte[16];
        block[0] = (byte) direction;
        block[14] = (byte) (counter >> 8);
        block[15] = (byte) counter;
        BlockCipher engine = AESEngine.newInstance();
        engine.init(true, new KeyParameter(encryption));
        byte[] iv = new byte[16];
        engine.processBlock(block, 0, iv, 0);
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(
                CBCBlockCipher.newInstance(AESEngine.newInstance()), new ISO7816d4Padding());
        cipher.init(isForward, new ParametersWithIV(new KeyParameter(encryption), iv));
        byte[] out = new byte[cipher.getOutputSize(data.length)];
        int length = cipher.processBytes(data, 0, data.length, out, 0);
        try {
            length += cipher.doFinal(out, length);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(out, length);
    }

    private static byte[] mac(byte[] key, byte[]... parts) {
        CMac mac = new CMac(AESEngine.newInstance());
        mac.init(new KeyParameter(key));
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] out = new byte[16];
        mac.doFinal(out, 0);
        return out;
    }
}
