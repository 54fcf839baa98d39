package org.keymeter.simulator.fuzz;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The host's end of a channel: it wraps whatever it is given, and judges nothing but MACs. One ephemeral key for all channels. */
final class HostChannel {
    static final int MAC_LENGTH = 8;
    static final int BLOCK = 16;
    private static final byte[] REQUEST = HexFormat.of().parseHex("A60D9002110095013C8001888101105F4941");
    private static final byte[] SHARED_INFO = {0x3C, (byte) 0x88, 0x10};
    private static final int POINT_LENGTH = 65;
    private static final KeyPair EPHEMERAL = newPair();
    private static final byte[] OWN_POINT = point(EPHEMERAL);

    private final Cipher ecb = cipher("AES/ECB/NoPadding");
    private final Cipher cbc = cipher("AES/CBC/NoPadding");
    private final SecretKeySpec encryption;
    private final CMac commandMac;
    private final CMac responseMac;
    private final byte[] first;
    private final byte[] second;
    private byte[] chain;
    private long counter;

    private HostChannel(byte[] first, byte[] second, byte[] receipt) throws GeneralSecurityException {
        this.first = first;
        this.second = second;
        encryption = new SecretKeySpec(first, BLOCK, BLOCK, "AES");
        ecb.init(Cipher.ENCRYPT_MODE, encryption);
        commandMac = mac(Arrays.copyOf(second, BLOCK));
        responseMac = mac(Arrays.copyOfRange(second, BLOCK, 2 * BLOCK));
        chain = receipt;
    }

    /** @param keys session keys of a channel that no card knows */
    static HostChannel ofKeys(byte[] keys, byte[] chain) throws GeneralSecurityException {
        return new HostChannel(Arrays.copyOf(keys, 2 * BLOCK), Arrays.copyOfRange(keys, 2 * BLOCK, 4 * BLOCK), chain);
    }

    /** Another end of the same channel, which goes on from here by itself. */
    HostChannel copy() throws GeneralSecurityException {
        HostChannel copy = new HostChannel(first, second, chain);
        copy.counter = counter;
        return copy;
    }

    /** Data of INTERNAL AUTHENTICATE. */
    static byte[] request() {
        return Command.join(REQUEST, OWN_POINT);
    }

    /** The secret that this host shares with a card's static key; the same for every channel with it. */
    static byte[] agree(byte[] point) throws GeneralSecurityException {
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, POINT_LENGTH)));
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(EPHEMERAL.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(w, ((ECPublicKey) EPHEMERAL.getPublic()).getParams())),
                true);
        return agreement.generateSecret();
    }

    /**
     * @param answer data of the card's answer to {@link #request}
     * @param channelSecret what {@link #agree} gives for the card's channel key
     * @throws GeneralSecurityException if the receipt is wrong
     */
    static HostChannel open(byte[] answer, byte[] channelSecret) throws GeneralSecurityException {
        byte[] secret = Command.join(agree(Arrays.copyOfRange(answer, 3, 3 + POINT_LENGTH)), channelSecret);
        byte[] first = derive(secret, 1);
        CMac mac = mac(Arrays.copyOf(first, BLOCK));
        byte[] receipt = sign(mac, request(), Arrays.copyOf(answer, 3 + POINT_LENGTH));
        if (!Arrays.equals(receipt, Arrays.copyOfRange(answer, 70, 86))) {
            throw new GeneralSecurityException("wrong receipt");
        }
        return new HostChannel(first, derive(secret, 2), receipt);
    }

    /**
     * A wrapped command's data: cipher and MAC. The counter and the chaining value go on.
     *
     * @param isExtended whether Lc is signed in its long form however short it is
     */
    byte[] wrap(Command command, boolean isExtended) throws GeneralSecurityException {
        counter++;
        byte[] cipher = command.data().length == 0 ? Command.NO_DATA : encrypt(command.data());
        int lc = cipher.length + MAC_LENGTH;
        byte[] header = {
            (byte) (command.cla() | 0x04), (byte) command.ins(), (byte) command.p1(), (byte) command.p2(),
        };
        byte[] length = isExtended || lc > 0xFF ? Command.join(0, Command.u16(lc)) : new byte[] {(byte) lc};
        chain = sign(commandMac, chain, header, length, cipher);
        byte[] data = Arrays.copyOf(cipher, lc);
        System.arraycopy(chain, 0, data, cipher.length, MAC_LENGTH);
        return data;
    }

    /**
     * Data of a success or warning.
     *
     * @param answer with its status word
     * @throws GeneralSecurityException if its MAC or padding is wrong, or there is none
     */
    byte[] unwrap(byte[] answer) throws GeneralSecurityException {
        int end = answer.length - 2 - MAC_LENGTH;
        if (end < 0 || end % BLOCK != 0) {
            throw new GeneralSecurityException("no MAC");
        }
        byte[] data = Arrays.copyOf(answer, end);
        byte[] mac = sign(responseMac, chain, data, Arrays.copyOfRange(answer, answer.length - 2, answer.length));
        if (!Arrays.equals(mac, 0, MAC_LENGTH, answer, end, end + MAC_LENGTH)) {
            throw new GeneralSecurityException("wrong MAC");
        }
        if (end == 0) {
            return data;
        }
        cbc.init(Cipher.DECRYPT_MODE, encryption, iv((byte) 0x80));
        byte[] padded = cbc.doFinal(data);
        int last = padded.length - 1;
        while (last > 0 && padded[last] == 0) {
            last--;
        }
        if (padded[last] != (byte) 0x80) {
            throw new GeneralSecurityException("wrong padding");
        }
        return Arrays.copyOf(padded, last);
    }

    private byte[] encrypt(byte[] data) throws GeneralSecurityException {
        byte[] padded = Arrays.copyOf(data, data.length / BLOCK * BLOCK + BLOCK);
        padded[data.length] = (byte) 0x80;
        cbc.init(Cipher.ENCRYPT_MODE, encryption, iv((byte) 0));
        return cbc.doFinal(padded);
    }

    private IvParameterSpec iv(byte direction) throws GeneralSecurityException {
        byte[] block =
                ByteBuffer.allocate(BLOCK).put(direction).putLong(8, counter).array();
        return new IvParameterSpec(ecb.doFinal(block));
    }

    private static CMac mac(byte[] key) {
        CMac mac = new CMac(AESEngine.newInstance());
        mac.init(new KeyParameter(key));
        return mac;
    }

    private static byte[] sign(CMac mac, byte[]... parts) {
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] out = new byte[BLOCK];
        mac.doFinal(out, 0);
        return out;
    }

    private static byte[] derive(byte[] secret, int number) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(Command.join(secret, Command.u32(number), SHARED_INFO));
    }

    private static Cipher cipher(String name) {
        try {
            return Cipher.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] point(KeyPair pair) {
        byte[] info = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(info, info.length - POINT_LENGTH, info.length);
    }
}
