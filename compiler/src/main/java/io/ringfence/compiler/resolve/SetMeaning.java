package io.ringfence.compiler.resolve;

import io.ringfence.log.record.IpSetId;
import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.SetMember;
import io.ringfence.model.resource.EndpointPort;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a set stands for.
 *
 * @param selector of endpoints and network sets
 * @param port null for their addresses; else the ports that they call so, at their addresses
 */
public record SetMeaning(Selector selector, @Nullable PortName port) {
    /** The addresses of what the selector selects. */
    public static SetMeaning of(Selector selector) {
        return new SetMeaning(selector, null);
    }

    public IpSetId id() {
        return port == null ? IpSetId.of(selector) : IpSetId.of(selector, port);
    }

    /** What something that the selector selects adds to the set; may repeat. */
    public List<? extends SetMember> membersOf(List<Cidr> addresses, List<EndpointPort> ports) {
        if (port == null) {
            return addresses;
        }
        List<AddressPort> members = new ArrayList<>();
        for (EndpointPort some : ports) {
            if (some.name().equals(port)) {
                for (Cidr address : addresses) {
                    members.add(new AddressPort(address, some.protocol(), some.port()));
                }
            }
        }
        return members;
    }
}
