package io.ringfence.compiler.resolve;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Workload endpoints that the same policy selectors select. */
final class Group {
    SelectorSet selectors;
    final RoaringBitmap members = new RoaringBitmap();

    /** The policies of the selectors, in order; null when it has to be made anew. */
    @Nullable
    PolicyList policies;

    Group(SelectorSet selectors) {
        this.selectors = selectors;
    }
}
