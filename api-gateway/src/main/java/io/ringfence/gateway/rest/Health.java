package io.ringfence.gateway.rest;

import io.ringfence.model.resource.Revision;
import java.time.Duration;

/**
 * How the gateway is.
 *
 * @param revision the newest that reads show
 * @param age for how long it has not been certain that reads show everything: some seconds when all is well and nothing is written
 * @param malformedRecords records of {@code policy.events} that could not be read and are missing in what reads show
 * @param storeReachable whether writes can be stored; reads go on without
 */
public record Health(
        Revision revision,
        Duration age,
        boolean eventsInSync,
        boolean statusInSync,
        long malformedRecords,
        boolean storeReachable) {

    /** Reads can be answered in full. Neither the store's absence nor old age changes that: both are said. */
    boolean isReady() {
        return eventsInSync && statusInSync;
    }
}
