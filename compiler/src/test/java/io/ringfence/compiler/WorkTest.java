package io.ringfence.compiler;

import static io.ringfence.testkit.Given.policy;
import static io.ringfence.testkit.Given.profile;
import static io.ringfence.testkit.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.testkit.Criteria;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Work follows the change: the same change costs the same steps in a cluster ten times as large. Steps are counted, not timed; a scan of
 * all endpoints, policies or selectors would show as thousands more.
 */
class WorkTest {
    private static final int SMALL = 500;
    private static final int LARGE = 5_000;

    /** Steps that may differ by chance, as where a shard's hosts fall. */
    private static final long SLACK = 6;

    @Test
    void oneEndpointMoreOrLessOrRelabelled() {
        assertSameSteps(
                size -> new ResourceDelta.Put(endpoint(size, "app-5", "profile-5")),
                size -> new ResourceDelta.Put(endpoint(7, "app-8", "profile-7")),
                size -> new ResourceDelta.Put(readdressed(7)),
                size -> new ResourceDelta.Remove(
                        endpoint(7, "app-7", "profile-7").key()));
    }

    @Test
    void onePolicyEditedMovedNewOrGone() {
        assertSameSteps(
                size -> new ResourceDelta.Put(
                        policy("policy-7").selects("app == 'app-7'").allow().build()),
                size -> new ResourceDelta.Put(policy("policy-7")
                        .order(3)
                        .selects("app == 'app-7'")
                        .allow(Criteria.from("app == 'app-8'"))
                        .build()),
                size -> new ResourceDelta.Put(policy("policy-7")
                        .selects("app == 'app-9'")
                        .allow(Criteria.from("app == 'app-8'"))
                        .build()),
                size -> new ResourceDelta.Remove(rulesFor(7).key()));
    }

    @Test
    void aNewSelector() {
        assertSameSteps(
                size -> new ResourceDelta.Put(policy("new")
                        .selects("everywhere == 'yes' && app in {'app-3', 'app-4'} && !has(nowhere)")
                        .allow(Criteria.from("everywhere == 'yes' && app == 'app-5'"))
                        .build()),
                size -> new ResourceDelta.Put(policy("new")
                        .selects("everywhere == 'yes' && app == 'nobody'")
                        .allow()
                        .build()));
    }

    @Test
    void aProfileThatOneEndpointNames() {
        assertSameSteps(
                size -> new ResourceDelta.Put(profile("profile-7")
                        .labelled("app", "shadowed")
                        .labelled("team", "x")
                        .build()),
                size -> new ResourceDelta.Put(profile("profile-7")
                        .allow(Criteria.from("app == 'app-1'"))
                        .build()),
                size -> new ResourceDelta.Remove(common(7).key()));
    }

    @Test
    void anEndpointWhileManySelectorsShareALabelAndDoNotMatch() {
        List<Long> steps = new ArrayList<>();
        for (int selectors : new int[] {10, SMALL, LARGE}) {
            Compilation compilation = new Compilation(3);
            compilation.own(Set.of(0, 1, 2));
            List<ResourceDelta> policies = new ArrayList<>();
            for (int i = 0; i < selectors; i++) {
                policies.add(new ResourceDelta.Put(policy("policy-" + i)
                        .selects("alpha == 'beta' && has(ipset-" + i + ")")
                        .build()));
            }
            compilation.apply(policies);
            long before = compilation.work().total();
            for (String alpha : List.of("beta", "other", "beta")) {
                compilation.apply(List.of(new ResourceDelta.Put(workload("host", "one")
                        .labelled("alpha", alpha)
                        .labelled("x", "y")
                        .at("10.0.0.1")
                        .build())));
            }
            steps.add(compilation.work().total() - before);
        }
        assertThat(steps.get(1)).isEqualTo(steps.get(0));
        assertThat(steps.get(2)).isEqualTo(steps.get(0));
    }

    @Test
    void aBlockOfAddressesIsNoWorkAndChangesNoRecord() {
        Compilation compilation = cluster(SMALL);
        IpamBlock block = new IpamBlock(Cidr.of("10.0.0.0/26"), "host-1", List.of());
        IpamBlock.Allocation allocation = new IpamBlock.Allocation(1, "host-1", "docker", "handle", Instant.EPOCH);
        for (ResourceDelta change : List.of(
                new ResourceDelta.Put(block),
                new ResourceDelta.Put(block.with(allocation)),
                new ResourceDelta.Remove(block.key()))) {
            long before = compilation.work().total();
            assertThat(compilation.apply(List.of(change))).isEmpty();
            assertThat(compilation.work().total()).isEqualTo(before);
        }
    }

    /** Makes the changes one after the other, in a small and in a large cluster. */
    @SafeVarargs
    private static void assertSameSteps(Function<Integer, ResourceDelta>... changes) {
        Compilation small = cluster(SMALL);
        Compilation large = cluster(LARGE);
        for (Function<Integer, ResourceDelta> change : changes) {
            long stepsOfSmall = steps(small, change.apply(SMALL));
            assertThat(stepsOfSmall).isPositive();
            assertThat(steps(large, change.apply(LARGE))).isLessThanOrEqualTo(stepsOfSmall + SLACK);
        }
    }

    private static long steps(Compilation compilation, ResourceDelta change) {
        long before = compilation.work().total();
        compilation.apply(List.of(change));
        return compilation.work().total() - before;
    }

    /** So many endpoints, policies and profiles. */
    private static Compilation cluster(int size) {
        Compilation compilation = new Compilation(3);
        compilation.own(Set.of(0, 1, 2));
        List<ResourceDelta> everything = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (Resource resource : List.of(endpoint(i, "app-" + i, "profile-" + i), rulesFor(i), common(i))) {
                everything.add(new ResourceDelta.Put(resource));
            }
        }
        compilation.apply(everything);
        return compilation;
    }

    private static WorkloadEndpoint endpoint(int number, String app, String profile) {
        return workload("host-" + number % 50, "workload-" + number)
                .labelled("app", app)
                .labelled("everywhere", "yes")
                .at("10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256)
                .profiles(profile)
                .build();
    }

    private static WorkloadEndpoint readdressed(int number) {
        return workload("host-" + number % 50, "workload-" + number)
                .labelled("app", "app-" + number)
                .labelled("everywhere", "yes")
                .at("10.200.0.1")
                .profiles("profile-" + number)
                .build();
    }

    private static Policy rulesFor(int number) {
        return policy("policy-" + number)
                .selects("app == 'app-" + number + "'")
                .allow(Criteria.from("everywhere == 'yes' && app == 'app-" + (number + 1) + "'"))
                .build();
    }

    private static Profile common(int number) {
        return profile("profile-" + number).tagged("tag-" + number).build();
    }
}
