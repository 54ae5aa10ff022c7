package io.ringfence.testkit;

import java.util.Random;

/**
 * Runs a law over generated cases. Each case has a seed of its own, which a failure names: {@code -Dringfence.seed=N} runs that one case
 * again, {@code -Dringfence.cases=N} runs as many as asked.
 */
public final class Laws {
    /** Fixed, so that a build today and one tomorrow try the same cases. */
    private static final long FIRST_SEED = 20_261_122L;

    private Laws() {}

    /** What must hold for every case; it fails by throwing. */
    @FunctionalInterface
    public interface Law {
        void check(Random random) throws Exception;
    }

    /** Checks the law for {@code cases} seeds and stops at the first that breaks it, with an {@link AssertionError}. */
    public static void forAll(int cases, Law law) {
        Long only = Long.getLong("ringfence.seed");
        long first = only == null ? FIRST_SEED : only;
        int count = only == null ? Integer.getInteger("ringfence.cases", cases) : 1;
        for (long seed = first; seed < first + count; seed++) {
            try {
                law.check(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "broken by seed " + seed + " (-Dringfence.seed=" + seed + "): " + e.getMessage(), e);
            }
        }
    }
}
