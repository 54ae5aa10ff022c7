package io.ringfence.agent.ipam;

import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.gateway.GatewayReply;
import io.ringfence.agent.gateway.GatewayWrite;
import io.ringfence.model.ipam.BlockWrite;
import io.ringfence.model.ipam.StoredBlock;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pools and blocks as the gateway has them. What is read may be a moment old. Blocks the caller; any thread but an event loop. */
final class BlockStore {
    private final GatewayClient gateway;

    BlockStore(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /** What became of a write. */
    sealed interface Written {
        record Stored(Revision revision) implements Written {}

        /** The block was not as expected: nothing was written. */
        record Conflict() implements Written {}

        /** It may have been stored. */
        record Unknown(String detail) implements Written {}
    }

    List<IpPool> pools() throws UnavailableException {
        List<IpPool> pools = new ArrayList<>();
        for (GatewayReply.Stored stored : list(Kind.IP_POOL, Map.of())) {
            if (stored.resource() instanceof IpPool pool) {
                pools.add(pool);
            }
        }
        return pools;
    }

    /** Every block of every host. */
    List<StoredBlock> blocks() throws UnavailableException {
        List<StoredBlock> blocks = new ArrayList<>();
        for (GatewayReply.Stored stored : list(Kind.IPAM_BLOCK, Map.of())) {
            if (stored.resource() instanceof IpamBlock block) {
                blocks.add(new StoredBlock(block, stored.revision()));
            }
        }
        return blocks;
    }

    Optional<StoredBlock> block(Cidr cidr) throws UnavailableException {
        GatewayReply<GatewayReply.Stored> reply = await(gateway.get(ResourceKey.of(Kind.IPAM_BLOCK, cidr.toString())));
        if (reply instanceof GatewayReply.Absent) {
            return Optional.empty();
        }
        GatewayReply.Stored stored = done(reply);
        return stored.resource() instanceof IpamBlock block
                ? Optional.of(new StoredBlock(block, stored.revision()))
                : Optional.empty();
    }

    /** The addresses of all endpoints of a host. */
    Set<Cidr> endpointAddresses(String host) throws UnavailableException {
        Set<Cidr> addresses = new HashSet<>();
        for (GatewayReply.Stored stored : list(Kind.WORKLOAD_ENDPOINT, Map.of("node", host))) {
            if (stored.resource() instanceof WorkloadEndpoint endpoint) {
                addresses.addAll(endpoint.ipNetworks());
            }
        }
        return addresses;
    }

    /** Creates it, unless it exists. */
    Written create(IpPool pool) throws UnavailableException {
        return write(new GatewayWrite.Create(pool));
    }

    Written write(BlockWrite write) throws UnavailableException {
        return write(
                switch (write) {
                    case BlockWrite.Put(IpamBlock block, Revision expected) ->
                        expected.equals(Revision.NONE)
                                ? new GatewayWrite.Create(block)
                                : new GatewayWrite.Replace(block, expected);
                    case BlockWrite.Delete(Cidr cidr, Revision expected) ->
                        new GatewayWrite.Delete(ResourceKey.of(Kind.IPAM_BLOCK, cidr.toString()), expected);
                });
    }

    private Written write(GatewayWrite write) throws UnavailableException {
        return switch (await(gateway.write(write))) {
            case GatewayReply.Done<GatewayReply.Committed>(GatewayReply.Committed committed) ->
                new Written.Stored(committed.revision());
            case GatewayReply.Conflict<GatewayReply.Committed> _, GatewayReply.Absent<GatewayReply.Committed> _ ->
                new Written.Conflict();
            case GatewayReply.Unknown<GatewayReply.Committed>(String detail) -> new Written.Unknown(detail);
            case GatewayReply.Refused<GatewayReply.Committed>(String detail) -> throw new UnavailableException(detail);
            case GatewayReply.Unreachable<GatewayReply.Committed>(String detail) ->
                throw new UnavailableException(detail);
        };
    }

    private List<GatewayReply.Stored> list(Kind kind, Map<String, String> identity) throws UnavailableException {
        return done(await(gateway.list(kind, identity))).items();
    }

    private static <T> T done(GatewayReply<T> reply) throws UnavailableException {
        return switch (reply) {
            case GatewayReply.Done<T>(T value) -> value;
            case GatewayReply.Absent<T>(String detail) -> throw new UnavailableException(detail);
            case GatewayReply.Conflict<T>(String detail) -> throw new UnavailableException(detail);
            case GatewayReply.Refused<T>(String detail) -> throw new UnavailableException(detail);
            case GatewayReply.Unreachable<T>(String detail) -> throw new UnavailableException(detail);
            case GatewayReply.Unknown<T>(String detail) -> throw new UnavailableException(detail);
        };
    }

    private static <T> T await(Future<T> call) {
        return call.await();
    }
}
