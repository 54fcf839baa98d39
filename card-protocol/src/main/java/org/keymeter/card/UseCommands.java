package org.keymeter.card;

import java.util.List;

/**
 * Wrapping, unwrapping and rewrapping. Lists of any length are cut into commands as large as the card takes; prefix ‖
 * suffix is the context that a blob is bound to.
 *
 * <p>All blobs of a call have suffixes of one length and bytes of one length; (prefix length mod 16) + suffix length is at
 * most 16, and the two are not both 0. Anything else is an {@link IllegalArgumentException}.
 */
public final class UseCommands {
    UseCommands() {}

    /**
     * WRAP under the current generation; spends nothing.
     *
     * @param prefix of the context, at most 255 bytes
     * @param suffixes one per subkey
     * @param subkeys 16 to 64 bytes each, of one length; stay the caller's to close
     */
    public WrappedBatch wrap(int slot, ByteString prefix, List<ByteString> suffixes, List<Secret> subkeys)
            throws CardException {
        throw new UnsupportedOperationException();
    }

    /** WRAP of one, whose whole context (1 to 255 bytes) is given. */
    public WrappedBatch wrap(int slot, ByteString context, Secret subkey) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * UNWRAP: spends one use per blob, refused ones too. If a later command of a long list fails, the subkeys of the ones
     * before are wiped; their uses stay spent.
     *
     * @param generation under which the blobs were wrapped
     * @throws UsesRefusedException if there are not enough uses for a command's blobs, of which it then spent none
     * @throws CommandRefusedException 9821 if the generation is not on the card; spends nothing
     */
    public SubkeyBatch unwrap(int slot, int generation, ByteString prefix, List<Blob> blobs) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * REWRAP from the old generation to the current one; needs the admin PIN, spends nothing.
     *
     * @param oldGeneration under which the blobs were wrapped
     */
    public RewrappedBatch rewrap(int slot, int oldGeneration, ByteString prefix, List<Blob> blobs)
            throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * How many blobs one command carries, so that a caller can work in commands: to cancel between them, to show
     * progress, or to know that a list is refused as a whole.
     *
     * @param prefixLength of the context
     * @param suffixLength of the context
     * @param subkeyLength 16 to 64
     */
    public int batchSize(int prefixLength, int suffixLength, int subkeyLength) {
        throw new UnsupportedOperationException();
    }

    /** END SESSION: returns an open lease and ends a rewrap; the channel stays open. Twice is harmless. */
    public void endSession() throws CardException {
        throw new UnsupportedOperationException();
    }
}
