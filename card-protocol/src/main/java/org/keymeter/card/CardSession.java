package org.keymeter.card;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ChannelException.Problem;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.protocol.Ins;

/**
 * A conversation with the Keymeter applet on one card: select it, look at its public face, open a channel, then work by
 * way of {@link #device}, {@link #pins}, {@link #anchors}, {@link #keys}, {@link #uses}, {@link #grants} and {@link
 * #log}.
 *
 * <p>Confined to one thread at a time, like the connection below it. Everything behind those seven needs an open
 * channel
 * and otherwise throws {@link ChannelException}. Closing the session ends the channel (which returns an open lease) and
 * closes the connection.
 *
 * <p>Errors: a {@link RefusedException} says that the card refused, and its {@link RefusedException#isAuthentic}
 * whether
 * that is certain. After a {@link ChannelException} or {@link TransportException} it is unknown what the last command
 * did: open a new session and read.
 *
 * <pre>{@code
 * try (CardSession card = CardSession.open(reader.connect())) {
 *     card.openChannel(pinned);
 *     card.pins().verify(Pin.USER, pin);
 *     try (SubkeyBatch subkeys = card.uses().unwrap(slot, generation, prefix, blobs)) {
 *         …
 *     }
 * }
 * }</pre>
 */
public final class CardSession implements AutoCloseable {
    private static final int END_CHANNEL = 1;

    private final CardConnection connection;
    private final PlainCommands plain;
    private final AppletInfo applet;
    private CardLink link;

    private CardSession(CardConnection connection, PlainCommands plain, AppletInfo applet) {
        this.connection = connection;
        this.plain = plain;
        this.applet = applet;
    }

    /**
     * Selects the applet. Takes the connection over: closed with the session, and also if this fails.
     *
     * @throws UnsupportedCardException if it is no Keymeter card or speaks another version
     */
    public static CardSession open(CardConnection connection) throws CardException {
        PlainCommands plain = PlainCommands.over(connection);
        boolean isOpen = false;
        try {
            CardSession session = new CardSession(connection, plain, plain.select());
            isOpen = true;
            return session;
        } finally {
            if (!isOpen) {
                connection.close();
            }
        }
    }

    /**
     * What a card says to everybody, without a session: sends GET STATUS alone if the applet is selected already, as
     * it is
     * while another program works with it, and so disturbs nobody; else selects it first.
     */
    public static PublicStatus readPublicStatus(CardConnection connection) throws CardException {
        PlainCommands plain = PlainCommands.over(connection);
        Optional<PublicStatus> status = plain.tryReadStatus();
        if (status.isPresent()) {
            return status.get();
        }
        plain.select();
        return plain.readStatus();
    }

    /**
     * Whether the applet is selected on the card, as it is while some program works with it and until the card loses power
     * or another applet is selected. Disturbs nobody.
     */
    public static boolean isSelected(CardConnection connection) throws CardException {
        return PlainCommands.over(connection).tryReadStatus().isPresent();
    }

    /** What the card answered to SELECT; not authenticated. */
    public AppletInfo applet() {
        return applet;
    }

    /** GET STATUS: not authenticated, changes nothing, disturbs no channel. */
    public PublicStatus readPublicStatus() throws CardException {
        return plain.readStatus();
    }

    /**
     * Has the card vouch for its channel key under a fresh nonce, and verifies that against the key it names. Ends an
     * open channel.
     *
     * @throws UnknownDeviceException if the signature is not that key's
     */
    public Voucher readVoucher() throws CardException {
        closeLink();
        return plain.readVoucher();
    }

    /**
     * Opens a channel to the pinned card, which has proven itself when this returns. Ends an open one first.
     *
     * @throws UnknownDeviceException another card, or this one initialised again; {@link
     *     UnknownDeviceException.Problem#SUCCESSOR}
     *     if the pinned device key vouches for the new one (no channel is open then)
     */
    public void openChannel(PinnedDevice pinned) throws CardException {
        openChannel(List.of(pinned));
    }

    /**
     * Opens a channel to whichever of the pinned cards is there.
     *
     * @param pinned may be empty
     * @return the one it is
     * @throws UnknownDeviceException if it is none of them, or a successor of one
     */
    public PinnedDevice openChannel(Collection<PinnedDevice> pinned) throws CardException {
        Voucher voucher = readVoucher();
        for (PinnedDevice device : pinned) {
            if (device.identity().equals(voucher.identity())) {
                link = plain.openLink(voucher, applet);
                return device;
            }
        }
        throw unknown(voucher, pinned);
    }

    /**
     * Opens a channel to whatever card is there. What it says it is proves nothing until the caller has compared the
     * fingerprint with what the custodian handed out; making a {@link PinnedDevice} of it is the caller's decision.
     */
    public DeviceIdentity openChannelUnpinned() throws CardException {
        Voucher voucher = readVoucher();
        link = plain.openLink(voucher, applet);
        return voucher.identity();
    }

    /** Whether the channel is open, as far as this side knows. */
    public boolean isChannelOpen() {
        return link != null && link.isOpen();
    }

    /** The card at the other end of the channel; changes when it is initialised through this session. */
    public DeviceIdentity identity() throws ChannelException {
        return link().identity();
    }

    public DeviceCommands device() throws ChannelException {
        return new DeviceCommands(link());
    }

    public PinCommands pins() throws ChannelException {
        return new PinCommands(link());
    }

    public AnchorCommands anchors() throws ChannelException {
        return new AnchorCommands(link());
    }

    public KeyCommands keys() throws ChannelException {
        return new KeyCommands(link());
    }

    public UseCommands uses() throws ChannelException {
        return new UseCommands(link());
    }

    public GrantCommands grants() throws ChannelException {
        return new GrantCommands(link());
    }

    public LogCommands log() throws ChannelException {
        return new LogCommands(link());
    }

    /** Ends the channel on the card, wipes its keys and closes the connection. Never throws; twice is harmless. */
    @Override
    public void close() {
        try {
            if (isChannelOpen()) {
                link.exchange(CommandApdu.proprietary(Ins.END_SESSION, END_CHANNEL));
            }
        } catch (CardException e) {
            // The card is gone or the channel broken; either ends the channel on the card as well.
        } finally {
            closeLink();
            connection.close();
        }
    }

    private CardLink link() throws ChannelException {
        if (link == null || !link.isOpen()) {
            throw new ChannelException(Problem.NOT_OPEN, "There is no open channel to the card.");
        }
        return link;
    }

    private void closeLink() {
        if (link != null) {
            link.close();
        }
    }

    /** Why a card that is not pinned is refused: it may be one of the pinned ones, initialised again. */
    private UnknownDeviceException unknown(Voucher voucher, Collection<PinnedDevice> pinned) throws CardException {
        if (pinned.isEmpty()) {
            return UnknownDeviceException.notPinned(voucher.identity());
        }
        link = plain.openLink(voucher, applet);
        try {
            Optional<Succession> succession = device().readSuccession();
            for (PinnedDevice device : pinned) {
                if (succession.isPresent() && succession.get().isVouchedBy(device.identity(), voucher.identity())) {
                    return UnknownDeviceException.successor(device, voucher.identity());
                }
            }
            return UnknownDeviceException.notAmong(voucher.identity(), pinned);
        } catch (NotAuthorisedException e) {
            // Set up to keep its metadata: who vouched for it is not told without a PIN.
            return UnknownDeviceException.notAmong(voucher.identity(), pinned);
        } finally {
            closeLink();
        }
    }
}
