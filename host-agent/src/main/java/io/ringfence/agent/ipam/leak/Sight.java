package io.ringfence.agent.ipam.leak;

import io.ringfence.model.net.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen at one time.
 *
 * @param held all that is allocated to this host, seen before the rest
 * @param endpoints addresses of the endpoints that are stored for this host
 * @param engine addresses that the container engine says it uses or reserves; empty when it did not answer
 */
public record Sight(Instant at, List<Held> held, Set<Cidr> endpoints, Optional<Set<Cidr>> engine) {}
