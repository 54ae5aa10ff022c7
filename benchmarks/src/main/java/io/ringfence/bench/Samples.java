package io.ringfence.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Durations as measured, none thrown away. */
final class Samples {
    private final List<Long> nanos = new ArrayList<>();

    void add(long sampleNanos) {
        nanos.add(sampleNanos);
    }

    /** One line: number, percentiles by nearest rank and the largest. */
    String summary() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%d samples, p50 %.3f ms, p90 %.3f ms, p99 %.3f ms, max %.3f ms",
                sorted.length,
                millis(rank(sorted, 50)),
                millis(rank(sorted, 90)),
                millis(rank(sorted, 99)),
                millis(sorted[sorted.length - 1]));
    }

    /** The one that was measured first. */
    double firstMillis() {
        return millis(nanos.getFirst());
    }

    /** All of them in the order of their measurement, in milliseconds. */
    String raw() {
        return Arrays.toString(nanos.stream()
                .map(sample -> String.format(Locale.ROOT, "%.1f", millis(sample)))
                .toArray());
    }

    private static long rank(long[] sorted, int percent) {
        return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
