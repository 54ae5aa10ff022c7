package io.ringfence.e2e.demo;

import io.ringfence.e2e.net.Workload;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;
import java.util.Map;

/**
 * What a workload plays in a step.
 *
 * @param kind what it is, as the expectations name it: {@code db}
 * @param profile the one profile of its endpoint
 */
record Role(String kind, String profile) {

    /** Its name on the stage, such as {@code db-1}. */
    String nameOf(Workload workload) {
        return kind + "-" + workload.number();
    }

    WorkloadEndpoint endpointOf(Workload workload) {
        return new WorkloadEndpoint(
                workload.host().name(),
                "demo",
                nameOf(workload),
                "eth0",
                null,
                Map.of(),
                List.of(
                        Cidr.of(workload.ipv4().getHostAddress()),
                        Cidr.of(workload.ipv6().getHostAddress())),
                List.of(),
                null,
                null,
                List.of(profile),
                workload.interfaceName(),
                null,
                List.of());
    }
}
