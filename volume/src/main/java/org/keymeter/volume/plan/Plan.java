package org.keymeter.volume.plan;

import java.util.List;
import java.util.stream.LongStream;
import org.keymeter.volume.Geometry;

/**
 * What a volume will feel like, and what it costs, on a card and a reader.
 *
 * @param batch keys a command when reading ahead, at least 1
 * @param lease uses taken from the quota at a time, at least 1
 */
public record Plan(Geometry geometry, CardProfile card, ReaderSpeed speed, int batch, int lease) {
    private static final long SMALLEST_SEGMENT = 1L << 20;
    private static final int SWEPT_DOUBLINGS = 12;
    private static final int SECOND = 1000;
    /** What a quota holds above what is expected: a quarter. */
    private static final double SPARE = 1.25;

    private static final long CEILING_MAXIMUM = 0x7FFF_FFFF;

    /** @throws IllegalArgumentException if batch or lease is below 1 */
    public Plan {
        if (batch < 1 || lease < 1) {
            throw new IllegalArgumentException("batch and lease must be at least 1, not " + batch + " and " + lease);
        }
    }

    /** @return milliseconds until a cold segment can be read, the channel being open */
    public Span firstByte() {
        return card.unwrap(speed, 1, lease);
    }

    /** @return milliseconds until the first segment can be read, channel and PIN included */
    public Span firstByteAfterStart() {
        return card.start(speed).plus(firstByte());
    }

    /** @return milliseconds a key when reading ahead */
    public Span keyInBatch() {
        return card.unwrap(speed, batch, lease);
    }

    /** @return segments opened a second when reading ahead, by the slower of the card's two estimates */
    public double keysPerSecond() {
        return SECOND / keyInBatch().high();
    }

    /** @return bytes a second of a sequential cold read at most, by the slower of the card's two estimates */
    public double coldBytesPerSecond() {
        return geometry.segmentSize() * keysPerSecond();
    }

    /** @return uses that a day's work takes, on average */
    public long uses(DayOfWork day) {
        return day.uses(geometry);
    }

    /**
     * A ceiling for the key: what the days from one grant to the next take and a quarter, rounded up to two digits.
     *
     * @param days at least 1
     * @return uses, 1 to 7FFFFFFF
     */
    public long quota(DayOfWork day, int days) {
        double wanted = Math.ceil(uses(day) * (double) days * SPARE);
        double step = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, wanted))) - 1));
        return (long) Math.max(1, Math.min(CEILING_MAXIMUM, Math.ceil(wanted / step) * step));
    }

    /** @return milliseconds on the card to rotate the whole volume; it spends no uses */
    public Span rotation() {
        return card.rewrap(speed).times(geometry.segments());
    }

    /**
     * @param uses left on the card, 0 or more
     * @return bytes that who holds the unlocked session can open at most; with a grant of as many uses lying
     *     unredeemed, ask for twice the uses
     */
    public long exposure(long uses) {
        return uses >= geometry.segments() ? geometry.volumeSize() : uses * geometry.segmentSize();
    }

    /** @return the same plan for each segment size from 1 MiB to 4 GiB, in powers of two */
    public List<Plan> sweep() {
        return LongStream.rangeClosed(0, SWEPT_DOUBLINGS)
                .mapToObj(doublings -> new Geometry(geometry.volumeSize(), SMALLEST_SEGMENT << doublings))
                .map(cut -> new Plan(cut, card, speed, batch, lease))
                .toList();
    }
}
