package io.ringfence.gateway.intake;

import io.ringfence.log.record.HostStatus;
import java.time.Instant;

/** A record of {@code policy.status}. */
sealed interface Report {

    /**
     * A host has reported.
     *
     * @param written when, by the clock of the host that wrote it
     */
    record Heard(HostStatus status, Instant written) implements Report {}

    /** The record was deleted. */
    record Left(String host) implements Report {}
}
