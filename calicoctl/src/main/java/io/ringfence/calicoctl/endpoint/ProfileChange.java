package io.ringfence.calicoctl.endpoint;

/** What is done with an endpoint's list of profiles. */
public enum ProfileChange {
    APPEND,
    REMOVE,
    /** Replaces the whole list, by nothing if no profile is named. */
    SET
}
