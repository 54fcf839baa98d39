package org.keymeter.card;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Tag;

/** The card as a whole. */
public final class DeviceCommands {
    /** First byte under the setup MAC of the host, and of the card. */
    private static final byte FROM_HOST = 1;

    private static final byte FROM_CARD = 2;

    private final CardLink link;

    DeviceCommands(CardLink link) {
        this.link = link;
    }

    /** GET DATA 0101. */
    public DeviceInfo read() throws CardException {
        return link.readDevice();
    }

    /** GET DATA 0130; empty after the first initialisation. */
    public Optional<Succession> readSuccession() throws CardException {
        return ObjectReader.succession(link.readObject(Operation.READ_SUCCESSION, Tag.SUCCESSION));
    }

    /**
     * INITIALIZE: everything on the card is made new. On an initialised card the admin PIN must be verified, and the
     * log
     * acknowledged. The channel goes on, without authority; the identity to pin is in the answer.
     *
     * @throws NotAuthorisedException without the admin PIN, or with another setup secret than the card's
     * @throws UnknownDeviceException if a setup secret was given and the card has none, or another
     */
    public Initialized initialize(Initialization initialization) throws CardException {
        boolean waits = link.readDevice().setup() == DeviceInfo.Setup.WAITING;
        if (waits && initialization.setupSecret().isEmpty()) {
            throw new NotAuthorisedException(
                    NotAuthorisedException.Missing.SETUP_SECRET, Operation.INITIALIZE.phrase());
        }
        if (!waits && initialization.setupSecret().isPresent()) {
            throw UnknownDeviceException.notProvisioned(link.identity());
        }
        byte[] answer = link.send(Operation.INITIALIZE, command(initialization));
        Initialized initialized = read(new ByteReader("INITIALIZE", answer), initialization);
        link.identity(initialized.identity());
        return initialized;
    }

    private CommandApdu command(Initialization initialization) {
        byte[] nonce = new byte[Limit.NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        try (ByteWriter writer = new ByteWriter()) {
            writer.u8(initialization.options().stream()
                            .mapToInt(CardOption::bit)
                            .sum())
                    .lv(initialization.label().getBytes(StandardCharsets.UTF_8))
                    .lv(initialization.userPin().expose())
                    .lv(initialization.adminPin().expose())
                    .bytes(nonce);
            if (initialization.setupSecret().isPresent()) {
                writer.bytes(mac(initialization.setupSecret().get(), FROM_HOST, ByteString.EMPTY));
            }
            return CommandApdu.proprietary(Ins.INITIALIZE, 0, writer.toByteArray())
                    .withLongAnswer();
        }
    }

    private Initialized read(ByteReader reader, Initialization initialization) throws CardException {
        ByteString deviceId = reader.string(Limit.ID_LENGTH);
        long instance = reader.u32();
        ByteString point = reader.string(Limit.POINT_LENGTH);
        DeviceIdentity identity = new DeviceIdentity(deviceId, instance, DeviceKey.ofPoint(point));
        ByteString channelKey = reader.string(Limit.POINT_LENGTH);
        DeviceInfo.Setup setup = Fields.setup(reader);
        if (initialization.setupSecret().isPresent()) {
            byte[] proof = reader.bytes(Limit.HASH_LENGTH);
            Secret secret = initialization.setupSecret().get();
            if (setup != DeviceInfo.Setup.VERIFIED || !MessageDigest.isEqual(mac(secret, FROM_CARD, point), proof)) {
                link.close();
                throw UnknownDeviceException.notProvisioned(identity);
            }
        }
        reader.end();
        return new Initialized(identity, channelKey, setup);
    }

    /** HMAC-SHA-256(secret, direction ‖ point ‖ transcript). */
    private byte[] mac(Secret secret, byte direction, ByteString point) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.expose(), "HmacSHA256"));
            mac.update(direction);
            mac.update(point.toByteArray());
            return mac.doFinal(link.transcript().toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HMAC-SHA-256", e);
        }
    }
}
