package org.keymeter.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Sw;

/**
 * Wrapping, unwrapping and rewrapping. Lists of any length are cut into commands as large as the card takes; prefix ‖
 * suffix is the context that a blob is bound to.
 *
 * <p>All blobs of a call have suffixes of one length and bytes of one length; (prefix length mod 16) + suffix length
 * is at
 * most 16, and the two are not both 0; only a single item may have an empty suffix; no list is empty. Anything else
 * is an
 * {@link IllegalArgumentException}.
 */
public final class UseCommands {
    private static final int GENERATION_LENGTH = 2;

    private final CardLink link;

    UseCommands(CardLink link) {
        this.link = link;
    }

    /**
     * WRAP under the current generation; spends nothing.
     *
     * @param prefix of the context, at most 255 bytes
     * @param suffixes one per subkey
     * @param subkeys 16 to 64 bytes each, of one length; stay the caller's to close
     */
    public WrappedBatch wrap(int slot, ByteString prefix, List<ByteString> suffixes, List<Secret> subkeys)
            throws CardException {
        Slots.check(slot);
        BatchShape shape = BatchShape.of(prefix, suffixes, subkeys);
        int step = shape.itemsPerCommand(link.applet().maxData());
        List<Blob> blobs = new ArrayList<>();
        int generation = 0;
        for (int from = 0; from < suffixes.size(); from += step) {
            int to = Math.min(from + step, suffixes.size());
            ByteReader reader = sendWrap(slot, shape, suffixes.subList(from, to), subkeys.subList(from, to));
            int answered = reader.u16();
            if (from > 0 && answered != generation) {
                throw reader.malformed("is of another generation than the one before");
            }
            generation = answered;
            for (ByteString suffix : suffixes.subList(from, to)) {
                blobs.add(new Blob(suffix, reader.string(shape.blobLength())));
            }
            reader.end();
        }
        return new WrappedBatch(generation, blobs);
    }

    /** WRAP of one, whose whole context (1 to 255 bytes) is given. */
    public WrappedBatch wrap(int slot, ByteString context, Secret subkey) throws CardException {
        return wrap(slot, context, List.of(ByteString.EMPTY), List.of(subkey));
    }

    /**
     * UNWRAP: spends one use per blob, refused ones too. If a later command of a long list fails, the subkeys of the
     * ones
     * before are wiped; their uses stay spent.
     *
     * @param generation under which the blobs were wrapped
     * @throws UsesRefusedException if there are not enough uses for a command's blobs, of which it then spent none
     * @throws CommandRefusedException 9821 if the generation is not on the card; spends nothing
     */
    public SubkeyBatch unwrap(int slot, int generation, ByteString prefix, List<Blob> blobs) throws CardException {
        Slots.check(slot);
        BatchShape shape = BatchShape.of(prefix, blobs);
        int step = shape.itemsPerCommand(link.applet().maxData());
        SubkeyBatch subkeys = new SubkeyBatch(new ArrayList<>());
        boolean isComplete = false;
        try {
            for (int from = 0; from < blobs.size(); from += step) {
                unwrapInto(subkeys, slot, generation, shape, blobs.subList(from, Math.min(from + step, blobs.size())));
            }
            isComplete = true;
            return subkeys;
        } finally {
            if (!isComplete) {
                subkeys.close();
            }
        }
    }

    /**
     * REWRAP from the old generation to the current one; needs the admin PIN, spends nothing.
     *
     * @param oldGeneration under which the blobs were wrapped
     * @return the new blobs, empty where the card refused the old one, in the order of what was given
     */
    public List<Optional<Blob>> rewrap(int slot, int oldGeneration, ByteString prefix, List<Blob> blobs)
            throws CardException {
        Slots.check(slot);
        BatchShape shape = BatchShape.of(prefix, blobs);
        int step = shape.itemsPerCommand(link.applet().maxData());
        List<Optional<Blob>> rewrapped = new ArrayList<>();
        for (int from = 0; from < blobs.size(); from += step) {
            List<Blob> part = blobs.subList(from, Math.min(from + step, blobs.size()));
            byte[] answer = link.send(
                    Operation.REWRAP, command(Ins.REWRAP, slot, oldGeneration, shape, part, 1 + shape.blobLength()));
            ByteReader reader = new ByteReader("REWRAP", answer);
            for (Blob blob : part) {
                boolean isOpened = isOpened(reader);
                ByteString bytes = reader.string(shape.blobLength());
                rewrapped.add(isOpened ? Optional.of(new Blob(blob.suffix(), bytes)) : Optional.empty());
            }
            reader.end();
        }
        return rewrapped;
    }

