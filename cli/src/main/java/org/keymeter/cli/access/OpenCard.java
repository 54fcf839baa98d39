package org.keymeter.cli.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.card.audit.LogKeeper;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.cli.terminal.Output;
import org.keymeter.protocol.Limit;
import org.keymeter.volume.CardKey;
import org.keymeter.volume.RoomKeepingKey;
import org.keymeter.volume.SubkeyCard;

/** A trusted card behind an open channel. Closing it ends the channel, which returns an open lease. */
public final class OpenCard implements AutoCloseable {
    private final CardSession session;
    private final PinSources pins;
    private final Output output;
    private final Interruption interruption;
    private final LogKeeper log;
    private final DeviceInfo info;
    private final Set<Pin> verified = EnumSet.noneOf(Pin.class);

    /** @param archive the folder of the user's audit archives */
    OpenCard(CardSession session, PinSources pins, Path archive, Output output, Interruption interruption)
            throws CardException {
        this.session = session;
        this.pins = pins;
        this.output = output;
        this.interruption = interruption;
        log = new LogKeeper(session, archive);
        info = session.device().read();
    }

    public CardSession session() {
        return session;
    }

    public PinSources pins() {
        return pins;
    }

    public LogKeeper log() {
        return log;
    }

    /** The PIN that acknowledges the log: the one chosen at initialisation, the admin's if the user's is blocked. */
    public Pin acknowledger() {
        return isUserAcknowledging() && info.userPin().left() > 0 ? Pin.USER : Pin.ADMIN;
    }

    /**
     * The card as it was when it was opened. Asks for the user PIN first if the card keeps what else there is to read for
     * those who have it.
     */
    public DeviceInfo info() throws CardException, IOException, InvalidFileException, CliException {
        if (info.options().contains(CardOption.RESERVED) && verified.isEmpty()) {
            verify(Pin.USER);
        }
        return info;
    }

    /** Verifies a PIN once, and makes room in the audit log if it is its holder's to acknowledge. */
    public void verify(Pin which) throws CardException, IOException, InvalidFileException, CliException {
        if (verified.contains(which)) {
            return;
        }
        try (Secret pin = pins.read(which)) {
            session.pins().verify(which, pin);
        }
        verified.add(which);
        keepRoom();
    }

    /** Verifies what using this key needs; the user PIN, too, where room in the log needs it and nobody has to be asked. */
    public void verifyFor(KeyInfo key) throws CardException, IOException, InvalidFileException, CliException {
        boolean isLogFilling = info.freeLogSlots().count().orElse(Limit.RECORD_COUNT) <= Limit.RECORD_COUNT / 4;
        if (key.policy().isPinRequired() || isLogFilling && isUserAcknowledging() && pins.isStored(Pin.USER)) {
            verify(Pin.USER);
        }
    }

    private boolean isUserAcknowledging() {
        return !info.options().contains(CardOption.ADMIN_ACKNOWLEDGES);
    }

    /** @param name the slot or the label of a key */
    public KeyInfo readKey(String name) throws CardException, IOException, InvalidFileException, CliException {
        info();
        return KeyChoice.find(session.keys().readAll(), name);
    }

    /** The key as a subkey table wants it; while it works, room is kept in the audit log. */
    public SubkeyCard subkeys(KeyInfo key) {
        return new RoomKeepingKey(new CardKey(session, key.slot()), this::keepRoom, interruption::isRequested);
    }

    /** Nobody is hindered by a disk that cannot take the archive, until the card's log is full. */
    private void keepRoom() throws CardException {
        if (verified.isEmpty() || !isUserAcknowledging()) {
            return;
        }
        try {
            if (log.keepRoom()) {
                output.remark("The card's audit log was three quarters full: it is archived and acknowledged.");
            }
        } catch (IOException | InvalidFileException e) {
            output.remark("The card's audit log is three quarters full and could not be archived: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
