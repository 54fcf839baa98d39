package org.keymeter.volume;

import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Secret;

/** A key under long work, between whose commands room is made in the audit log, and a wish to stop is obeyed. */
public final class RoomKeepingKey implements SubkeyCard {
    /** A command writes at most two records, and the last quarter of the log is 64. */
    private static final int COMMANDS = 16;

    /** Makes room if it is needed and can be had. */
    public interface Keeper {
        void keepRoom() throws CardException;
    }

    private final SubkeyCard key;
    private final Keeper keeper;
    private final BooleanSupplier isToStop;
    private int commands;

    /** @param isToStop whether somebody wants the work to end; asked between commands */
    public RoomKeepingKey(SubkeyCard key, Keeper keeper, BooleanSupplier isToStop) {
        this.key = key;
        this.keeper = keeper;
        this.isToStop = isToStop;
    }

    @Override
    public KeyState readKey() throws CardException {
        return key.readKey();
    }

    @Override
    public int batchSize() throws CardException {
        return key.batchSize();
    }

    /** @throws CancellationException instead, if the run is to stop; nothing was sent then */
    @Override
    public Wrapped wrap(ByteString volumeId, SortedMap<Long, Secret> subkeys) throws CardException {
        obeyWish();
        return key.wrap(volumeId, subkeys);
    }

    /** @throws CancellationException instead, if the run is to stop; nothing was sent then */
    @Override
    public SortedMap<Long, Secret> unwrap(ByteString volumeId, int generation, SortedMap<Long, ByteString> blobs)
            throws CardException {
        obeyWish();
        keepRoom();
        return key.unwrap(volumeId, generation, blobs);
    }

    @Override
    public SortedMap<Long, ByteString> rewrap(ByteString volumeId, int oldGeneration, SortedMap<Long, ByteString> blobs)
            throws CardException {
        keepRoom();
        return key.rewrap(volumeId, oldGeneration, blobs);
    }

    @Override
    public void makeGeneration(ByteString identity) throws CardException {
        key.makeGeneration(identity);
    }

    @Override
    public void retireGeneration(ByteString identity) throws CardException {
        key.retireGeneration(identity);
    }

    private void obeyWish() {
        if (isToStop.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    private void keepRoom() throws CardException {
        commands++;
        if (commands == COMMANDS) {
            commands = 0;
            keeper.keepRoom();
        }
    }
}
