package org.keymeter.card;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.keymeter.card.channel.ModelChannel;

/**
 * A card in test code, written from docs/PROTOCOL.md alone with BouncyCastle's primitives: selects, vouches, opens a
 * channel, takes chains and extended APDUs, and gives long answers in pieces. What it answers inside the channel is
 * up to
 * the test.
 */
public final class ModelCard implements CardConnection {
    private static final byte[] AID = {(byte) 0xF0, 'K', 'E', 'Y', 'M', 'E', 'T', 'E', 'R', 1};
    private static final int MAX_DATA = 1023;

    /** Answers a command that came through the channel. */
    @FunctionalInterface
    public interface Inside {
        /** @return data, then status word */
        byte[] answer(int cla, int ins, int p1, int p2, byte[] data);
    }

    final KeyPair deviceKey = generate();
    final KeyPair channelKey = generate();
    byte[] deviceId = new byte[16];
    int instance = 1;
    /** The signer of vouchers; another one than the device key makes them wrong. */
    KeyPair voucherSigner = deviceKey;

    private final boolean supportsExtended;
    private final Inside inside;
    private final ByteArrayOutputStream chained = new ByteArrayOutputStream();
    private ModelChannel channel;
    private byte[] waiting = {};
    private int apdus;
    private boolean isClosed;

    public ModelCard(boolean supportsExtended, Inside inside) {
        this.supportsExtended = supportsExtended;
        this.inside = inside;
        Arrays.fill(deviceId, (byte) 0xD1);
    }

    @Override
    public byte[] transmit(byte[] apdu) {
        apdus++;
        boolean isExtended = apdu.length >= 7 && apdu[4] == 0;
        int lc = apdu.length <= 5 ? 0 : isExtended ? (apdu[5] & 0xFF) << 8 | apdu[6] & 0xFF : apdu[4] & 0xFF;
        byte[] data = Arrays.copyOfRange(apdu, isExtended ? 7 : 5, (isExtended ? 7 : 5) + lc);
        if (lc == 0) {
            data = new byte[0];
        }
        if ((apdu[1] & 0xFF) == 0xC0) {
            return piece(256);
        }
        chained.writeBytes(data);
        if ((apdu[0] & 0x10) != 0) {
            return new byte[] {(byte) 0x90, 0};
        }
        byte[] whole = chained.toByteArray();
        chained.reset();
        waiting = answer(apdu[0] & 0xFF, apdu[1] & 0xFF, apdu[2] & 0xFF, apdu[3] & 0xFF, whole, isExtended);
        return piece(isExtended ? 65536 : 256);
    }

    @Override
    public byte[] atr() {
        return new byte[] {0x3B, 0};
    }

    @Override
    public boolean supportsExtended() {
        return supportsExtended;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** APDUs seen so far. */
    int apdus() {
        return apdus;
    }

    DeviceIdentity identity() throws CardException {
        return new DeviceIdentity(
                ByteString.of(deviceId), instance, DeviceKey.ofPoint(ByteString.of(point(deviceKey))));
    }

    public KeyPair channelKey() {
        return channelKey;
    }

    private byte[] answer(int cla, int ins, int p1, int p2, byte[] data, boolean isExtended) {
        if ((cla & 4) != 0) {
            return channel == null ? status(0x6985) : unwrapped(cla, ins, p1, p2, data, isExtended);
        }
        if (ins == 0xF2) {
            return join(new byte[] {1, 1, 5, 5, 0, (byte) 200, 2, 0, 0, 0, 7, 0, 0, 0, 9}, status(0x9000));
        }
        channel = null;
        return switch (ins) {
            case 0xA4 -> Arrays.equals(data, AID) ? selected() : status(0x6A82);
            case 0x88 -> cla == 0x80 ? open(data) : voucher(data);
            default -> status(0x6985);
        };
    }

    private byte[] unwrapped(int cla, int ins, int p1, int p2, byte[] data, boolean isExtended) {
        byte[] plain = channel.unwrap(new byte[] {(byte) cla, (byte) ins, (byte) p1, (byte) p2}, data, isExtended);
        if (plain == null) {
            channel = null;
            return status(0x6988);
        }
        return channel.wrap(inside.answer(cla & ~4, ins, p1, p2, plain));
    }

    private byte[] selected() {
        return join(
                new byte[] {0x6F, 0x18, (byte) 0x84, 0x0A},
                AID,
                new byte[] {(byte) 0xA5, 0x0A, (byte) 0x80, 1, 1, (byte) 0x81, 1, 1},
                new byte[] {(byte) 0x82, 2, MAX_DATA >> 8, (byte) MAX_DATA},
                status(0x9000));
    }

    private byte[] voucher(byte[] nonce) {
        byte[] identity = join(deviceId, ByteBuffer.allocate(4).putInt(instance).array());
        byte[] message =
                join("KEYMETER-CHAN-v1".getBytes(StandardCharsets.US_ASCII), identity, point(channelKey), nonce);
        return join(identity, point(deviceKey), point(channelKey), sign(voucherSigner, message), status(0x9000));
    }

    private byte[] open(byte[] request) {
        channel = new ModelChannel(
                new ECPrivateKeyParameters(((ECPrivateKey) channelKey.getPrivate()).getS(), ModelChannel.CURVE),
                request);
        return join(channel.answer(), status(0x9000));
    }

    private byte[] piece(int maximum) {
        int data = waiting.length - 2;
        if (data <= maximum) {
            byte[] last = waiting;
            waiting = new byte[] {(byte) 0x69, (byte) 0x85};
            return last;
        }
        byte[] piece = join(Arrays.copyOf(waiting, maximum), status(0x6100 + Math.min(255, data - maximum)));
        waiting = Arrays.copyOfRange(waiting, maximum, waiting.length);
        return piece;
    }

    public static byte[] status(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sign(KeyPair key, byte[] message) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] point(KeyPair key) {
        ECPublicKey point = (ECPublicKey) key.getPublic();
        return join(
                new byte[] {4},
                fixed(point.getW().getAffineX()),
                fixed(point.getW().getAffineY()));
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }
}
