package org.keymeter.volume.plan;

import org.keymeter.volume.Geometry;

/**
 * What is read and written on a day.
 *
 * @param runBytes in one piece after another, 0 or more
 * @param places elsewhere, each a few bytes, spread over the whole volume; 0 or more
 * @param openings how often the keys are fetched anew, for the volume was locked, the computer slept or the card was
 *     pulled: at least 1; the work is spread evenly over them
 */
public record DayOfWork(long runBytes, long places, int openings) {
    /** @throws IllegalArgumentException if a value is outside its range */
    public DayOfWork {
        if (runBytes < 0 || places < 0 || openings < 1) {
            throw new IllegalArgumentException(
                    "not a day's work: " + runBytes + " bytes, " + places + " places, " + openings + " openings");
        }
    }

    /**
     * Segments to be opened, on average: a run that begins anywhere touches one more than its length fills, and some of
     * the places lie in segments that are open already.
     *
     * @return uses, a fraction of one as a whole one
     */
    long uses(Geometry geometry) {
        double segments = geometry.segments();
        double run = (double) runBytes / openings;
        double inRun = run == 0 ? 0 : Math.min(segments, run / geometry.segmentSize() + 1);
        double hits = (double) places / openings;
        double untouched = segments > 1 ? Math.exp(hits * Math.log1p(-1 / segments)) : hits > 0 ? 0 : 1;
        double opened = inRun + (segments - inRun) * (1 - untouched);
        return (long) Math.ceil(openings * opened);
    }
}
