package org.keymeter.volume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Segment numbers as sorted ranges that neither overlap nor touch; takes memory by the range, not by the segment. */
public final class SegmentSet {
    private final List<Range> ranges;

    private record Range(long first, long last) {
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    private SegmentSet(List<Range> ranges) {
        this.ranges = merged(ranges);
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingLong(Range::first)).toList()) {
            Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && range.first() - 1 <= before.last()) {
                merged.set(merged.size() - 1, new Range(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }

    /** In any order, repeated or not. */
    public static SegmentSet of(long... segments) {
        return new SegmentSet(LongStream.of(segments)
                .mapToObj(segment -> range(segment, segment))
                .toList());
    }

    /** Both ends included. */
    public static SegmentSet ofRange(long first, long last) {
        return new SegmentSet(List.of(range(first, last)));
    }

    /**
     * @param text as in {@code 0-9,42}: numbers and ranges (both ends included) with commas between them
     * @throws IllegalArgumentException if it is something else
     */
    public static SegmentSet parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            if (ends.length > 2) {
                throw notARange(part);
            }
            long first = number(ends[0], part);
            ranges.add(range(first, ends.length == 1 ? first : number(ends[1], part)));
        }
        return new SegmentSet(ranges);
    }

    private static Range range(long first, long last) {
        if (first < 0 || last < first) {
            throw notARange(first + "-" + last);
        }
        return new Range(first, last);
    }

    private static long number(String digits, String part) {
        if (!digits.matches("[0-9]{1,18}")) {
            throw notARange(part);
        }
        return Long.parseLong(digits);
    }

    private static IllegalArgumentException notARange(String part) {
        return new IllegalArgumentException("not a segment or a range of segments: '" + part + "' (write 0-9,42)");
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** How many segments. */
    public long count() {
        return ranges.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
    }

    /** The largest; -1 if there is none. */
    public long last() {
        return isEmpty() ? -1 : ranges.get(ranges.size() - 1).last();
    }

    /** Ascending. */
    public PrimitiveIterator.OfLong iterator() {
        return new PrimitiveIterator.OfLong() {
            private int range;
            private long offset;

            @Override
            public boolean hasNext() {
                return range < ranges.size();
            }

            @Override
            public long nextLong() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Range current = ranges.get(range);
                long segment = current.first() + offset++;
                if (segment == current.last()) {
                    range++;
                    offset = 0;
                }
                return segment;
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SegmentSet that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
