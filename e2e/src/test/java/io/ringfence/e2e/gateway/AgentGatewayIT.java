package io.ringfence.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.gateway.GatewayAccess;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.gateway.GatewayReply;
import io.ringfence.agent.gateway.GatewayReply.Committed;
import io.ringfence.agent.gateway.GatewayReply.Listing;
import io.ringfence.agent.gateway.GatewayReply.Stored;
import io.ringfence.agent.gateway.GatewayWrite;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.testkit.FreePort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The agent's client against a real gateway, store and broker. */
@ExtendWith(VertxExtension.class)
final class AgentGatewayIT {
    @TempDir
    static Path data;

    private static Vertx vertx;
    private static RunningGateway gateway;
    private static GatewayClient client;

    @BeforeAll
    static void start(Vertx given) {
        vertx = given;
        gateway = RunningGateway.start(data);
        client = new GatewayClient(vertx, access("http://127.0.0.1:" + gateway.port()));
    }

    @AfterAll
    static void stop() {
        client.close().await();
        gateway.close();
    }

    /** A busy machine may let a gateway lag for seconds; nothing here is about how long. */
    private static GatewayAccess access(String... urls) {
        return new GatewayAccess(List.of(urls), null, Duration.ofSeconds(30));
    }

    private static Profile profile(String name, String tag) {
        return new Profile(name, List.of(tag), Map.of(), List.of(), List.of());
    }

    private static WorkloadEndpoint endpoint(String node, String name) {
        return new WorkloadEndpoint(
                node,
                "libnetwork",
                "libnetwork",
                name,
                null,
                Map.of(),
                List.of(Cidr.of("10.65.0.1/32")),
                List.of(),
                null,
                null,
                List.of(),
                "cali" + name,
                null,
                List.of());
    }

    private static <T> T done(Future<GatewayReply<T>> call) {
        GatewayReply<T> reply = call.await();
        if (reply instanceof GatewayReply.Done<T>(T value)) {
            return value;
        }
        throw new AssertionError(reply.toString());
    }

    private static Revision write(GatewayWrite... writes) {
        return done(client.write(writes)).revision();
    }

    @Test
    void whatWasWrittenIsReadWithItsRevision() {
        Profile profile = profile("a/b", "T");
        Revision created = write(new GatewayWrite.Create(profile));
        assertThat(done(client.get(profile.key()))).isEqualTo(new Stored(created, profile));
        Profile changed = profile("a/b", "U");
        Revision replaced = write(new GatewayWrite.Replace(changed, created));
        assertThat(done(client.get(profile.key()))).isEqualTo(new Stored(replaced, changed));
        assertThat(done(client.write(new GatewayWrite.Apply(changed)))).matches(committed -> !committed.changed());
        write(new GatewayWrite.Delete(profile.key(), replaced));
        assertThat(client.get(profile.key()).await()).isInstanceOf(GatewayReply.Absent.class);
    }

    @Test
    void aWriteThatPresumesSomethingElseChangesNothing() {
        Profile profile = profile("presumed", "T");
        Revision created = write(new GatewayWrite.Create(profile));
        Revision wrong = new Revision(created.value() + 1000);
        assertThat(client.write(new GatewayWrite.Create(profile)).await())
                .isEqualTo(new GatewayReply.Conflict<Committed>("resource already exists: Profile(name=presumed)"));
        assertThat(client.write(new GatewayWrite.Replace(profile("presumed", "U"), wrong))
                        .await())
                .isInstanceOf(GatewayReply.Conflict.class);
        assertThat(client.write(new GatewayWrite.Delete(profile.key(), wrong)).await())
                .isInstanceOf(GatewayReply.Conflict.class);
        ResourceKey none = ResourceKey.of(Kind.PROFILE, "none");
        assertThat(client.write(new GatewayWrite.Create(profile("other", "T")), new GatewayWrite.Delete(none, null))
                        .await())
                .isInstanceOf(GatewayReply.Absent.class);
        assertThat(client.get(ResourceKey.of(Kind.PROFILE, "other")).await()).isInstanceOf(GatewayReply.Absent.class);
        assertThat(done(client.get(profile.key()))).isEqualTo(new Stored(created, profile));
    }

    @Test
    void whatIsInvalidIsRefusedWithTheReason() {
        assertThat(client.write(new GatewayWrite.Create(profile("x", "not a tag")))
                        .await())
                .isInstanceOfSatisfying(
                        GatewayReply.Refused.class,
                        refused -> assertThat(refused.detail()).contains("not a tag"));
    }

    @Test
    void aListIsFilteredByIdentity() {
        write(
                new GatewayWrite.Create(endpoint("host-1", "one")),
                new GatewayWrite.Create(endpoint("host-1", "two")),
                new GatewayWrite.Create(endpoint("host-2", "one")));
        Listing listing =
                done(client.list(Kind.WORKLOAD_ENDPOINT, Map.of("node", "host-1", "orchestrator", "libnetwork")));
        assertThat(listing.items())
                .extracting(Stored::resource)
                .containsExactly(endpoint("host-1", "one"), endpoint("host-1", "two"));
    }

    @Test
    void theNextGatewayIsAskedWhenOneIsAway() {
        GatewayClient two = new GatewayClient(vertx, access(nobodyListens(), "http://127.0.0.1:" + gateway.port()));
        Profile profile = profile("second", "T");
        Revision created = done(two.write(new GatewayWrite.Create(profile))).revision();
        assertThat(done(two.get(profile.key()))).isEqualTo(new Stored(created, profile));
        two.close().await();
    }

    private static String nobodyListens() {
        return "http://127.0.0.1:" + FreePort.next();
    }

    private static GatewayClient impatient(String url) {
        return new GatewayClient(vertx, new GatewayAccess(List.of(url), null, Duration.ofMillis(300)));
    }

    @Test
    void aSilentGatewayIsGivenUpWithinTheBound() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            GatewayClient hopeless = impatient("http://127.0.0.1:" + silent.getLocalPort());
            assertThat(hopeless.get(ResourceKey.of(Kind.PROFILE, "x")).await())
                    .isInstanceOf(GatewayReply.Unreachable.class);
            // Its system accepted the connection, so nobody knows what became of the write.
            assertThat(hopeless.write(new GatewayWrite.Apply(profile("x", "T"))).await())
                    .isInstanceOf(GatewayReply.Unknown.class);
            hopeless.close().await();
        }
    }

    @Test
    void whatNeverReachedAGatewayWasNotWritten() {
        GatewayClient hopeless = impatient(nobodyListens());
        assertThat(hopeless.write(new GatewayWrite.Apply(profile("x", "T"))).await())
                .isInstanceOf(GatewayReply.Unreachable.class);
        hopeless.close().await();
    }
}
