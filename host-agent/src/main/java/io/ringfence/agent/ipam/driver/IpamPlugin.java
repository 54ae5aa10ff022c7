package io.ringfence.agent.ipam.driver;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.ipam.AddressBook;
import io.ringfence.agent.ipam.AddressMeters;
import io.ringfence.agent.ipam.LeakPatrol;
import io.ringfence.agent.ipam.leak.LeakWatch;
import io.ringfence.agent.plugin.PluginServer;
import io.ringfence.model.net.Cidr;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The IPAM driver on its socket, with the patrol that looks after what it gave out. Any thread. */
public final class IpamPlugin {
    /** The name by which users of the engine know the driver. */
    public static final String NAME = "calico-ipam";

    /** What its addresses are used for. */
    private static final String PURPOSE = "docker";

    private final PluginServer server;
    private final LeakPatrol patrol;

    private IpamPlugin(PluginServer server, LeakPatrol patrol) {
        this.server = server;
        this.patrol = patrol;
    }

    /**
     * Listens; the gateway and the engine may be out of reach.
     *
     * @param folder where the engine looks for plug-ins
     * @param engine addresses that the engine uses or reserves; empty when it does not answer; blocks
     * @param patience how long a request may wait for its turn, and how long for the gateway
     * @return fails if another process serves the socket
     */
    public static Future<IpamPlugin> start(
            Vertx vertx,
            GatewayClient gateway,
            String host,
            Duration patience,
            Path folder,
            Supplier<Optional<Set<Cidr>>> engine,
            MeterRegistry registry) {
        InstantSource clock = InstantSource.system();
        AddressMeters meters = new AddressMeters(registry);
        AddressBook book = new AddressBook(gateway, host, PURPOSE, patience, clock, meters);
        LeakPatrol patrol = new LeakPatrol(
                host, book, engine, new LeakWatch(LeakPatrol.REPORT_AFTER, LeakPatrol.SURE_AFTER), clock, meters);
        return PluginServer.start(
                        vertx,
                        folder.resolve(NAME + ".sock"),
                        List.of(IpamDriver.IMPLEMENTED),
                        new IpamDriver(book).calls())
                .map(server -> {
                    patrol.start(LeakPatrol.INTERVAL);
                    return new IpamPlugin(server, patrol);
                });
    }

    /** Calls under way are cut off; what they took and did not tell is found as a leak. */
    public Future<Void> stop() {
        patrol.stop();
        return server.stop();
    }
}
