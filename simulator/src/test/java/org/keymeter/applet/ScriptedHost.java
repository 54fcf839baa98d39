package org.keymeter.applet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
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

/** The host's end of a channel, which says exactly what a test wants said, also what no honest host would. */
final class ScriptedHost {
    private static final byte[] REQUEST = HexFormat.of().parseHex("A60D9002110095013C8001888101105F4941");
    private static final byte[] INFO = {0x3C, (byte) 0x88, 0x10};

    private final WireCard card;
    private final KeyPair ephemeral = newPair();
    final byte[] channelPoint;
    final byte[] hostPoint = point(ephemeral);
    byte[] cardPoint;
    private byte[] receiptKey;
    private byte[] encryptionKey;
    private byte[] commandMacKey;
    private byte[] responseMacKey;
    private byte[] chain;
    private long counter;

    ScriptedHost(WireCard card) throws GeneralSecurityException {
        this.card = card;
        byte[] answer = card.send("00 CA 5F 49 00");
        channelPoint = Arrays.copyOf(answer, answer.length - 2);
    }

    byte[] request() {
        return concatenate(REQUEST, hostPoint);
    }

    static byte[] handshake(byte[] data) {
        return concatenate(new byte[] {(byte) 0x80, (byte) 0x88, 0x01, 0x13, (byte) data.length}, data, new byte[1]);
    }

    /** Opens a channel; whether the card's receipt is right. */
    boolean open() throws GeneralSecurityException {
        byte[] answer = card.sendAndReceive(handshake(request()));
        if (answer.length != 88) {
            throw new AssertionError(HexFormat.of().formatHex(answer));
        }
        cardPoint = Arrays.copyOfRange(answer, 3, 68);
        byte[] secrets = concatenate(agree(cardPoint), agree(channelPoint));
        byte[] first = sha256(secrets, new byte[] {0, 0, 0, 1}, INFO);
        byte[] second = sha256(secrets, new byte[] {0, 0, 0, 2}, INFO);
        receiptKey = Arrays.copyOf(first, 16);
        encryptionKey = Arrays.copyOfRange(first, 16, 32);
        commandMacKey = Arrays.copyOf(second, 16);
        responseMacKey = Arrays.copyOfRange(second, 16, 32);
        chain = cmac(receiptKey, request(), Arrays.copyOf(answer, 68));
        counter = 0;
        return Arrays.equals(chain, Arrays.copyOfRange(answer, 70, 86));
    }

    byte[] transcript() throws GeneralSecurityException {
        return sha256(hostPoint, cardPoint, channelPoint);
    }

    /** Goes on as if so many commands had run. */
    void skipTo(long next) {
        counter = next - 1;
    }

    /** Encrypts with this command's counter; the data bring their own padding. */
    byte[] encrypt(byte[] padded) throws GeneralSecurityException {
        return cbc(Cipher.ENCRYPT_MODE, iv((byte) 0), padded);
    }

    /** A whole wrapped command, its data already encrypted. */
    byte[] command(String header, byte[] cipher) {
        byte[] start = HexFormat.of().parseHex(header);
        byte[] lc = {(byte) (cipher.length + 8)};
        chain = cmac(commandMacKey, chain, start, lc, cipher);
        return concatenate(start, lc, cipher, Arrays.copyOf(chain, 8), new byte[1]);
    }

    byte[] send(String header, byte[] plain) throws GeneralSecurityException {
        next();
        return card.sendAndReceive(command(header, encrypt(pad(plain))));
    }

    void next() {
        counter++;
    }

    /** What an answer holds, its MAC checked. */
    byte[] open(byte[] answer) throws GeneralSecurityException {
        int end = answer.length - 10;
        byte[] status = Arrays.copyOfRange(answer, answer.length - 2, answer.length);
        byte[] cipher = Arrays.copyOf(answer, end);
        byte[] mac = Arrays.copyOf(cmac(responseMacKey, chain, cipher, status), 8);
        if (!Arrays.equals(mac, Arrays.copyOfRange(answer, end, end + 8))) {
            throw new GeneralSecurityException("wrong MAC");
        }
        if (end == 0) {
            return cipher;
        }
        byte[] padded = cbc(Cipher.DECRYPT_MODE, iv((byte) 0x80), cipher);
        int last = padded.length - 1;
        while (padded[last] == 0) {
            last--;
        }
        return Arrays.copyOf(padded, last);
    }

    static byte[] pad(byte[] plain) {
        byte[] padded = Arrays.copyOf(plain, plain.length / 16 * 16 + 16);
        padded[plain.length] = (byte) 0x80;
        return padded;
    }

    private byte[] iv(byte first) throws GeneralSecurityException {
        byte[] block = ByteBuffer.allocate(16).put(first).putLong(8, counter).array();
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(encryptionKey, "AES"));
        return cipher.doFinal(block);
    }

    private byte[] cbc(int mode, byte[] iv, byte[] data) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, new SecretKeySpec(encryptionKey, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(data);
    }

    private byte[] agree(byte[] point) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ephemeral.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(w, curve.getParameterSpec(ECParameterSpec.class))),
                true);
        return agreement.generateSecret();
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] point(KeyPair pair) {
        byte[] info = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(info, info.length - 65, info.length);
    }

    private static byte[] cmac(byte[] key, byte[]... parts) {
        CMac mac = new CMac(AESEngine.newInstance());
        mac.init(new KeyParameter(key));
        byte[] message = concatenate(parts);
        mac.update(message, 0, message.length);
        byte[] out = new byte[16];
        mac.doFinal(out, 0);
        return out;
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(concatenate(parts));
    }

    static byte[] concatenate(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(whole::put);
        return whole.array();
    }
}
