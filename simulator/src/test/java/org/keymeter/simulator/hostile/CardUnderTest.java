package org.keymeter.simulator.hostile;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javacard.framework.Applet;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.Initialization;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.protocol.Ins;
import org.keymeter.scenario.RawLink;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** The applet in a simulated card with two keys that can be refilled, one channel with both PINs verified, and certificates sent in it as they stand. */
final class CardUnderTest implements AutoCloseable {
    static final int CEILING = 1000;
    static final int ASKED = 900;
    /** The key whose policy allows two intermediates; the other's allows none. */
    static final int DEEP = 0;

    static final int FLAT = 1;
    static final int SLOTS = 2;

    /** What one command in the channel of this card carries. */
    static final int CERTIFICATE_MAXIMUM = 1279;

    /** Try limits 5 and 5, and the largest buffer, so that certificates of more than 1,024 bytes reach the applet. */
    private static final byte[] PARAMETERS = {5, 5, 0x05, 0x20};

    private static final ASN1ObjectIdentifier GRANT = new ASN1ObjectIdentifier(Specimen.GRANT);
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final String NO_DATE = "0".repeat(14);
    /** Dates beyond this leave no room for good grants whose times are UTCTime. */
    private static final String LATEST = "20470101000000";

    private static final int NONCE = 5;

    private final SimulatedCard card;
    private final CardSession session;
    private final RawLink link;
    private final DeviceInfo device;
    private final List<byte[]> nonces = new ArrayList<>();
    private final List<Boolean> pending = new ArrayList<>();
    private byte[] deviceKey;
    private List<AnchorInfo> anchors;

    CardUnderTest(Class<? extends Applet> applet) throws Exception {
        card = SimulatedCard.inMemory(
                new AppletInstallation(applet, AppletInstallation.keymeter().aid(), PARAMETERS));
        session = CardSession.open(SimulatedReader.with("card under test", card).connect());
        session.openChannelUnpinned();
        link = new RawLink(session);
        try (Secret user = secret("123456");
                Secret admin = secret("12345678")) {
            session.device()
                    .initialize(new Initialization(
                            "card under test", Set.of(CardOption.FORCED_AUDIT), user, admin, Optional.empty()));
            session.pins().verify(Pin.USER, user);
            session.pins().verify(Pin.ADMIN, admin);
        }
        device = session.device().read();
        List<ByteString> named = new ArrayList<>();
        for (Signer anchor : List.of(Authorities.P256, Authorities.TWIN, Authorities.P384, Authorities.RSA)) {
            named.add(importAnchor(anchor));
        }
        importAnchor(Authorities.STRANGER);
        anchors = session.anchors().readAll();
        session.keys().create("deep", 1, Policy.of(CEILING, named).withIntermediates(2));
        session.keys().create("flat", 1, Policy.of(CEILING, named));
        for (int slot = 0; slot < SLOTS; slot++) {
            nonces.add(new byte[0]);
            pending.add(false);
            request(slot);
        }
    }

    private static Secret secret(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }

    private ByteString importAnchor(Signer anchor) throws Exception {
        byte[] spki = anchor.spki().encode();
        session.anchors().importAnchor(ByteString.of(anchor.name().encode()), ByteString.of(spki));
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes a new request. */
    void request(int slot) throws Exception {
        PKCS10CertificationRequest request = new PKCS10CertificationRequest(
                session.grants().request(slot, ASKED).toByteArray());
        deviceKey = request.getSubjectPublicKeyInfo().getEncoded();
        ASN1Sequence terms =
                ASN1Sequence.getInstance(request.getRequestedExtensions().getExtensionParsedValue(GRANT));
        nonces.set(slot, ASN1OctetString.getInstance(terms.getObjectAt(NONCE)).getOctets());
        pending.set(slot, true);
    }

    KeyInfo readKey(int slot) throws Exception {
        return session.keys().read(slot);
    }

    /** By what was seen of the card so far. */
    CardState state(int slot, KeyInfo key) {
        return new CardState(
                device.deviceId().toByteArray(),
                device.instance(),
                deviceKey,
                key.identity().toByteArray(),
                key.generation(),
                nonces.get(slot),
                ASKED,
                pending.get(slot),
                key.policy().ceiling(),
                key.policy().intermediates(),
                anchors.stream().map(anchor -> anchor(anchor, key)).toList());
    }

    private static CardState.Anchor anchor(AnchorInfo info, KeyInfo key) {
        return new CardState.Anchor(
                info.subject().toByteArray(),
                info.spki().toByteArray(),
                key.policy().anchors().contains(info.spkiHash()),
                info.latest().map(DIGITS::format).orElse(NO_DATE));
    }

    /** MANAGE SECURITY ENVIRONMENT: the next certificates are for this key. */
    void choose(int slot) throws Exception {
        ResponseApdu answer = link.exchange(CommandApdu.interindustry(
                Ins.MANAGE_SECURITY_ENVIRONMENT, 0x81, 0xB6, new byte[] {(byte) 0x83, 1, (byte) slot}));
        if (!answer.status().isDone()) {
            throw new IllegalStateException("MANAGE SECURITY ENVIRONMENT: " + answer);
        }
    }

    /** PSO: VERIFY CERTIFICATE. */
    ResponseApdu present(byte[] certificate) throws Exception {
        return link.exchange(CommandApdu.interindustry(Ins.PERFORM_SECURITY_OPERATION, 0, 0xBE, certificate.clone()));
    }

    /** After a grant was redeemed: reads the dates anew, and makes room in the log. */
    void noteRedeemed(int slot) throws Exception {
        pending.set(slot, false);
        anchors = session.anchors().readAll();
        LogState log = session.log().readState();
        session.log().acknowledge(log.last(), log.chain());
    }

    /** Notes that the request has died. */
    void noteEnded(int slot) {
        pending.set(slot, false);
    }

    boolean isPending(int slot) {
        return pending.get(slot);
    }

    /** Whether an anchor's date is so late that good grants are hard to write. */
    boolean isSpoilt() {
        return anchors.stream().anyMatch(anchor -> anchor.latest()
                .map(DIGITS::format)
                .filter(date -> date.compareTo(LATEST) > 0)
                .isPresent());
    }

    @Override
    public void close() {
        session.close();
        card.close();
    }
}
