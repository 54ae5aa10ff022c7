package io.ringfence.e2e.net;

/**
 * A host: a namespace that routes for its workloads.
 *
 * @param number from 1
 * @param name what resources call it, as {@code host-1}
 */
public record Host(int number, String name, Netns netns) {}
