package org.keymeter.gui.audit;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.audit.AuditVerifier;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.desk.Activity;
import org.keymeter.gui.desk.Desk;

/** Exports that other computers wrote. Blocks. */
final class ForeignFiles {
    private static final int BEGIN_LENGTH = 1024;
    private static final Pattern DEVICE = Pattern.compile("\"deviceId\":\"([0-9a-f]{32})\"");

    private final Desk desk;

    ForeignFiles(Desk desk) {
        this.desk = desk;
    }

    /** The card whose log the file says it is; empty if it says nothing of the kind. */
    static Optional<ByteString> claimed(Path file) throws IOException {
        try (InputStream in = BoundedFile.open(file)) {
            Matcher device = DEVICE.matcher(new String(in.readNBytes(BEGIN_LENGTH), StandardCharsets.US_ASCII));
            return device.find() ? Optional.of(ByteString.ofHex(device.group(1))) : Optional.empty();
        }
    }

    /**
     * Takes what is missing here.
     *
     * @return what became of it
     */
    List<Said> take(Path file, VerificationWords words, Activity activity) throws IOException, InvalidFileException {
        Optional<ByteString> card = claimed(file);
        if (card.isEmpty()) {
            return List.of(words.none());
        }
        Optional<PinnedDevice> trusted = desk.trusted().pins().find(card.get());
        if (trusted.isEmpty()) {
            return List.of(words.foreign());
        }
        try (InputStream in = open(file, activity)) {
            DeviceKey key = trusted.get().identity().deviceKey();
            return words.of(desk.history().open().audit().importExport(in, key));
        }
    }

    /** Stores nothing. */
    static AuditVerification verify(Path file, DeviceKey key, Optional<ByteString> nonce, Activity activity)
            throws IOException, InvalidFileException {
        try (InputStream in = open(file, activity)) {
            return AuditVerifier.verify(in, key, nonce);
        }
    }

    private static InputStream open(Path file, Activity activity) throws IOException {
        long length = Files.size(file);
        return new BufferedInputStream(new Watched(BoundedFile.open(file), length, activity));
    }

    /** Says how far it is, and stops when the user wants that. */
    private static final class Watched extends FilterInputStream {
        private final long length;
        private final Activity activity;
        private long done;

        Watched(InputStream in, long length, Activity activity) {
            super(in);
            this.length = length;
            this.activity = activity;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            if (activity.isCancelled()) {
                throw new CancellationException();
            }
            int read = in.read(buffer, offset, count);
            done += Math.max(0, read);
            activity.report(done, length);
            return read;
        }
    }
}
