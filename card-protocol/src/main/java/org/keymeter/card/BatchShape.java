package org.keymeter.card;

import java.util.List;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.protocol.Limit;

/**
 * What all items of a batch have in common: section 6 of docs/PROTOCOL.md.
 *
 * @param prefix of the context, at most 255 bytes
 * @param suffixLength of the context, at most 16
 * @param subkeyLength 16 to 64
 */
record BatchShape(ByteString prefix, int suffixLength, int subkeyLength) {
    private static final int PREFIX_MAXIMUM = 255;
    /** Generation, and the three lengths. */
    private static final int HEADER_LENGTH = 5;
    /** Per blob of an answer. */
    private static final int STATUS_LENGTH = 1;

    /** @throws IllegalArgumentException if no card takes batches of this shape */
    BatchShape {
        demand(prefix.length() <= PREFIX_MAXIMUM, "the context's prefix is longer than 255 bytes");
        demand(prefix.length() + suffixLength > 0, "the context is empty");
        demand(
                prefix.length() % Limit.BLOCK_LENGTH + suffixLength <= Limit.BLOCK_LENGTH,
                "the context's suffix does not lie in its last block of 16 bytes");
        demand(
                subkeyLength >= Limit.SUBKEY_MINIMUM && subkeyLength <= Limit.SUBKEY_MAXIMUM,
                "a subkey is 16 to 64 bytes");
    }

    /** @throws IllegalArgumentException if the list is empty or its items differ in length */
    static BatchShape of(ByteString prefix, List<Blob> blobs) {
        demand(!blobs.isEmpty(), "there is nothing to do");
        Blob first = blobs.get(0);
        BatchShape shape =
                new BatchShape(prefix, first.suffix().length(), first.bytes().length() - Limit.SIV_LENGTH);
        shape.demandContexts(blobs.size());
        for (Blob blob : blobs) {
            demand(
                    blob.suffix().length() == shape.suffixLength && blob.bytes().length() == shape.blobLength(),
                    "blobs of a batch are of one length");
        }
        return shape;
    }

    /** @throws IllegalArgumentException if the lists are empty or not alike, or their items differ in length */
    static BatchShape of(ByteString prefix, List<ByteString> suffixes, List<Secret> subkeys) {
        demand(!suffixes.isEmpty() && suffixes.size() == subkeys.size(), "there is one suffix for each subkey");
        BatchShape shape =
                new BatchShape(prefix, suffixes.get(0).length(), subkeys.get(0).length());
        shape.demandContexts(suffixes.size());
        demand(
                suffixes.stream().allMatch(suffix -> suffix.length() == shape.suffixLength)
                        && subkeys.stream().allMatch(subkey -> subkey.length() == shape.subkeyLength),
                "subkeys of a batch are of one length");
        return shape;
    }

    private void demandContexts(int items) {
        demand(items == 1 || suffixLength > 0, "blobs of a batch have contexts of their own");
    }

    int blobLength() {
        return subkeyLength + Limit.SIV_LENGTH;
    }

    /** Items that fit one command and its answer, of either direction. */
    int itemsPerCommand(int maxData) {
        int inCommand = (maxData - HEADER_LENGTH - prefix.length()) / (suffixLength + blobLength());
        int inAnswer = (maxData - STATUS_LENGTH) / (STATUS_LENGTH + blobLength());
        return Math.min(inCommand, inAnswer);
    }

    /** The answer's form that its length, wrapped, needs. */
    static CommandApdu expecting(CommandApdu command, int answerLength) {
        int wrapped = answerLength + Limit.BLOCK_LENGTH + Limit.MAC_LENGTH;
        return wrapped > CommandApdu.SHORT_ANSWER ? command.withLongAnswer() : command;
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
