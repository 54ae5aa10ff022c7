package io.ringfence.calicoctl.api;

/**
 * What a list came to.
 *
 * @param revision that the list shows
 */
public record Listed(int count, long revision) {}
