package io.ringfence.log.record;

import static io.ringfence.testkit.Criteria.*;

import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.rule.Action;
import io.ringfence.model.selector.Selector;
import io.ringfence.testkit.Given;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One record of each kind, every field in use somewhere. */
final class Samples {
    static final Instant TIME = Instant.parse("2026-11-22T08:30:00.123Z");
    static final IpSetId WEB = IpSetId.of(Selector.of("role == 'web'"));
    static final IpSetId HTTP = IpSetId.of(Selector.of("role == 'web'"), new PortName("http"));
    static final IpSetId DB = IpSetId.of(Selector.of("role == 'db'"));

    private Samples() {}

    static Policy policy() {
        return Given.policy("db")
                .selects("role == 'db'")
                .order(100)
                .allow(tcp(3306), from("role == 'web'"))
                .build();
    }

    static Map<String, ResourceEvent> events() {
        Policy policy = policy();
        Map<String, ResourceEvent> events = new TreeMap<>();
        events.put(
                "created",
                new ResourceEvent(ResourceEvent.Type.CREATED, policy.key(), policy, new Revision(57), TIME, true));
        events.put(
                "updated-not-last",
                new ResourceEvent(ResourceEvent.Type.UPDATED, policy.key(), policy, new Revision(58), TIME, false));
        events.put(
                "deleted",
                new ResourceEvent(
                        ResourceEvent.Type.DELETED,
                        ResourceKey.of(Kind.WORKLOAD_ENDPOINT, "host-1", "docker", "a/b", "eth0"),
                        null,
                        new Revision(59),
                        TIME,
                        true));
        return events;
    }

    static ShardRule fullRule() {
        return new ShardRule(
                Action.DENY,
                IpVersion.V6,
                Protocol.TCP,
                Protocol.UDP,
                new IcmpMatch(8, 0),
                new IcmpMatch(3, null),
                new ShardRule.Side(
                        List.of(Cidr.of("10.0.0.0/8"), Cidr.of("fd00::1/128")),
                        List.of(WEB, DB),
                        List.of(PortRange.of(80), new PortRange(8000, 8010)),
                        List.of(HTTP),
                        List.of(Cidr.of("10.1.0.0/16")),
                        List.of(DB),
                        List.of(new PortRange(0, 65535)),
                        List.of(HTTP)),
                ShardRule.Side.ANY);
    }

    static ShardRule emptyRule() {
        return new ShardRule(Action.ALLOW, null, null, null, null, null, ShardRule.Side.ANY, ShardRule.Side.ANY);
    }

    static Map<String, ShardRecord> shardRecords() {
        Map<String, ShardRecord> records = new TreeMap<>();
        records.put(
                "ipset",
                new IpSetBucket(
                        WEB,
                        IpSetBucket.ROOT,
                        List.of(Cidr.of("10.0.0.1"), Cidr.of("10.2.0.0/16"), Cidr.of("fd00::1"))));
        records.put(
                "ipset-ports",
                new IpSetBucket(
                        HTTP,
                        IpSetBucket.ROOT,
                        List.of(
                                new AddressPort(Cidr.of("10.0.0.1"), Protocol.TCP, 80),
                                new AddressPort(Cidr.of("fd00::1"), Protocol.SCTP, 8080))));
        records.put("ipset-empty", new IpSetBucket(DB, "010", List.of()));
        records.put("policy", new PolicyRules("db", List.of(fullRule(), emptyRule()), List.of()));
        records.put("profile", new ProfileRules("dev/ops", List.of(), List.of(emptyRule())));
        records.put("profile-empty", new ProfileRules("deny", List.of(), List.of()));
        records.put(
                "ruleset",
                RuleSet.of(
                        List.of(
                                new RuleSet.TierPolicies("security", Action.PASS, List.of("a"), List.of()),
                                new RuleSet.TierPolicies("default", Action.DENY, List.of("db", "web"), List.of("db"))),
                        List.of("dev/ops", "deny")));
        records.put("ruleset-empty", RuleSet.of(List.of(), List.of()));
        records.put(
                "endpoint",
                new ShardEndpoint(
                        ResourceKey.of(Kind.WORKLOAD_ENDPOINT, "host-1", "docker", "a/b", "eth0"),
                        "cali0",
                        List.of(Cidr.of("10.0.0.1"), Cidr.of("fd00::1")),
                        RuleSet.idOf(List.of(), List.of())));
        records.put("progress", new Progress(new Revision(57), TIME));
        return records;
    }

    static Map<String, HostStatus> statuses() {
        Map<String, HostStatus> statuses = new TreeMap<>();
        statuses.put(
                "starting",
                new HostStatus(
                        "host-1",
                        HostStatus.State.STARTING,
                        Revision.NONE,
                        Revision.NONE,
                        null,
                        TIME,
                        null,
                        List.of(),
                        List.of(),
                        0));
        statuses.put(
                "degraded",
                new HostStatus(
                        "host-1",
                        HostStatus.State.DEGRADED,
                        new Revision(56),
                        new Revision(57),
                        TIME,
                        TIME.plusMillis(20),
                        17L,
                        List.of(
                                new HostStatus.EndpointStatus("workloadEndpoint/host-1/docker/a/eth0", true, null),
                                new HostStatus.EndpointStatus(
                                        "workloadEndpoint/host-1/docker/b/eth0", false, "no \"such\" set")),
                        List.of("iptables-restore: line 3"),
                        4));
        return statuses;
    }
}
