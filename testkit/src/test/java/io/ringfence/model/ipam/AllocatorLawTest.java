package io.ringfence.model.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.testkit.Laws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hosts that each believe something old, in any interleaving, against the simplest model: a map from address to handle. */
final class AllocatorLawTest {
    private static final int CASES = 150;

    /** One host: what it believes, what it is about to write, and the addresses it was told are its own. */
    private static final class Host {
        final String name;
        Known known = Known.NOTHING;

        @Nullable
        BlockWrite writing;

        @Nullable
        Cidr about;

        @Nullable
        String handle;

        boolean releases;
        final Map<Cidr, String> mine = new HashMap<>();

        Host(String name) {
            this.name = name;
        }
    }

    private static IpPool pool(String cidr) {
        return new IpPool(Cidr.of(cidr), false, IpPool.IpipMode.UNSET, false, false);
    }

    @Test
    void noAddressIsEverGivenTwice() {
        int[] conflicts = new int[1];
        Laws.forAll(CASES, random -> {
            // Small enough for hosts to meet: 128 addresses of each family.
            SimulatedStore store = new SimulatedStore(pool("10.0.0.0/25"), pool("fd00::/121"));
            List<Host> hosts = new ArrayList<>();
            for (int i = 0; i <= 1 + random.nextInt(3); i++) {
                hosts.add(new Host("host-" + i));
            }
            Map<Cidr, String> model = new HashMap<>();
            int greed = 1 + random.nextInt(9);
            for (int step = 0; step < 600; step++) {
                step(random, hosts.get(random.nextInt(hosts.size())), store, model, greed, conflicts);
                if (step % 50 == 0) {
                    assertThat(store.inUse()).isEqualTo(model);
                }
            }
            assertThat(store.inUse()).isEqualTo(model);
            Map<Cidr, String> told = new HashMap<>();
            hosts.forEach(host -> host.mine.forEach(
                    (address, handle) -> assertThat(told.put(address, handle)).isNull()));
            assertThat(told).isEqualTo(model);
        });
        assertThat(conflicts[0]).isGreaterThan(CASES);
    }

    private static void step(
            Random random, Host host, SimulatedStore store, Map<Cidr, String> model, int greed, int[] conflicts) {
        BlockWrite write = host.writing;
        if (write == null) {
            if (random.nextInt(5) == 0) {
                host.known = store.read();
            }
            plan(random, host, greed);
            return;
        }
        Cidr address = Objects.requireNonNull(host.about);
        String handle = Objects.requireNonNull(host.handle);
        host.writing = null;
        if (!store.write(write)) {
            conflicts[0]++;
            host.known = host.known.with(
                    write.cidr(), store.read().block(write.cidr()).orElse(null));
            return;
        }
        if (host.releases) {
            assertThat(host.mine.remove(address)).isEqualTo(handle);
            assertThat(model.remove(address)).isEqualTo(handle);
        } else {
            assertThat(model.put(address, handle)).as("%s twice", address).isNull();
            host.mine.put(address, handle);
        }
        if (random.nextBoolean()) {
            host.known = host.known.with(
                    write.cidr(), store.read().block(write.cidr()).orElse(null));
        }
    }

    private static void plan(Random random, Host host, int greed) {
        if (!host.mine.isEmpty() && random.nextInt(10) >= greed) {
            Cidr address = host.mine.keySet().iterator().next();
            Releaser.Decision decision =
                    Releaser.decide(host.known.block(IpamBlock.around(address)), address, host.name, null);
            if (decision instanceof Releaser.Decision.Free(BlockWrite write)) {
                host.writing = write;
                host.about = address;
                host.handle = host.mine.get(address);
                host.releases = true;
            }
            return;
        }
        Request request = switch (random.nextInt(6)) {
            case 0 -> new Request.Exactly(Cidr.of("10.0.0." + random.nextInt(128)));
            case 1 -> new Request.FromPool(Cidr.of("10.0.0.0/25"));
            case 2 -> new Request.FromAnyPool(IpVersion.V6);
            default -> new Request.FromAnyPool(IpVersion.V4);
        };
        Claim claim = new Claim(host.name, "docker", "handle-" + random.nextLong(), Instant.EPOCH);
        if (Allocator.decide(host.known, request, claim) instanceof Decision.Take take) {
            host.writing = take.write();
            host.about = take.address();
            host.handle = claim.handle();
            host.releases = false;
        }
    }

    @Test
    void whoKnowsEverythingIsRefusedOnlyWhenEveryAddressIsTaken() {
        Laws.forAll(CASES, random -> {
            IpPool pool = pool(random.nextBoolean() ? "10.0.0.0/25" : "fd00::/121");
            SimulatedStore store = new SimulatedStore(pool);
            Request request = new Request.FromPool(pool.cidr());
            for (int i = 0; i < 400; i++) {
                String host = "host-" + random.nextInt(4);
                int taken = store.inUse().size();
                if (taken > 0 && random.nextInt(3) == 0) {
                    Cidr address = store.inUse().keySet().iterator().next();
                    free(store, address);
                    assertThat(store.inUse()).hasSize(taken - 1);
                    continue;
                }
                Claim claim = new Claim(host, "docker", "handle-" + i, Instant.EPOCH);
                switch (Allocator.decide(store.read(), request, claim)) {
                    case Decision.Take take -> {
                        assertThat(store.write(take.write())).isTrue();
                        assertThat(store.inUse()).hasSize(taken + 1).containsEntry(take.address(), claim.handle());
                    }
                    case Decision.Refused(Refusal refusal) -> {
                        assertThat(refusal).isEqualTo(new Refusal.Exhausted());
                        assertThat(taken).isEqualTo(128);
                    }
                    case Decision.MakePool make -> throw new AssertionError("there is a pool");
                }
            }
        });
    }

    @Test
    void buildUpAndTearDownLeavesNoBlock() {
        Laws.forAll(50, random -> {
            SimulatedStore store = new SimulatedStore(pool("10.0.0.0/24"));
            for (int i = 0; i < 200; i++) {
                Claim claim = new Claim("host-" + random.nextInt(3), "docker", "handle-" + i, Instant.EPOCH);
                Decision decision = Allocator.decide(store.read(), new Request.FromAnyPool(IpVersion.V4), claim);
                assertThat(store.write(((Decision.Take) decision).write())).isTrue();
            }
            for (Cidr address : List.copyOf(store.inUse().keySet())) {
                free(store, address);
            }
            assertThat(store.read().blocks()).isEmpty();
        });
    }

    private static void free(SimulatedStore store, Cidr address) {
        StoredBlock stored = store.read().block(IpamBlock.around(address)).orElseThrow();
        String owner =
                stored.block().at(IpamBlock.ordinalOf(address)).orElseThrow().host();
        Releaser.Decision decision = Releaser.decide(Optional.of(stored), address, owner, null);
        assertThat(store.write(((Releaser.Decision.Free) decision).write())).isTrue();
    }
}
