package io.ringfence.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.ReferenceVerdict;
import io.ringfence.model.verdict.Verdict;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.GenerateNet;
import io.ringfence.testkit.Laws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerdictLawTest {
    @Test
    void theOrderOfResourcesDoesNotMatter() {
        Laws.forAll(100, random -> {
            List<Resource> world = Generate.world(random);
            List<Resource> shuffled = new ArrayList<>(world);
            Collections.shuffle(shuffled, random);
            ReferenceVerdict one = new ReferenceVerdict(world);
            ReferenceVerdict other = new ReferenceVerdict(shuffled);
            for (int i = 0; i < 20; i++) {
                Packet packet = GenerateNet.packet(random);
                assertThat(one.between(packet)).isEqualTo(other.between(packet));
            }
        });
    }

    @Test
    void logRulesDecideNothing() {
        Laws.forAll(100, random -> {
            List<Resource> world = Generate.world(random);
            ReferenceVerdict with = new ReferenceVerdict(world);
            ReferenceVerdict without = new ReferenceVerdict(
                    world.stream().map(VerdictLawTest::withoutLog).toList());
            for (int i = 0; i < 20; i++) {
                Packet packet = GenerateNet.packet(random);
                assertThat(with.between(packet).allowed())
                        .isEqualTo(without.between(packet).allowed());
            }
        });
    }

    @Test
    void droppingTheProfilesNeverAllowsMore() {
        Laws.forAll(100, random -> {
            List<Resource> world = Generate.world(random);
            List<Resource> bare = world.stream()
                    .map(resource -> resource instanceof Profile profile
                            ? new Profile(profile.name(), profile.tags(), profile.labels(), List.of(), List.of())
                            : resource)
                    .toList();
            ReferenceVerdict with = new ReferenceVerdict(world);
            ReferenceVerdict without = new ReferenceVerdict(bare);
            for (int i = 0; i < 20; i++) {
                Packet packet = GenerateNet.packet(random);
                assertThat(without.between(packet).allowed()
                                && !with.between(packet).allowed())
                        .as("%s", packet)
                        .isFalse();
            }
        });
    }

    /** The laws of other modules are only as good as these cases: each way to decide must be met often, in both families. */
    @Test
    void generatedCasesMeetEveryKindOfDecision() {
        Map<String, Integer> seen = new TreeMap<>();
        Laws.forAll(100, random -> {
            List<Resource> world = Generate.world(random);
            ReferenceVerdict verdict = new ReferenceVerdict(world);
            List<ResourceKey> endpoints = world.stream()
                    .map(Resource::key)
                    .filter(key -> key.kind() == Kind.WORKLOAD_ENDPOINT)
                    .toList();
            for (ResourceKey endpoint : endpoints) {
                for (int i = 0; i < 10; i++) {
                    Packet packet = GenerateNet.packet(random);
                    Verdict found = verdict.judge(
                            endpoint, random.nextBoolean() ? Direction.INGRESS : Direction.EGRESS, packet);
                    String name = packet.version() + " "
                            + found.decision().getClass().getSimpleName() + " " + found.allowed();
                    seen.merge(name, 1, Integer::sum);
                }
            }
        });
        for (IpVersion version : IpVersion.values()) {
            for (String kind : List.of(
                    "PolicyRule true",
                    "PolicyRule false",
                    "ProfileRule true",
                    "ProfileRule false",
                    "EndOfTier false",
                    "EndOfProfiles false",
                    "MissingProfile false")) {
                assertThat(seen.getOrDefault(version + " " + kind, 0))
                        .as("%s of %s", kind, seen)
                        .isGreaterThan(20);
            }
        }
    }

    private static Resource withoutLog(Resource resource) {
        return switch (resource) {
            case Policy policy ->
                new Policy(
                        policy.name(),
                        policy.annotations(),
                        policy.tier(),
                        policy.order(),
                        policy.selector(),
                        withoutLog(policy.ingress()),
                        withoutLog(policy.egress()),
                        policy.types(),
                        policy.doNotTrack(),
                        policy.preDnat(),
                        policy.applyOnForward());
            case Profile profile ->
                new Profile(
                        profile.name(),
                        profile.tags(),
                        profile.labels(),
                        withoutLog(profile.ingress()),
                        withoutLog(profile.egress()));
            default -> resource;
        };
    }

    private static List<Rule> withoutLog(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.action() != Action.LOG).toList();
    }
}
