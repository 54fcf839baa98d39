package org.keymeter.card;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.keymeter.card.ChannelException.Problem;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.card.channel.SecureChannel;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Tag;

/** The one way into an open channel: sends commands, wipes their data, and turns refusals into exceptions. */
final class CardLink implements AutoCloseable {
    private final SecureChannel channel;
    private final AppletInfo applet;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private DeviceIdentity identity;

    CardLink(SecureChannel channel, AppletInfo applet, DeviceIdentity identity) {
        this.channel = channel;
        this.applet = applet;
        this.identity = identity;
    }

    /**
     * Sends a command and wipes its data.
     *
     * @return the data of a 9000, which carried its MAC
     * @throws RefusedException for any other status word, after the card's state was read again (see {@link Refusals})
     */
    byte[] send(Operation operation, CommandApdu command) throws CardException {
        ResponseApdu answer = exchange(command);
        if (!answer.status().isDone()) {
            throw new Refusals(this).of(operation, answer.status());
        }
        return answer.data();
    }

    /** Sends a command and wipes its data; the status word is the caller's to judge. */
    ResponseApdu exchange(CommandApdu command) throws CardException {
        if (!isBusy.compareAndSet(false, true)) {
            throw new IllegalStateException("a card session belongs to one thread at a time");
        }
        try {
            return channel.transmit(command);
        } finally {
            isBusy.set(false);
            Arrays.fill(command.data(), (byte) 0);
        }
    }

    /** GET DATA of an object, ready to be read. */
    ByteReader readObject(Operation operation, int tag) throws CardException {
        return new ByteReader(String.format("GET DATA %04X", tag), send(operation, getData(tag)));
    }

    /** GET DATA 0101. */
    DeviceInfo readDevice() throws CardException {
        return readDevice("nothing");
    }

    /**
     * GET DATA 0101.
     *
     * @param before what the card answered just before, for the message
     * @throws ChannelException if the card answers an error: this object needs no authority, so the channel is over
     */
    DeviceInfo readDevice(Object before) throws CardException {
        ResponseApdu answer = exchange(getData(Tag.DEVICE));
        if (!answer.status().isDone()) {
            close();
            throw new ChannelException(
                    Problem.ENDED_BY_CARD,
                    "The card no longer answers in the channel (" + before + ", then " + answer.status() + ").");
        }
        return ObjectReader.device(new ByteReader("GET DATA 0101", answer.data()));
    }

    AppletInfo applet() {
        return applet;
    }

    ByteString transcript() {
        return channel.transcript();
    }

    DeviceIdentity identity() {
        return identity;
    }

    /** After an initialisation. */
    void identity(DeviceIdentity successor) {
        identity = successor;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Wipes the channel's keys; says nothing to the card. */
    @Override
    public void close() {
        channel.close();
    }

    private static CommandApdu getData(int tag) {
        return CommandApdu.interindustry(Ins.GET_DATA, tag >> 8, tag & 0xFF, new byte[0])
                .withLongAnswer();
    }
}