    /**
     * How many blobs one command carries, so that a caller can work in commands: to cancel between them, to show
     * progress, or to have a list refused as a whole.
     *
     * @param prefix of the context
     * @param suffixLength of the context
     * @param subkeyLength 16 to 64
     */
    public int batchSize(ByteString prefix, int suffixLength, int subkeyLength) {
        return new BatchShape(prefix, suffixLength, subkeyLength)
                .itemsPerCommand(link.applet().maxData());
    }

    /** END SESSION: returns an open lease and ends a rewrap; the channel stays open. Twice is harmless. */
    public void endSession() throws CardException {
        link.send(Operation.END_SESSION, CommandApdu.proprietary(Ins.END_SESSION, 0));
    }

    private ByteReader sendWrap(int slot, BatchShape shape, List<ByteString> suffixes, List<Secret> subkeys)
            throws CardException {
        try (ByteWriter writer = new ByteWriter()) {
            writer.u8(shape.suffixLength())
                    .u8(shape.prefix().length())
                    .u8(shape.subkeyLength())
                    .string(shape.prefix());
            for (int i = 0; i < suffixes.size(); i++) {
                writer.string(suffixes.get(i)).bytes(subkeys.get(i).expose());
            }
            CommandApdu command = CommandApdu.proprietary(Ins.WRAP, slot, writer.toByteArray());
            int answerLength = GENERATION_LENGTH + suffixes.size() * shape.blobLength();
            return new ByteReader("WRAP", link.send(Operation.WRAP, BatchShape.expecting(command, answerLength)));
        }
    }

    private void unwrapInto(SubkeyBatch subkeys, int slot, int generation, BatchShape shape, List<Blob> part)
            throws CardException {
        ResponseApdu answer =
                link.exchange(command(Ins.UNWRAP, slot, generation, shape, part, 1 + shape.subkeyLength()));
        try {
            if (answer.status().is(Sw.USES_REFUSED)) {
                throw new UsesRefusedException(
                        ObjectReader.usesLeft(new ByteReader("UNWRAP", answer.data())), part.size());
            }
            if (!answer.status().isDone()) {
                throw new Refusals(link).of(Operation.UNWRAP, answer.status());
            }
            ByteReader reader = new ByteReader("UNWRAP", answer.data());
            for (int i = 0; i < part.size(); i++) {
                boolean isOpened = isOpened(reader);
                Secret subkey = Secret.take(reader.bytes(shape.subkeyLength()));
                subkeys.add(isOpened ? subkey : null);
            }
            reader.end();
        } finally {
            answer.wipe();
        }
    }

    private static CommandApdu command(
            byte ins, int slot, int generation, BatchShape shape, List<Blob> blobs, int answerPerBlob) {
        try (ByteWriter writer = new ByteWriter()) {
            writer.u16(generation)
                    .u8(shape.suffixLength())
                    .u8(shape.prefix().length())
                    .u8(shape.blobLength())
                    .string(shape.prefix());
            blobs.forEach(blob -> writer.string(blob.suffix()).string(blob.bytes()));
            CommandApdu command = CommandApdu.proprietary(ins, slot, writer.toByteArray());
            return BatchShape.expecting(command, blobs.size() * answerPerBlob);
        }
    }

    private static boolean isOpened(ByteReader reader) throws MalformedResponseException {
        int status = reader.u8();
        if (status != Code.BLOB_OPENED && status != Code.BLOB_REFUSED) {
            throw reader.malformed("has blob status " + status);
        }
        return status == Code.BLOB_OPENED;
    }
}
