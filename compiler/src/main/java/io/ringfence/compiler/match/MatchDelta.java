package io.ringfence.compiler.match;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a batch changed. Numbers of removed things are not given to others before the next batch.
 *
 * @param things those that were put or removed, each once
 * @param flipped by number of a selector: the things that it selected before and does not now, or the other way round; never empty
 */
public record MatchDelta(List<ThingChange> things, Map<Integer, RoaringBitmap> flipped) {
    /** Nothing changed. */
    public static final MatchDelta NONE = new MatchDelta(List.of(), Map.of());

    /**
     * One thing.
     *
     * @param before null when it is new
     * @param after null when it is gone
     */
    public record ThingChange(
            int thing, @Nullable Thing before, @Nullable Thing after) {}
}
