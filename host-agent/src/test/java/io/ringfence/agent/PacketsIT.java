package io.ringfence.agent;

import static io.ringfence.agent.Shard.in;
import static io.ringfence.agent.Shard.nets;
import static io.ringfence.agent.Shard.ping;
import static io.ringfence.agent.Shard.ports;
import static io.ringfence.agent.Shard.rule;
import static io.ringfence.agent.Shard.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.World.Workload;
import io.ringfence.agent.program.Outcome;
import io.ringfence.agent.program.ProcessKernel.Backend;
import io.ringfence.agent.program.Programmer;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings;
import io.ringfence.agent.render.Renderer;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.RuleSet.TierPolicies;
import io.ringfence.log.record.ShardRule;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real packets through what was really programmed. */
final class PacketsIT {
    private static final List<ShardRule> ALL = List.of(rule(Action.ALLOW));

    private static void program(Programmer programmer, Shard shard) {
        Outcome outcome = programmer.apply(new Renderer(RenderSettings.defaults()).render(shard.image()));
        assertThat(outcome.failure()).isNull();
        assertThat(outcome.held()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void anAllowReturnsToTheRuleSetAndTheOtherSideIsAskedToo(Backend backend) {
        try (World world = new World()) {
            Workload app = world.workload(1);
            Workload db = world.workload(2);
            Programmer programmer = new Programmer(world.kernel(backend), Placement.INSERT);
            assertThat(app.pings(db.v4())).isTrue();
            assertThat(app.pings(db.v6())).isTrue();

            // Two policies: the first allows 3306 from the app, the second denies 3307 and allows ping.
            Shard shard = Shard.shard()
                    .set(Shard.id("app"), "10.65.0.1/32", "fd00:65::1/128")
                    .policy(
                            "db",
                            List.of(to(Shard.from(rule(Action.ALLOW, Protocol.TCP), in(Shard.id("app"))), ports(3306))),
                            List.of())
                    .policy(
                            "more",
                            List.of(
                                    to(rule(Action.DENY, Protocol.TCP), ports(3306, 3307)),
                                    ping(Action.ALLOW),
                                    new ShardRule(
                                            Action.ALLOW,
                                            null,
                                            Protocol.ICMPV6,
                                            null,
                                            new IcmpMatch(128, null),
                                            null,
                                            ShardRule.Side.ANY,
                                            ShardRule.Side.ANY)),
                            List.of())
                    .profile("open", ALL, ALL);
            RuleSet dbRules = RuleSet.of(
                    List.of(new TierPolicies("default", Action.DENY, List.of("db", "more"), List.of())),
                    List.of("open"));
            shard.endpoint("cali1", List.of(), List.of("open"), "10.65.0.1/32", "fd00:65::1/128")
                    .with(dbRules, Shard.endpoint("cali2", dbRules, "10.65.0.2/32", "fd00:65::2/128"));
            program(programmer, shard);

            for (String address : List.of(db.v4(), db.v6())) {
                assertThat(app.connects(db, address, 3306))
                        .as("3306 to " + address)
                        .isTrue();
                assertThat(app.connects(db, address, 3307))
                        .as("3307 to " + address)
                        .isFalse();
                assertThat(app.pings(address)).as("ping " + address).isTrue();
            }
            assertThat(db.connects(app, app.v4(), 80)).isTrue();
            // The host reaches its workloads; they do not reach it.
            assertThat(world.succeeds(world.host, "ping -c1 -W1 " + db.v4())).isTrue();
            assertThat(world.succeeds(world.host, "ping -c1 -W1 " + db.v6())).isTrue();
            assertThat(app.pings("169.254.1.1")).isFalse();

            // Without egress the source's own side refuses.
            shard.profile("open", ALL, List.of());
            program(programmer, shard);
            assertThat(app.connects(db, db.v4(), 3306)).isFalse();
            assertThat(app.connects(db, db.v6(), 3306)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void passSkipsTheTierAndAnUnknownInterfaceIsClosed(Backend backend) {
        try (World world = new World()) {
            Workload one = world.workload(1);
            Workload two = world.workload(2);
            Workload stranger = world.workload(3);
            Programmer programmer = new Programmer(world.kernel(backend), Placement.INSERT);
            RuleSet tiers = RuleSet.of(
                    List.of(
                            new TierPolicies("first", Action.DENY, List.of("passes", "denies"), List.of("all")),
                            new TierPolicies("second", Action.DENY, List.of("second"), List.of())),
                    List.of("closed"));
            Shard shard = Shard.shard()
                    .policy("passes", List.of(to(rule(Action.PASS, Protocol.TCP), ports(80, 81, 82))), List.of())
                    .policy("denies", List.of(to(rule(Action.DENY, Protocol.TCP), ports(80))), List.of())
                    .policy("all", List.of(), ALL)
                    .policy(
                            "second",
                            List.of(
                                    Shard.from(to(rule(Action.ALLOW, Protocol.TCP), ports(80)), nets("0.0.0.0/0")),
                                    to(rule(Action.PASS, Protocol.TCP), ports(82))),
                            List.of())
                    .profile("closed", List.of(to(rule(Action.ALLOW, Protocol.TCP), ports(82))), List.of())
                    .with(tiers)
                    .with(Shard.endpoint("cali1", tiers), Shard.endpoint("cali2", tiers));
            program(programmer, shard);
            assertThat(one.connects(two, two.v4(), 80))
                    .as("passed, then allowed")
                    .isTrue();
            assertThat(one.connects(two, two.v6(), 80))
                    .as("allowed for IPv4 only")
                    .isFalse();
            assertThat(one.connects(two, two.v4(), 81)).as("end of second tier").isFalse();
            assertThat(one.connects(two, two.v4(), 82))
                    .as("passed twice, then the profile")
                    .isTrue();
            assertThat(one.connects(two, two.v4(), 83)).as("end of first tier").isFalse();
            assertThat(stranger.connects(two, two.v4(), 80)).isFalse();
            assertThat(one.connects(stranger, stranger.v4(), 80)).isFalse();
        }
    }
}
