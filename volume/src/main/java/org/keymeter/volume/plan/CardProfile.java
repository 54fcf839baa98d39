package org.keymeter.volume.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a card model takes, as docs/BENCHMARKS.md estimates it: milliseconds a key or command at 129 kbit/s, with
 * extended APDUs, through the secure channel.
 *
 * @param single an unwrap, one a command, lease 64
 * @param batch a key of an unwrap of 16, lease 64
 * @param leaseOfOne an unwrap, one a command, lease 1
 * @param handshake opening the channel
 * @param verify VERIFY
 * @param rewrap a key of a rewrap of 16
 */
public record CardProfile(
        String name, Span single, Span batch, Span leaseOfOne, Span handshake, Span verify, Span rewrap) {
    /** Bytes on the wire, both ways, of an unwrap of one key, and a key's share of one of 16. */
    private static final double SINGLE_BYTES = 152;

    private static final double BATCH_BYTES = 93.7;
    private static final double HANDSHAKE_BYTES = 177;
    private static final double VERIFY_BYTES = 40;
    private static final double REWRAP_BYTES = 109.7;
    private static final int COUNTED_BATCH = 16;
    private static final int COUNTED_LEASE = 64;
    private static final List<CardProfile> KNOWN = read();

    /** @return all models of docs/BENCHMARKS.md, its first target first */
    public static List<CardProfile> known() {
        return KNOWN;
    }

    /**
     * A batch between 1 and 16, or larger, lies on the straight line through the two that were counted.
     *
     * @param batch keys a command, at least 1
     * @param lease uses taken from the quota at a time, at least 1
     * @return milliseconds a key
     */
    public Span unwrap(ReaderSpeed speed, int batch, int lease) {
        double fixedShare = (1.0 / batch - 1.0 / COUNTED_BATCH) / (1 - 1.0 / COUNTED_BATCH);
        Span card = onCard(single, 1, SINGLE_BYTES)
                .times(fixedShare)
                .plus(onCard(this.batch, 1.0 / COUNTED_BATCH, BATCH_BYTES).times(1 - fixedShare));
        double bytes = SINGLE_BYTES * fixedShare + BATCH_BYTES * (1 - fixedShare);
        double leaseShare = 1.0 / Math.max(batch, lease) - 1.0 / COUNTED_LEASE;
        return card.plus(leaseTaken().times(leaseShare)).plus(speed.transport(1.0 / batch, bytes));
    }

    /** @return milliseconds to open the channel and give the PIN */
    public Span start(ReaderSpeed speed) {
        Span card = onCard(handshake, 1, HANDSHAKE_BYTES).plus(onCard(verify, 1, VERIFY_BYTES));
        return card.plus(speed.transport(2, HANDSHAKE_BYTES + VERIFY_BYTES));
    }

    /** @return milliseconds a key, 16 a command */
    public Span rewrap(ReaderSpeed speed) {
        double commands = 1.0 / COUNTED_BATCH;
        return onCard(rewrap, commands, REWRAP_BYTES).plus(speed.transport(commands, REWRAP_BYTES));
    }

    private Span leaseTaken() {
        return leaseOfOne.plus(single.times(-1)).times(1 / (1 - 1.0 / COUNTED_LEASE));
    }

    private static Span onCard(Span total, double commands, double bytes) {
        return total.plus(-ReaderSpeed.CONTACT_129.transport(commands, bytes));
    }

    private static List<CardProfile> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                CardProfile.class.getResourceAsStream("card-profiles.csv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("card,"))
                    .map(line -> parse(line.split(",")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CardProfile parse(String[] row) {
        return new CardProfile(
                row[0], span(row, 1), span(row, 3), span(row, 5), span(row, 7), span(row, 9), span(row, 11));
    }

    private static Span span(String[] row, int column) {
        return new Span(Double.parseDouble(row[column]), Double.parseDouble(row[column + 1]));
    }
}
