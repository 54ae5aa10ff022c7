package io.ringfence.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.net.SetMember;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.rule.Action;
import io.ringfence.model.selector.Selector;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.Laws;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RecordCodecLawTest {
    private static final List<String> NAMES = List.of("a", "dev/ops", "50%", "ü", "quote\"d", "with space");
    private static final List<Action> ACTIONS = List.of(Action.values());

    @Test
    void everyEventIsReadBackAsItWasAndEqualEventsAreEqualBytes() {
        Laws.forAll(300, random -> {
            ResourceEvent event = event(random);
            ProducerRecord<String, byte[]> record = ResourceEventCodec.encode(event);
            ResourceEvent back = ResourceEventCodec.decode(GoldenRecordsTest.consumed(record));
            assertThat(back).isEqualTo(event);
            ProducerRecord<String, byte[]> again = ResourceEventCodec.encode(back);
            assertThat(again.value()).isEqualTo(record.value());
            assertThat(again.headers()).isEqualTo(record.headers());
        });
    }

    @Test
    void everyShardRecordIsReadBackAsItWas() {
        Laws.forAll(500, random -> {
            ShardRecord record = shardRecord(random);
            byte[] value = ShardRecordCodec.encode(record);
            assertThat(ShardRecordCodec.decode(record.key(), value)).isEqualTo(record);
            assertThat(new String(value, UTF_8)).doesNotContain("null").doesNotContain("\n");
        });
    }

    @Test
    void aDamagedRecordIsReadAsSomethingWholeOrRefusedNeverAnythingElse() {
        Laws.forAll(1_000, random -> {
            if (random.nextBoolean()) {
                ShardRecord record = shardRecord(random);
                byte[] damaged = damage(random, ShardRecordCodec.encode(record));
                readOrRefuse(() -> ShardRecordCodec.decode(record.key(), damaged));
            } else {
                ProducerRecord<String, byte[]> record = ResourceEventCodec.encode(event(random));
                byte[] value = record.value() == null ? null : damage(random, record.value());
                readOrRefuse(() -> ResourceEventCodec.decode(GoldenRecordsTest.consumed(
                        new ProducerRecord<>(record.topic(), 0, record.key(), value, record.headers()))));
            }
        });
    }

    private static void readOrRefuse(Supplier<?> decode) {
        try {
            assertThat(decode.get()).isNotNull();
        } catch (MalformedRecordException refused) {
            assertThat(refused.key()).isNotBlank();
            assertThat(refused.reason()).isNotBlank();
        }
    }

    private static byte[] damage(Random random, byte[] bytes) {
        byte[] damaged = bytes.clone();
        for (int i = 1 + random.nextInt(3); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length + 1)) : damaged;
    }

    private static ResourceEvent event(Random random) {
        Resource resource = Generate.resource(random);
        boolean deleted = random.nextInt(4) == 0;
        ResourceEvent.Type type = deleted
                ? ResourceEvent.Type.DELETED
                : random.nextBoolean() ? ResourceEvent.Type.CREATED : ResourceEvent.Type.UPDATED;
        return new ResourceEvent(
                type,
                resource.key(),
                deleted ? null : resource,
                new Revision(1 + random.nextInt(1_000_000)),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                random.nextBoolean());
    }

    private static ShardRecord shardRecord(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> bucket(random);
            case 1 -> new PolicyRules(name(random), rules(random), rules(random));
            case 2 -> new ProfileRules(name(random), rules(random), rules(random));
            case 3 -> ruleSet(random);
            case 4 ->
                new ShardEndpoint(
                        ResourceKey.of(Kind.WORKLOAD_ENDPOINT, name(random), name(random), name(random), name(random)),
                        "cali" + random.nextInt(),
                        cidrs(random, 3),
                        ruleSet(random).id());
            default ->
                new Progress(new Revision(random.nextLong(Long.MAX_VALUE)), Instant.ofEpochMilli(random.nextInt()));
        };
    }

    private static IpSetBucket bucket(Random random) {
        boolean ports = random.nextBoolean();
        List<SetMember> members = new ArrayList<>();
        for (Cidr cidr : cidrs(random, 300)) {
            Cidr address = new Cidr(
                    cidr.version(), cidr.high(), cidr.low(), cidr.version().bits());
            members.add(ports ? new AddressPort(address, Protocol.SCTP, 1 + random.nextInt(65535)) : cidr);
        }
        return new IpSetBucket(ports ? portSet(random) : set(random), random.nextBoolean() ? "-" : "0110", members);
    }

    private static RuleSet ruleSet(Random random) {
        List<RuleSet.TierPolicies> tiers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tiers.add(new RuleSet.TierPolicies(
                    name(random), random.nextBoolean() ? Action.DENY : Action.PASS, names(random), names(random)));
        }
        return RuleSet.of(tiers, names(random));
    }

    private static List<String> names(Random random) {
        return random.ints(random.nextInt(4)).mapToObj(ignored -> name(random)).toList();
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static IpSetId set(Random random) {
        return IpSetId.of(Selector.of("a == '" + random.nextInt(5) + "'"));
    }

    private static List<Cidr> cidrs(Random random, int bound) {
        List<Cidr> cidrs = new ArrayList<>();
        for (int i = random.nextInt(bound); i > 0; i--) {
            IpVersion version = random.nextBoolean() ? IpVersion.V4 : IpVersion.V6;
            boolean v4 = version == IpVersion.V4;
            cidrs.add(new Cidr(
                    version,
                    v4 ? 0 : random.nextLong(),
                    v4 ? random.nextInt() & 0xffff_ffffL : random.nextLong(),
                    random.nextBoolean() ? version.bits() : random.nextInt(version.bits() + 1)));
        }
        return cidrs;
    }

    private static List<ShardRule> rules(Random random) {
        List<ShardRule> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rules.add(new ShardRule(
                    ACTIONS.get(random.nextInt(ACTIONS.size())),
                    maybe(random, random.nextBoolean() ? IpVersion.V4 : IpVersion.V6),
                    maybe(random, new Protocol(1 + random.nextInt(255))),
                    maybe(random, new Protocol(1 + random.nextInt(255))),
                    maybe(random, icmp(random)),
                    maybe(random, icmp(random)),
                    side(random),
                    side(random)));
        }
        return rules;
    }

    private static IcmpMatch icmp(Random random) {
        Integer type = maybe(random, random.nextInt(255));
        return new IcmpMatch(type, type == null ? null : maybe(random, random.nextInt(256)));
    }

    private static ShardRule.Side side(Random random) {
        return new ShardRule.Side(
                cidrs(random, 3),
                sets(random),
                ports(random),
                portSets(random),
                cidrs(random, 3),
                sets(random),
                ports(random),
                portSets(random));
    }

    private static List<IpSetId> sets(Random random) {
        return random.ints(random.nextInt(3)).mapToObj(ignored -> set(random)).toList();
    }

    private static IpSetId portSet(Random random) {
        return IpSetId.of(Selector.all(), new PortName("http" + random.nextInt(5)));
    }

    private static List<IpSetId> portSets(Random random) {
        return random.ints(random.nextInt(3))
                .mapToObj(ignored -> portSet(random))
                .toList();
    }

    private static List<PortRange> ports(Random random) {
        List<PortRange> ports = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int first = random.nextInt(65_536);
            ports.add(new PortRange(first, first + random.nextInt(65_536 - first)));
        }
        return ports;
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }
}
