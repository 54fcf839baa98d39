package org.keymeter.volume.plan;

/**
 * An estimate made twice (docs/BENCHMARKS.md, "Milliseconds").
 *
 * @param low in milliseconds, with the card's byte loops charged
 * @param high in milliseconds, with every instruction charged: likely nearer to the truth
 */
public record Span(double low, double high) {
    Span plus(Span other) {
        return new Span(low + other.low, high + other.high);
    }

    Span plus(double milliseconds) {
        return new Span(low + milliseconds, high + milliseconds);
    }

    Span times(double factor) {
        return new Span(low * factor, high * factor);
    }
}
