package org.keymeter.card.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.keymeter.card.file.InvalidFileException;

/** Reads lines, each ended by a line feed, and never keeps more than one of bounded length. */
final class BoundedLines {
    private final InputStream in;
    private final int maximum;
    private long number;
    private boolean isCut;

    /** @param maximum characters of a line */
    BoundedLines(InputStream in, int maximum) {
        this.in = new BufferedInputStream(in);
        this.maximum = maximum;
    }

    /** Empty at the end of the file, also if a line has begun there. */
    Optional<String> next() throws IOException, InvalidFileException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        number++;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return Optional.of(line.toString(StandardCharsets.ISO_8859_1));
            }
            if (line.size() == maximum) {
                throw new InvalidFileException("This is no export of an audit log: line " + number + " is longer than "
                        + maximum + " characters.");
            }
            line.write(next);
        }
        isCut = line.size() > 0;
        return Optional.empty();
    }

    /** Whether the file ended within a line. */
    boolean isCut() {
        return isCut;
    }

    /** Of the line that was read last, from 1. */
    long number() {
        return number;
    }
}
