package io.ringfence.model.rule;

/** Seen from the endpoint: ingress comes to it, egress leaves it. */
public enum Direction {
    INGRESS,
    EGRESS
}
