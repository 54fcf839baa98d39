package org.keymeter.card;

/**
 * A conversation with the Keymeter applet on one card: select it, look at its public face, open a channel, then work by
 * way of {@link #device}, {@link #pins}, {@link #anchors}, {@link #keys}, {@link #uses}, {@link #grants} and {@link #log}.
 *
 * <p>Confined to one thread at a time, like the connection below it. Everything behind those seven needs an open channel
 * and otherwise throws {@link ChannelException}. Closing the session ends the channel (which returns an open lease) and
 * closes the connection.
 *
 * <p>Errors: a {@link RefusedException} says that the card refused, and its {@link RefusedException#isAuthentic} whether
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
    private CardSession() {}

    /**
     * Selects the applet. Takes the connection over: closed with the session, and also if this fails.
     *
     * @throws UnsupportedCardException if it is no Keymeter card or speaks another version
     */
    public static CardSession open(CardConnection connection) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * What a card says to everybody, without a session: sends GET STATUS alone if the applet is selected already, as it is
     * while another program works with it, and so disturbs nobody; else selects it first.
     */
    public static PublicStatus readPublicStatus(CardConnection connection) throws CardException {
        throw new UnsupportedOperationException();
    }

    /** What the card answered to SELECT; not authenticated. */
    public AppletInfo applet() {
        throw new UnsupportedOperationException();
    }

    /** GET STATUS: not authenticated, changes nothing, disturbs no channel. */
    public PublicStatus readPublicStatus() throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * Has the card vouch for its channel key under a fresh nonce, and verifies that against the key it names. Ends an
     * open channel.
     *
     * @throws UnknownDeviceException if the signature is not that key's
     */
    public Voucher readVoucher() throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a channel to the pinned card, which has proven itself when this returns.
     *
     * @throws UnknownDeviceException another card, or this one initialised again; {@link UnknownDeviceException.Problem#SUCCESSOR}
     *     if the pinned device key vouches for the new one (the channel is then closed again)
     */
    public void openChannel(PinnedDevice pinned) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a channel to whatever card is there. What it says it is proves nothing until the caller has compared the
     * fingerprint with what the custodian handed out; making a {@link PinnedDevice} of it is the caller's decision.
     */
    public DeviceIdentity openChannelUnpinned() throws CardException {
        throw new UnsupportedOperationException();
    }

    /** Whether the channel is open, as far as this side knows. */
    public boolean isChannelOpen() {
        throw new UnsupportedOperationException();
    }

    /** The card at the other end of the channel; changes when it is initialised through this session. */
    public DeviceIdentity identity() throws ChannelException {
        throw new UnsupportedOperationException();
    }

    public DeviceCommands device() {
        throw new UnsupportedOperationException();
    }

    public PinCommands pins() {
        throw new UnsupportedOperationException();
    }

    public AnchorCommands anchors() {
        throw new UnsupportedOperationException();
    }

    public KeyCommands keys() {
        throw new UnsupportedOperationException();
    }

    public UseCommands uses() {
        throw new UnsupportedOperationException();
    }

    public GrantCommands grants() {
        throw new UnsupportedOperationException();
    }

    public LogCommands log() {
        throw new UnsupportedOperationException();
    }

    /** Ends the channel on the card, wipes its keys and closes the connection. Never throws; twice is harmless. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
