package io.ringfence.calicoctl.endpoint;

import io.ringfence.model.resource.WorkloadEndpoint;

/** What is to be done about an endpoint, and what is to be told. */
public sealed interface EndpointEdit {
    /** Write this one in place of the old one, then tell. */
    record Write(WorkloadEndpoint wanted, String message) implements EndpointEdit {}

    /** Nothing can be done. */
    record Refuse(String message) implements EndpointEdit {}
}
