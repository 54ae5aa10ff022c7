package io.ringfence.model.rule;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.Port;
import io.ringfence.model.selector.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one side of a packet must be. All given criteria hold together; inside a list one suffices; the {@code not} ones must fail.
 *
 * @param tag the address belongs to an endpoint or network set that has this label (a profile's tag is a label with an empty value)
 * @param nets the address is in one of these; empty matches any
 * @param selector the address belongs to an endpoint or network set that it selects
 * @param ports the port is in one of these, or has one of these names at an endpoint that {@code tag} and {@code selector} select;
 *     empty matches any
 * @param notTag as {@code tag}, negated: addresses outside every endpoint match
 * @param notNets the address is in none of these
 * @param notSelector as {@code selector}, negated: addresses outside every endpoint match
 * @param notPorts the port is in none of these, and has none of these names there
 */
public record EntityRule(
        @Nullable String tag,
        List<Cidr> nets,
        @Nullable Selector selector,
        List<Port> ports,
        @Nullable String notTag,
        List<Cidr> notNets,
        @Nullable Selector notSelector,
        List<Port> notPorts) {
    /** Matches every packet. */
    public static final EntityRule ANY =
            new EntityRule(null, List.of(), null, List.of(), null, List.of(), null, List.of());

    public EntityRule {
        nets = List.copyOf(nets);
        ports = List.copyOf(ports);
        notNets = List.copyOf(notNets);
        notPorts = List.copyOf(notPorts);
    }
}
