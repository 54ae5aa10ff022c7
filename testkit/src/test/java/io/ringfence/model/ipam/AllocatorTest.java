package io.ringfence.model.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.ipam.Decision.Source;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Revision;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AllocatorTest {
    private static final Request ANY4 = new Request.FromAnyPool(IpVersion.V4);
    private static final Request ANY6 = new Request.FromAnyPool(IpVersion.V6);

    private int handles;

    private Claim claim(String host) {
        return new Claim(host, "docker", "handle-" + handles++, Instant.EPOCH);
    }

    private static IpPool pool(String cidr) {
        return new IpPool(Cidr.of(cidr), false, IpPool.IpipMode.UNSET, false, false);
    }

    private static IpPool disabled(String cidr) {
        return new IpPool(Cidr.of(cidr), false, IpPool.IpipMode.UNSET, false, true);
    }

    private Decision.Take take(SimulatedStore store, Request request, String host) {
        Decision decision = Allocator.decide(store.read(), request, claim(host));
        assertThat(decision).isInstanceOf(Decision.Take.class);
        Decision.Take take = (Decision.Take) decision;
        assertThat(store.write(take.write())).isTrue();
        return take;
    }

    private String refusal(SimulatedStore store, Request request, String host) {
        Decision decision = Allocator.decide(store.read(), request, claim(host));
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return ((Decision.Refused) decision).refusal().text();
    }

    private static void block(SimulatedStore store, String cidr, @Nullable String affinity) {
        assertThat(store.write(new BlockWrite.Put(new IpamBlock(Cidr.of(cidr), affinity, List.of()), Revision.NONE)))
                .isTrue();
    }

    private static Optional<StoredBlock> stored(SimulatedStore store, Cidr address) {
        return store.read().block(IpamBlock.around(address));
    }

    @Test
    void theFirst64AddressesOfAHostAreOneBlockAndAllOfIt() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/16"));
        Decision.Take first = take(store, ANY4, "a");
        Set<Cidr> addresses = new HashSet<>(Set.of(first.address()));
        for (int i = 1; i < IpamBlock.SIZE; i++) {
            Decision.Take next = take(store, ANY4, "a");
            assertThat(next.source()).isEqualTo(Source.OWN);
            assertThat(next.write().cidr()).isEqualTo(first.write().cidr());
            addresses.add(next.address());
        }
        assertThat(first.source()).isEqualTo(Source.NEW);
        assertThat(addresses).hasSize(64).contains(Cidr.of(first.write().cidr().address()));
        assertThat(take(store, ANY4, "a").source()).isEqualTo(Source.NEW);
        assertThat(store.read().blocks().values())
                .hasSize(2)
                .allMatch(stored -> "a".equals(stored.block().affinity()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "fd00::/64", "fd00::/16", "10.0.0.0/8"})
    void hostsAreSpreadOverThePoolAndEachAlwaysBeginsAtTheSamePlace(String cidr) {
        Request request = new Request.FromPool(Cidr.of(cidr));
        Set<Cidr> blocks = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            SimulatedStore store = new SimulatedStore(pool(cidr));
            Decision.Take take = take(store, request, "host-" + i);
            assertThat(take.write().expected()).isEqualTo(Revision.NONE);
            assertThat(take.write().block().affinity()).isEqualTo("host-" + i);
            assertThat(Cidr.of(cidr).contains(take.address())).isTrue();
            assertThat(take(new SimulatedStore(pool(cidr)), request, "host-" + i)
                            .write()
                            .cidr())
                    .isEqualTo(take.write().cidr());
            blocks.add(take.write().cidr());
        }
        assertThat(blocks).hasSizeGreaterThan(85);
    }

    @Test
    void aBlockOfNobodyBecomesTheHosts() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/26"));
        block(store, "10.0.0.0/26", null);
        Decision.Take take = take(store, ANY4, "a");
        assertThat(take.source()).isEqualTo(Source.NEW);
        assertThat(take.write().block().affinity()).isEqualTo("a");
    }

    @Test
    void anEmptyBlockIsReservedForItsHostUntilThePoolHasNoOther() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/25"));
        block(store, "10.0.0.0/26", "b");
        Decision.Take other = take(store, ANY4, "a");
        assertThat(other.source()).isEqualTo(Source.NEW);
        assertThat(other.write().cidr()).isEqualTo(Cidr.of("10.0.0.64/26"));
        for (int i = 1; i < IpamBlock.SIZE; i++) {
            assertThat(take(store, ANY4, "a").source()).isEqualTo(Source.OWN);
        }
        Decision.Take reclaimed = take(store, ANY4, "a");
        assertThat(reclaimed.source()).isEqualTo(Source.RECLAIMED);
        assertThat(reclaimed.write().block().affinity()).isEqualTo("a");
        assertThat(reclaimed.write().cidr()).isEqualTo(Cidr.of("10.0.0.0/26"));
    }

    @Test
    void withoutABlockOfItsOwnAHostBorrowsFromTheEmptiestAndItStaysItsOwners() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/25"));
        take(store, new Request.Exactly(Cidr.of("10.0.0.1")), "b");
        take(store, new Request.Exactly(Cidr.of("10.0.0.64")), "c");
        take(store, new Request.Exactly(Cidr.of("10.0.0.65")), "c");
        Decision.Take borrowed = take(store, ANY4, "a");
        assertThat(borrowed.source()).isEqualTo(Source.BORROWED);
        assertThat(borrowed.write().cidr()).isEqualTo(Cidr.of("10.0.0.0/26"));
        assertThat(borrowed.write().block().affinity()).isEqualTo("b");
        assertThat(borrowed.write().block().at(IpamBlock.ordinalOf(borrowed.address())))
                .hasValueSatisfying(allocation -> assertThat(allocation.host()).isEqualTo("a"));
    }

    @Test
    void aPoolIsExhaustedOnlyWhenEveryAddressIsTaken() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/25"), pool("fd00::/122"));
        for (int i = 0; i < 2 * IpamBlock.SIZE; i++) {
            take(store, ANY4, "host-" + i % 3);
        }
        assertThat(store.inUse()).hasSize(128);
        assertThat(refusal(store, ANY4, "host-1"))
                .isEqualTo("There are no available IP addresses in the configured Calico IP pools");
        assertThat(take(store, ANY6, "host-1").address().version()).isEqualTo(IpVersion.V6);
    }

    @Test
    void aFullPoolIsFollowedByTheNext() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/26"), disabled("10.1.0.0/26"), pool("10.2.0.0/26"));
        for (int i = 0; i < IpamBlock.SIZE; i++) {
            take(store, new Request.FromPool(Cidr.of("10.0.0.0/26")), "a");
        }
        assertThat(refusal(store, new Request.FromPool(Cidr.of("10.0.0.0/26")), "a"))
                .isEqualTo("There are no available IP addresses in the configured Calico IP pools");
        assertThat(Cidr.of("10.2.0.0/26").contains(take(store, ANY4, "a").address()))
                .isTrue();
    }

    @Test
    void aFamilyWithoutPoolsHasNoAddresses() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/26"));
        assertThat(refusal(store, ANY6, "a"))
                .isEqualTo("There are no available IP addresses in the configured Calico IP pools");
        assertThat(refusal(new SimulatedStore(), ANY6, "a"))
                .isEqualTo("There are no available IP addresses in the configured Calico IP pools");
    }

    @Test
    void aPoolThatIsGoneOrDisabledGivesNothing() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/26"), disabled("10.1.0.0/26"));
        assertThat(refusal(store, new Request.FromPool(Cidr.of("10.9.0.0/26")), "a"))
                .isEqualTo(
                        "The network references a Calico pool which has been deleted. Please re-instate the Calico pool"
                                + " before using the network.");
        assertThat(refusal(store, new Request.FromPool(Cidr.of("10.1.0.0/26")), "a"))
                .isEqualTo("The network references a Calico pool which has been disabled. Please enable the Calico pool"
                        + " before using the network.");
    }

    @Test
    void oneAddressIsGivenExactlyAndOnce() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/16"), pool("fd00::/64"), disabled("10.1.0.0/26"));
        for (String address : List.of("10.0.0.0", "10.0.255.255", "10.0.3.7", "fd00::", "fd00::ffff:7")) {
            Request request = new Request.Exactly(Cidr.of(address));
            assertThat(take(store, request, "a").address()).isEqualTo(Cidr.of(address));
            assertThat(refusal(store, request, "a")).isEqualTo("The address " + address + " is already in use");
            assertThat(refusal(store, request, "b")).isEqualTo("The address " + address + " is already in use");
        }
        for (String address : List.of("10.1.0.1", "10.2.0.1", "fd01::1", "169.254.1.1")) {
            assertThat(refusal(store, new Request.Exactly(Cidr.of(address)), "a"))
                    .isEqualTo("The address " + address + " is not in one of the configured Calico IP pools");
        }
    }

    @Test
    void whereNoPoolIsStoredTheDefaultPoolIsMade() {
        SimulatedStore store = new SimulatedStore();
        for (Request request : List.of(
                ANY4, new Request.FromPool(Cidr.of("192.168.0.0/16")), new Request.Exactly(Cidr.of("192.168.7.7")))) {
            assertThat(Allocator.decide(store.read(), request, claim("a")))
                    .isEqualTo(new Decision.MakePool(pool("192.168.0.0/16")));
        }
        assertThat(refusal(store, new Request.Exactly(Cidr.of("10.0.0.1")), "a"))
                .isEqualTo("The address 10.0.0.1 is not in one of the configured Calico IP pools");
        // Who has disabled all pools does not want another.
        assertThat(refusal(new SimulatedStore(disabled("10.0.0.0/26")), ANY4, "a"))
                .isEqualTo("There are no available IP addresses in the configured Calico IP pools");
    }

    @Test
    void givingBackIsDoneOnceAndTheLastOneDeletesTheBlock() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/26"));
        Cidr one = take(store, ANY4, "a").address();
        Cidr two = take(store, ANY4, "a").address();
        for (Cidr address : List.of(one, two)) {
            Releaser.Decision decision = Releaser.decide(stored(store, address), address, "a", null);
            assertThat(decision).isInstanceOf(Releaser.Decision.Free.class);
            assertThat(store.write(((Releaser.Decision.Free) decision).write())).isTrue();
            assertThat(Releaser.decide(stored(store, address), address, "a", null))
                    .isEqualTo(new Releaser.Decision.Nothing());
        }
        assertThat(store.read().blocks()).isEmpty();
    }

    @Test
    void onlyTheHostThatHasAnAddressGivesItBackAndOnlyTheAllocationThatIsMeant() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/26"));
        Cidr address = take(store, ANY4, "a").address();
        assertThat(Releaser.decide(stored(store, address), address, "b", null))
                .isEqualTo(new Releaser.Decision.OfAnotherHost("a"));
        assertThat(Releaser.decide(stored(store, address), address, "a", "handle-of-another"))
                .isEqualTo(new Releaser.Decision.Nothing());
        assertThat(Releaser.decide(stored(store, address), address, "a", "handle-0"))
                .isInstanceOf(Releaser.Decision.Free.class);
    }

    @Test
    void aHandleLeadsToItsAddress() {
        SimulatedStore store = new SimulatedStore(pool("10.0.0.0/16"), pool("fd00::/64"));
        Cidr first = take(store, ANY4, "a").address();
        Cidr second = take(store, ANY6, "a").address();
        assertThat(store.read().addressOf("handle-0")).contains(first);
        assertThat(store.read().addressOf("handle-1")).contains(second);
        assertThat(store.read().addressOf("handle-2")).isEmpty();
    }
}
