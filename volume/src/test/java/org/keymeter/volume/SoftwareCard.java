package org.keymeter.volume;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.IllegalBlockSizeException;
import org.cryptomator.siv.SivMode;
import org.cryptomator.siv.UnauthenticCiphertextException;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Secret;
import org.keymeter.card.TransportException;

/**
 * A key as the card would have it, with an independent AES-SIV and without a meter: for tests of the table that need
 * speed. Its keys follow from its name and the generation, so that another process can make the same card.
 */
class SoftwareCard implements SubkeyCard {
    static final int BATCH_SIZE = 16;

    private final SivMode siv = new SivMode();
    private final String name;
    private int generation;
    private boolean hasOldGeneration;
    private int batchSize = BATCH_SIZE;
    private int commandsLeft = Integer.MAX_VALUE;
    long unwrapped;
    long rewrapped;

    SoftwareCard(String name) {
        this(name, 1, false);
    }

    SoftwareCard(String name, int generation, boolean hasOldGeneration) {
        this.name = name;
        this.generation = generation;
        this.hasOldGeneration = hasOldGeneration;
    }

    /** A batch larger than any card's, for tests that need few commands. */
    SoftwareCard withBatchSize(int blobs) {
        batchSize = blobs;
        return this;
    }

    /** From then on every command fails, as if the card had been pulled. */
    void failAfter(int commands) {
        commandsLeft = commands;
    }

    private void begin() throws TransportException {
        if (commandsLeft-- <= 0) {
            throw new TransportException(TransportException.Problem.FAILED);
        }
    }

    static byte[] sha256(String text) {
        return SlotCodec.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteString id(String text) {
        return ByteString.of(Arrays.copyOf(sha256(text), 16));
    }

    KeyState state() {
        return new KeyState(id(name + " identity"), id(name + " device"), name, generation, hasOldGeneration);
    }

    @Override
    public KeyState readKey() throws CardException {
        begin();
        return state();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public Wrapped wrap(ByteString volumeId, SortedMap<Long, Secret> subkeys) throws CardException {
        begin();
        SortedMap<Long, ByteString> blobs = new TreeMap<>();
        subkeys.forEach((segment, subkey) -> blobs.put(segment, seal(generation, volumeId, segment, subkey.expose())));
        return new Wrapped(generation, blobs);
    }

    @Override
    public SortedMap<Long, Secret> unwrap(ByteString volumeId, int wanted, SortedMap<Long, ByteString> blobs)
            throws CardException {
        begin();
        requireOnCard(wanted);
        unwrapped += blobs.size();
        SortedMap<Long, Secret> opened = new TreeMap<>();
        blobs.forEach((segment, blob) -> {
            byte[] subkey = open(wanted, volumeId, segment, blob);
            if (subkey != null) {
                opened.put(segment, Secret.take(subkey));
            }
        });
        return opened;
    }

    @Override
    public SortedMap<Long, ByteString> rewrap(ByteString volumeId, int old, SortedMap<Long, ByteString> blobs)
            throws CardException {
        begin();
        if (!hasOldGeneration || old != generation - 1) {
            throw new AssertionError("generation " + old + " is not the old one on the card");
        }
        rewrapped += blobs.size();
        SortedMap<Long, ByteString> fresh = new TreeMap<>();
        blobs.forEach((segment, blob) -> {
            byte[] subkey = open(old, volumeId, segment, blob);
            if (subkey != null) {
                fresh.put(segment, seal(generation, volumeId, segment, subkey));
            }
        });
        return fresh;
    }

    private void requireOnCard(int wanted) {
        if (wanted != generation && !(hasOldGeneration && wanted == generation - 1)) {
            throw new AssertionError("generation " + wanted + " is not on the card");
        }
    }

    @Override
    public void makeGeneration(ByteString identity) throws CardException {
        begin();
        if (hasOldGeneration) {
            throw new AssertionError("a third generation");
        }
        generation++;
        hasOldGeneration = true;
    }

    @Override
    public void retireGeneration(ByteString identity) throws CardException {
        begin();
        if (!hasOldGeneration) {
            throw new AssertionError("nothing to retire");
        }
        hasOldGeneration = false;
    }

    private byte[] half(int of, String which) {
        return sha256(name + " " + of + " " + which);
    }

    private static byte[] context(ByteString volumeId, long segment) {
        return ByteBuffer.allocate(24)
                .put(volumeId.toByteArray())
                .putLong(segment)
                .array();
    }

    private ByteString seal(int of, ByteString volumeId, long segment, byte[] subkey) {
        return ByteString.of(siv.encrypt(half(of, "ctr"), half(of, "mac"), subkey, context(volumeId, segment)));
    }

    private byte[] open(int of, ByteString volumeId, long segment, ByteString blob) {
        try {
            return siv.decrypt(half(of, "ctr"), half(of, "mac"), blob.toByteArray(), context(volumeId, segment));
        } catch (UnauthenticCiphertextException | IllegalBlockSizeException refused) {
            return null;
        }
    }
}
