package io.ringfence.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringfence.agent.gateway.GatewayAccess;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.ipam.AddressBook;
import io.ringfence.agent.ipam.AddressBook.Outcome;
import io.ringfence.agent.ipam.AddressMeters;
import io.ringfence.agent.ipam.LeakPatrol;
import io.ringfence.agent.ipam.leak.Held;
import io.ringfence.agent.ipam.leak.LeakWatch;
import io.ringfence.model.ipam.Refusal;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.text.ResourceJson;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Agents' address books against a real gateway, store and broker. */
@ExtendWith(VertxExtension.class)
final class AddressBookIT {
    private static final Request ANY = new Request.FromAnyPool(IpVersion.V4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Outcome<Cidr> EXHAUSTED = new Outcome.Refused<>(new Refusal.Exhausted());

    @TempDir
    static Path data;

    private static Vertx vertx;
    private static RunningGateway gateway;

    private final List<GatewayClient> clients = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AddressMeters meters = new AddressMeters(registry);

    @BeforeAll
    static void start(Vertx given) {
        vertx = given;
        gateway = RunningGateway.start(data);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Every test begins with neither pools nor blocks. */
    @AfterEach
    void deleteEverything() {
        clients.forEach(client -> client.close().await());
        for (String collection : List.of("ipPools", "ipamBlocks", "workloadEndpoints")) {
            for (var item :
                    RunningGateway.json(gateway.get("/v1/" + collection)).path("items")) {
                String resource = "[" + item.path("resource") + "]";
                assertThat(gateway.call(
                                        "POST",
                                        "/v1/transactions?op=delete",
                                        Map.of("Content-Type", RunningGateway.JSON),
                                        resource)
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private AddressBook book(String host) {
        return book(host, "http://127.0.0.1:" + gateway.port(), PATIENCE);
    }

    private AddressBook book(String host, String url, Duration patience) {
        GatewayClient client = new GatewayClient(vertx, new GatewayAccess(List.of(url), null, patience));
        clients.add(client);
        return new AddressBook(client, host, "docker", patience, InstantSource.system(), meters);
    }

    private static void pool(String cidr) {
        IpPool pool = new IpPool(Cidr.of(cidr), false, IpPool.IpipMode.UNSET, false, false);
        put("/v1/ipPools/" + cidr.replace("/", "%2F"), ResourceJson.encode(pool));
    }

    private static void put(String path, byte[] document) {
        assertThat(gateway.call("PUT", path, Map.of("Content-Type", RunningGateway.JSON), document)
                        .statusCode())
                .isIn(200, 201);
    }

    private static Cidr given(Outcome<Cidr> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Cidr>) outcome).value();
    }

    /** What the store holds, by the gateway's view once it has caught up with what this test was told. */
    private static List<IpamBlock> blocks() {
        List<IpamBlock> blocks = new ArrayList<>();
        for (var item : RunningGateway.json(gateway.get("/v1/ipamBlocks")).path("items")) {
            byte[] document = item.path("resource").toString().getBytes(StandardCharsets.UTF_8);
            blocks.add((IpamBlock) ResourceJson.decode(document));
        }
        return blocks;
    }

    private static List<Cidr> allocated() {
        List<Cidr> addresses = new ArrayList<>();
        for (IpamBlock block : blocks()) {
            block.allocations().forEach(each -> addresses.add(block.address(each.ordinal())));
        }
        return addresses;
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = calls.stream().map(threads::submit).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void twoHostsThatAskForOneAddressGetItOnce() throws Exception {
        pool("10.50.0.0/24");
        AddressBook a = book("a");
        AddressBook b = book("b");
        for (int i = 0; i < 20; i++) {
            Cidr address = Cidr.of("10.50.0." + i * 7);
            List<Callable<Outcome<Cidr>>> calls = List.of(
                    () -> a.allocate(new Request.Exactly(address)), () -> b.allocate(new Request.Exactly(address)));
            assertThat(atOnce(calls))
                    .containsExactlyInAnyOrder(
                            new Outcome.Done<>(address), new Outcome.Refused<>(new Refusal.InUse(address)));
        }
        assertThat(allocated()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void hostsThatEmptyAPoolTogetherGetEachAddressOnceAndAClearAnswerAtTheEnd() throws Exception {
        pool("10.51.0.0/25");
        List<AddressBook> books = List.of(book("a"), book("b"), book("c"), book("d"));
        List<Callable<Outcome<Cidr>>> calls = new ArrayList<>();
        for (int i = 0; i < 128; i++) {
            AddressBook book = books.get(i % books.size());
            calls.add(() -> book.allocate(ANY));
        }
        Set<Cidr> addresses = new HashSet<>();
        for (Outcome<Cidr> outcome : atOnce(calls)) {
            addresses.add(given(outcome));
        }
        assertThat(addresses).hasSize(128);
        assertThat(new HashSet<>(allocated())).isEqualTo(addresses);
        assertThat(books).allSatisfy(book -> assertThat(book.allocate(ANY)).isEqualTo(EXHAUSTED));
        // Two blocks for four hosts: two of them have borrowed all that they have.
        assertThat(registry.get("ringfence.agent.ipam.taken")
                        .tag("from", "borrowed")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(64);
        List<Callable<Integer>> releases = new ArrayList<>();
        books.forEach(book -> releases.add(() -> releaseAll(book)));
        assertThat(atOnce(releases)).containsExactly(32, 32, 32, 32);
        assertThat(blocks()).isEmpty();
    }

    private static int releaseAll(AddressBook book) {
        List<Held> held = ((Outcome.Done<List<Held>>) book.held()).value();
        held.forEach(each -> assertThat(book.release(each.address(), null)).isEqualTo(new Outcome.Done<>(true)));
        return held.size();
    }

    @Test
    void whatOneHostGivesBackAnotherGets() {
        pool("10.52.0.0/26");
        AddressBook a = book("a");
        AddressBook b = book("b");
        Set<Cidr> ofA = new HashSet<>();
        for (int i = 0; i < IpamBlock.SIZE; i++) {
            ofA.add(given(a.allocate(ANY)));
        }
        assertThat(b.allocate(ANY)).isEqualTo(EXHAUSTED);
        Cidr one = ofA.iterator().next();
        assertThat(b.release(one, null)).isEqualTo(new Outcome.Done<>(false));
        assertThat(a.release(one, null)).isEqualTo(new Outcome.Done<>(true));
        assertThat(a.release(one, null)).isEqualTo(new Outcome.Done<>(false));
        assertThat(given(b.allocate(ANY))).isEqualTo(one);
        // Its former owner has no say any more.
        assertThat(a.release(one, null)).isEqualTo(new Outcome.Done<>(false));
        assertThat(allocated()).hasSize(64).contains(one);
    }

    @Test
    void anEmptyBlockOfAnotherHostIsReclaimedWhenThePoolHasNoOther() {
        pool("10.53.0.0/26");
        IpamBlock reserved = new IpamBlock(Cidr.of("10.53.0.0/26"), "somebody", List.of());
        put("/v1/ipamBlocks/10.53.0.0%2F26", ResourceJson.encode(reserved));
        given(book("a").allocate(ANY));
        assertThat(blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.affinity()).isEqualTo("a"));
        assertThat(registry.get("ringfence.agent.ipam.taken")
                        .tag("from", "reclaimed")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theDefaultPoolIsMadeOnceWhoeverAsksFirst() throws Exception {
        AddressBook a = book("a");
        AddressBook b = book("b");
        List<Callable<Outcome<Cidr>>> calls = List.of(() -> a.allocate(ANY), () -> b.allocate(ANY));
        for (Outcome<Cidr> outcome : atOnce(calls)) {
            assertThat(Cidr.of("192.168.0.0/16").contains(given(outcome))).isTrue();
        }
        assertThat(RunningGateway.json(gateway.get("/v1/ipPools")).path("items"))
                .hasSize(1);
        assertThat(allocated()).hasSize(2).doesNotHaveDuplicates();
        assertThat(b.pools(false))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat((List<?>) done.value()).hasSize(1));
    }

    @Test
    void anAnswerThatIsLostIsSettledByTheHandle() throws Exception {
        pool("10.54.0.0/16");
        try (LosingProxy proxy = LosingProxy.start(gateway.port(), 1)) {
            AddressBook book = book("a", proxy.url(), PATIENCE);
            Cidr address = given(book.allocate(ANY));
            assertThat(proxy.lost()).isEqualTo(1);
            assertThat(allocated()).containsExactly(address);
            given(book.allocate(ANY));
            assertThat(allocated()).hasSize(2);
            assertThat(blocks()).hasSize(1);
        }
    }

    @Test
    void anAddressThatNobodyWasToldIsFoundAndGivenBackWhenThatIsSure() {
        pool("10.55.0.0/16");
        // Killed between the store's answer and the engine's: the next life knows nothing of it.
        Cidr lost = given(book("a").allocate(ANY));
        AddressBook next = book("a");
        Cidr endpoint = given(next.allocate(ANY));
        Cidr reserved = given(next.allocate(ANY));
        String document = """
                apiVersion: v1
                kind: workloadEndpoint
                metadata: {node: a, orchestrator: libnetwork, workload: libnetwork, name: e}
                spec: {interfaceName: cali1, ipNetworks: [%s]}
                """.formatted(endpoint);
        assertThat(gateway.put("/v1/workloadEndpoints/a/libnetwork/libnetwork/e", document)
                        .statusCode())
                .isEqualTo(201);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        AtomicReference<Optional<Set<Cidr>>> engine = new AtomicReference<>(Optional.empty());
        LeakPatrol patrol = new LeakPatrol(
                "a", next, engine::get, new LeakWatch(Duration.ofMinutes(5), Duration.ofMinutes(15)), now::get, meters);
        for (int minute = 0; minute < 30; minute++) {
            now.set(Instant.EPOCH.plus(Duration.ofMinutes(minute)));
            assertThat(patrol.look()).isEmpty();
        }
        // The engine did not answer: two are suspicious, none is sure.
        assertThat(registry.get("ringfence.agent.ipam.leaked").gauge().value()).isEqualTo(2);
        engine.set(Optional.of(Set.of(reserved)));
        List<Cidr> givenBack = new ArrayList<>();
        for (int minute = 30; minute < 60; minute++) {
            now.set(Instant.EPOCH.plus(Duration.ofMinutes(minute)));
            givenBack.addAll(patrol.look());
        }
        assertThat(givenBack).containsExactly(lost);
        assertThat(allocated()).containsExactlyInAnyOrder(endpoint, reserved);
        assertThat(registry.get("ringfence.agent.ipam.leaked").gauge().value()).isZero();
    }

    @Test
    void aGatewayThatIsAwayOrSilentIsAClearFailure() throws IOException {
        AddressBook book;
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            book = book("a", "http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(300));
            assertFailed(book.allocate(ANY), "did not answer");
        }
        assertFailed(book.allocate(ANY), "cannot be reached");
        assertFailed(book.release(Cidr.of("10.0.0.1"), null), "cannot be reached");
        assertFailed(book.pools(true), "cannot be reached");
        assertFailed(book.held(), "cannot be reached");
        assertThat(registry.get("ringfence.agent.ipam.failed").counter().count())
                .isEqualTo(2);
    }

    private static <T> void assertFailed(Outcome<T> outcome, String why) {
        if (!(outcome instanceof Outcome.Failed<T>(String detail))) {
            throw new AssertionError(outcome.toString());
        }
        assertThat(detail).startsWith("api-gateway at http://127.0.0.1:").contains(why);
    }

    @Test
    void theMetersShowWhatIsAllocatedAndWhatIsFree() {
        pool("10.56.0.0/16");
        AddressBook book = book("a");
        Cidr first = given(book.allocate(ANY));
        given(book.allocate(ANY));
        assertThat(registry.get("ringfence.agent.ipam.allocated").gauge().value())
                .isEqualTo(2);
        assertThat(registry.get("ringfence.agent.ipam.free").gauge().value()).isEqualTo(62);
        book.release(first, null);
        assertThat(registry.get("ringfence.agent.ipam.allocated").gauge().value())
                .isEqualTo(1);
        assertThat(registry.get("ringfence.agent.ipam.free").gauge().value()).isEqualTo(63);
    }
}
