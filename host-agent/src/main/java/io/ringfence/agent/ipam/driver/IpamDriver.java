package io.ringfence.agent.ipam.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.agent.ipam.AddressBook;
import io.ringfence.agent.ipam.AddressBook.Outcome;
import io.ringfence.agent.plugin.PluginCall;
import io.ringfence.model.ipam.Allocator;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** IPAM driver {@code calico-ipam}. */
public final class IpamDriver {
    /** What the engine calls this kind of driver. */
    public static final String IMPLEMENTED = "IpamDriver";

    /** A network's pool when its creator named none: any pool of the family. */
    static final String ANY_POOL_4 = "CalicoPoolIPv4";

    static final String ANY_POOL_6 = "CalicoPoolIPv6";

    private static final String GATEWAY = "com.docker.network.gateway";
    private static final String NO_SUB_POOLS =
            "Calico IPAM does not support sub pool configuration on 'docker create network'. Calico IP Pools should be configured"
                    + " first and IP assignment is from those pre-configured pools.";
    private static final String NO_SUCH_POOL =
            "The requested subnet must match the CIDR of a configured Calico IP Pool.";

    private final AddressBook book;

    public IpamDriver(AddressBook book) {
        this.book = book;
    }

    /** The calls by path. */
    public Map<String, PluginCall> calls() {
        return Map.of(
                "/IpamDriver.GetCapabilities", _ -> done(object().put("RequiresMACAddress", false)),
                "/IpamDriver.GetDefaultAddressSpaces",
                        _ -> done(object().put("LocalDefaultAddressSpace", "CalicoLocalAddressSpace")
                                .put("GlobalDefaultAddressSpace", "CalicoGlobalAddressSpace")),
                "/IpamDriver.RequestPool", request -> answer(() -> requestPool(request)),
                "/IpamDriver.ReleasePool", _ -> done(object()),
                "/IpamDriver.RequestAddress", request -> answer(() -> requestAddress(request)),
                "/IpamDriver.ReleaseAddress", request -> answer(() -> releaseAddress(request)));
    }

    /** A request that is answered with an error. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String text) {
            super(text);
        }
    }

    private interface Work {
        ObjectNode run() throws RefusedException;
    }

    /** As many threads as calls that the server lets in. */
    private static Future<ObjectNode> answer(Work work) {
        Promise<ObjectNode> answer = Promise.promise();
        Thread.ofVirtual().name("ipam").start(() -> {
            try {
                answer.complete(work.run());
            } catch (RefusedException | RuntimeException e) {
                answer.fail(e);
            }
        });
        return answer.future();
    }

    private ObjectNode requestPool(ObjectNode request) throws RefusedException {
        if (!text(request, "SubPool").isEmpty()) {
            throw new RefusedException(NO_SUB_POOLS);
        }
        if (!request.path("Options").isEmpty()) {
            throw new RefusedException("Arbitrary options are not supported");
        }
        String text = text(request, "Pool");
        Cidr pool = text.isEmpty() ? null : cidr(text);
        boolean v6 = pool == null ? request.path("V6").asBoolean() : pool.version() == IpVersion.V6;
        checkPool(pool, v6);
        String everything = v6 ? "::/0" : "0.0.0.0/0";
        ObjectNode answer = object();
        answer.put("PoolID", pool == null ? v6 ? ANY_POOL_6 : ANY_POOL_4 : text);
        answer.put("Pool", pool == null ? everything : text);
        // The engine must not ask for a gateway's address: every workload's is 169.254.1.1.
        answer.putObject("Data").put(GATEWAY, everything);
        return answer;
    }

    private void checkPool(@Nullable Cidr pool, boolean v6) throws RefusedException {
        boolean makesDefault = pool == null ? !v6 : pool.equals(Allocator.DEFAULT_POOL.cidr());
        switch (book.pools(makesDefault)) {
            case Outcome.Done<List<IpPool>>(List<IpPool> pools) -> {
                boolean exists = pools.stream().anyMatch(each -> each.cidr().equals(pool) && !each.disabled());
                if (pool != null && !exists) {
                    throw new RefusedException(NO_SUCH_POOL);
                }
            }
            case Outcome.Refused<List<IpPool>>(var refusal) -> throw new RefusedException(refusal.text());
            case Outcome.Failed<List<IpPool>>(String detail) -> throw new RefusedException("IP pool error: " + detail);
        }
    }

    private ObjectNode requestAddress(ObjectNode request) throws RefusedException {
        if (GATEWAY.equals(request.path("Options").path("RequestAddressType").asText())) {
            throw new RefusedException("Calico IPAM does not support specifying a gateway.");
        }
        String address = text(request, "Address");
        Request wanted = address.isEmpty()
                ? fromPool(text(request, "PoolID"))
                : new Request.Exactly(address("IP assignment error: ", address));
        return switch (book.allocate(wanted)) {
            case Outcome.Done<Cidr>(Cidr given) -> {
                ObjectNode answer = object().put("Address", given.toString());
                answer.putObject("Data");
                yield answer;
            }
            case Outcome.Refused<Cidr>(var refusal) -> throw new RefusedException(refusal.text());
            case Outcome.Failed<Cidr>(String detail) -> throw new RefusedException("IP assignment error: " + detail);
        };
    }

    private static Request fromPool(String id) throws RefusedException {
        return switch (id) {
            case ANY_POOL_4 -> new Request.FromAnyPool(IpVersion.V4);
            case ANY_POOL_6 -> new Request.FromAnyPool(IpVersion.V6);
            default -> new Request.FromPool(cidr(id));
        };
    }

    private ObjectNode releaseAddress(ObjectNode request) throws RefusedException {
        Cidr address = address("IP release error: ", text(request, "Address"));
        return switch (book.release(address, null)) {
            case Outcome.Done<Boolean> _ -> object();
            case Outcome.Refused<Boolean>(var refusal) -> throw new RefusedException(refusal.text());
            case Outcome.Failed<Boolean>(String detail) -> throw new RefusedException("IP release error: " + detail);
        };
    }

    /** An address block; the engine's users may write it with bits below the prefix. */
    private static Cidr cidr(String text) throws RefusedException {
        Cidr cidr = text.indexOf('/') < 0 ? null : Cidr.parse(text).orElse(null);
        if (cidr == null) {
            throw new RefusedException("Invalid CIDR");
        }
        return cidr;
    }

    private static Cidr address(String failure, String text) throws RefusedException {
        return Cidr.parse(text)
                .filter(Cidr::isSingleAddress)
                .orElseThrow(() -> new RefusedException(failure + "invalid IP address: " + text));
    }

    private static String text(JsonNode request, String field) {
        return request.path(field).asText("");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Future<ObjectNode> done(ObjectNode answer) {
        return Future.succeededFuture(answer);
    }
}
