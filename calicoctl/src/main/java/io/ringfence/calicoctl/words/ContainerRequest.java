package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.endpoint.ProfileChange;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.net.Cidr;
import java.util.List;

/** What a {@code container} command asks for. {@code container}: as typed, a name, an identifier or a path. */
public sealed interface ContainerRequest {
    String container();

    /**
     * Gives it an interface with an address.
     *
     * @param interfaceName in the container
     */
    record Add(String container, Request address, String interfaceName) implements ContainerRequest {}

    /** Takes its interface and its addresses away. */
    record Remove(String container) implements ContainerRequest {}

    /** One address more on its interface. */
    record AddAddress(String container, Request address, String interfaceName) implements ContainerRequest {}

    /** One address less on its interface; /32 or /128. */
    record RemoveAddress(String container, Cidr address, String interfaceName) implements ContainerRequest {}

    record ShowEndpoint(String container) implements ContainerRequest {}

    record ChangeProfiles(String container, ProfileChange change, List<String> profiles) implements ContainerRequest {
        public ChangeProfiles {
            profiles = List.copyOf(profiles);
        }
    }
}
