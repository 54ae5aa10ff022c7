package io.ringfence.store.decide;

/** One effect of a transaction. */
public sealed interface Write {
    StoreKey key();

    /** Replaces the whole value. */
    record Put(StoreKey key, Value value) implements Write {}

    /** Removes a key that exists. */
    record Remove(StoreKey key) implements Write {}
}
