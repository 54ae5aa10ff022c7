package io.ringfence.agent;

import static io.ringfence.agent.Shard.in;
import static io.ringfence.agent.Shard.nets;
import static io.ringfence.agent.Shard.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.program.Outcome;
import io.ringfence.agent.program.ProcessKernel;
import io.ringfence.agent.program.ProcessKernel.Backend;
import io.ringfence.agent.program.Programmer;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings;
import io.ringfence.agent.render.Rendered;
import io.ringfence.agent.render.Renderer;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.ShardRule;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import io.ringfence.testkit.Generate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real kernel prints back is what was written: nothing is written twice, and nothing needs more than its one process. */
final class IdempotenceIT {
    private static Rendered rendered(Shard shard) {
        return new Renderer(RenderSettings.defaults()).render(shard.image());
    }

    private static void applied(Outcome outcome) {
        assertThat(outcome.failure()).isNull();
        assertThat(outcome.held()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void everyShapeOfRuleIsReadBackAsWritten(Backend backend) {
        try (World world = new World()) {
            ProcessKernel kernel = world.kernel(backend);
            for (long seed = 1; seed <= 4; seed++) {
                Compiled compiled = new Compiled(Generate.world(new Random(seed)));
                ShardImage image = new ShardImage("host-1");
                compiled.records().forEach(image::put);
                Rendered wanted = new Renderer(RenderSettings.defaults()).render(image);
                applied(new Programmer(kernel, Placement.INSERT).apply(wanted));
                long before = kernel.tableRestores() + kernel.setRestores();
                Outcome again = new Programmer(kernel, Placement.INSERT).apply(wanted);
                applied(again);
                assertThat(again.edits()).as("seed " + seed).isZero();
                assertThat(kernel.tableRestores() + kernel.setRestores()).isEqualTo(before);
            }
            // Every protocol by its number, and addresses that the C library spells in its own way.
            List<ShardRule> rules = new ArrayList<>();
            for (int number = 1; number <= 255; number++) {
                rules.add(rule(Action.ALLOW, new Protocol(number)));
            }
            rules.add(Shard.from(rule(Action.DENY), nets("::102:304/128")));
            rules.add(Shard.from(rule(Action.DENY), nets("::102:304/128", "::/0", "::1/128")));
            rules.add(Shard.from(rule(Action.LOG), Shard.notNets("::102:304/128", "fd00::/8")));
            Shard shard = Shard.shard()
                    .set(Shard.id("all"), "0.0.0.0/0", "::/0", "::102:304/128", "10.0.0.1/32")
                    .policy("protocols", rules, List.of(Shard.from(rule(Action.PASS), in(Shard.id("all")))))
                    .endpoint("cali1", List.of("protocols"), List.of());
            applied(new Programmer(kernel, Placement.INSERT).apply(rendered(shard)));
            assertThat(new Programmer(kernel, Placement.INSERT)
                            .apply(rendered(shard))
                            .edits())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void portsAtAddressesAreEditedAndMendedLikeAddresses(Backend backend) throws Exception {
        try (World world = new World()) {
            ProcessKernel kernel = world.kernel(backend);
            Renderer renderer = new Renderer(RenderSettings.defaults());
            Programmer programmer = new Programmer(kernel, Placement.INSERT);
            IpSetId http = Shard.portsId("http");
            String set = "rf4-" + http;
            ShardRule rule = Shard.to(rule(Action.ALLOW, Protocol.TCP), Shard.ports(http, 22));
            Shard shard = Shard.shard()
                    .set(http, "10.0.0.1,6:80", "fd00::1,6:80")
                    .policy("web", List.of(rule), List.of())
                    .endpoint("cali1", List.of("web"), List.of());
            applied(programmer.apply(renderer.render(shard.image())));
            long forks = kernel.forks();

            shard.set(http, "10.0.0.1,6:80", "10.0.0.2,132:9000", "fd00::1,6:80");
            applied(programmer.apply(renderer.render(shard.image())));
            assertThat(kernel.forks() - forks).as("a member").isEqualTo(1);
            assertThat(programmer.refresh(renderer.render(shard.image())).repairs())
                    .isEmpty();

            world.output("ipset add " + set + " 10.0.0.9,udp:53 && ipset del " + set + " 10.0.0.1,tcp:80");
            Outcome mended = programmer.refresh(renderer.render(shard.image()));
            applied(mended);
            assertThat(mended.repairs()).containsExactly("set " + set + " had other members");
            assertThat(world.output("ipset list " + set))
                    .contains("10.0.0.1,tcp:80", "10.0.0.2,sctp:9000")
                    .doesNotContain("10.0.0.9");

            programmer.apply(renderer.render(Shard.shard().image()));
            while (programmer.sweep()) {
                assertThat(kernel.forks() - forks).isLessThan(100);
            }
            world.output("ipset create " + set + " hash:net family inet");
            Programmer restarted = new Programmer(kernel, Placement.INSERT);
            applied(restarted.apply(renderer.render(shard.image())));
            assertThat(world.output("ipset list " + set)).contains("Type: hash:ip,port");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void oneEditIsOneProcessAndARefreshMendsWhatOthersDid(Backend backend) throws Exception {
        try (World world = new World()) {
            ProcessKernel kernel = world.kernel(backend);
            Renderer renderer = new Renderer(RenderSettings.defaults());
            Programmer programmer = new Programmer(kernel, Placement.INSERT);
            Shard shard = Shard.shard()
                    .set(Shard.id("app"), "10.0.0.1/32", "fd00::1/128")
                    .policy("db", List.of(Shard.from(rule(Action.ALLOW), in(Shard.id("app")))), List.of())
                    .endpoint("cali1", List.of("db"), List.of());
            applied(programmer.apply(renderer.render(shard.image())));
            long forks = kernel.forks();

            shard.set(Shard.id("app"), "10.0.0.1/32", "10.0.0.2/32", "fd00::1/128");
            applied(programmer.apply(renderer.render(shard.image())));
            assertThat(kernel.forks() - forks).as("a member").isEqualTo(1);

            ShardRule onlyV4 = new ShardRule(
                    Action.DENY, IpVersion.V4, Protocol.TCP, null, null, null, ShardRule.Side.ANY, ShardRule.Side.ANY);
            shard.policy("db", List.of(Shard.from(rule(Action.ALLOW), in(Shard.id("app"))), onlyV4), List.of());
            applied(programmer.apply(renderer.render(shard.image())));
            assertThat(kernel.forks() - forks).as("a rule of one family").isEqualTo(2);

            applied(programmer.apply(renderer.render(shard.image())));
            assertThat(kernel.forks() - forks).as("nothing").isEqualTo(2);

            assertThat(programmer.refresh(renderer.render(shard.image())).repairs())
                    .isEmpty();
            String iptables = backend == Backend.NFT ? "iptables-nft" : "iptables-legacy";
            String wanted = kernel.readTable(IpVersion.V4).replaceAll("#.*\n", "");
            world.output(iptables + " -F rf-pi-db && " + iptables + " -D FORWARD 1 && " + iptables
                    + " -I rf-tw-cali1 1 -j ACCEPT && " + iptables + " -A FORWARD -p tcp -j DROP && ipset del rf4-"
                    + Shard.id("app") + " 10.0.0.2");
            Outcome mended = programmer.refresh(renderer.render(shard.image()));
            applied(mended);
            assertThat(mended.repairs()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(kernel.readTable(IpVersion.V4).replaceAll("#.*\n", ""))
                    .isEqualTo(wanted.replace("-j rf-FORWARD\n", "-j rf-FORWARD\n-A FORWARD -p tcp -j DROP\n"));
            assertThat(ProcessKernel.detect(world.host)).isEqualTo(backend);

            // Everything goes again, and nothing of anybody else's.
            applied(programmer.apply(renderer.render(Shard.shard().image())));
            while (programmer.sweep()) {
                assertThat(kernel.forks() - forks).isLessThan(100);
            }
            assertThat(kernel.readSets()).isEmpty();
            assertThat(kernel.readTable(IpVersion.V4))
                    .contains("-A FORWARD -p tcp -j DROP")
                    .doesNotContain("cali1");
        }
    }
}
