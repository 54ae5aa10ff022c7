package io.ringfence.agent;

import static io.ringfence.agent.Shard.in;
import static io.ringfence.agent.Shard.notIn;
import static io.ringfence.agent.Shard.ports;
import static io.ringfence.agent.Shard.rule;
import static io.ringfence.agent.Shard.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.program.KernelException;
import io.ringfence.agent.program.Outcome;
import io.ringfence.agent.program.Programmer;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings;
import io.ringfence.agent.render.Rendered;
import io.ringfence.agent.render.Renderer;
import io.ringfence.log.record.IpSetId;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everything that can be wrong with a kernel, and what the agent makes of it. */
final class FaultsTest {
    private static final IpSetId SET = Shard.id("app");
    private static final String SET_V4 = "rf4-" + SET.text();

    private final FaultyKernel kernel = new FaultyKernel();
    private final Renderer renderer = new Renderer(RenderSettings.defaults());
    private final Programmer programmer = new Programmer(kernel, Placement.INSERT);

    private static Shard two() {
        return Shard.shard()
                .set(SET, "10.0.0.1/32", "10.0.0.2/32", "fd00::1/128")
                .policy(
                        "db",
                        List.of(Shard.from(to(rule(Action.ALLOW, Protocol.TCP), ports(3306)), in(SET))),
                        List.of())
                .policy("web", List.of(to(rule(Action.ALLOW, Protocol.TCP), ports(80, 443))), List.of())
                .endpoint("cali1", List.of("db"), List.of())
                .endpoint("cali2", List.of("web"), List.of())
                .progress(1);
    }

    private Rendered rendered(Shard shard) {
        return renderer.render(shard.image());
    }

    /** Programs the two endpoints and forgets how that was done. */
    private String programmed() {
        assertThat(programmer.apply(rendered(two())).isComplete()).isTrue();
        kernel.forget();
        return kernel.everything();
    }

    private void mends(String wanted) {
        Outcome outcome = programmer.refresh(rendered(two()));
        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.repairs()).isNotEmpty();
        assertThat(kernel.everything()).isEqualTo(wanted);
        assertThat(programmer.refresh(rendered(two())).repairs()).isEmpty();
    }

    @Test
    void anEqualStateIsNotWrittenAgain() {
        programmed();
        Outcome outcome = programmer.apply(rendered(two()));
        assertThat(outcome.edits()).isZero();
        assertThat(kernel.tableWrites).isEmpty();
        assertThat(kernel.setWrites).isEmpty();
        assertThat(kernel.reads).isZero();
        // Nor after a reading, by another agent on the same kernel.
        assertThat(new Programmer(kernel, Placement.INSERT)
                        .apply(rendered(two()))
                        .edits())
                .isZero();
        assertThat(kernel.tableWrites).isEmpty();
    }

    @Test
    void oneEditedRuleIsOneLineInOneWriteAFamily() {
        programmed();
        Shard edited = two().policy(
                        "web",
                        List.of(
                                to(rule(Action.ALLOW, Protocol.TCP), ports(80, 443)),
                                to(rule(Action.DENY, Protocol.UDP), ports(53))),
                        List.of());
        assertThat(programmer.apply(rendered(edited)).edits()).isEqualTo(2);
        assertThat(kernel.tableWrites).hasSize(2).allMatch(text -> text.lines().count() == 3);
        assertThat(kernel.setWrites).isEmpty();
        assertThat(kernel.reads).isZero();
    }

    @Test
    void oneNewMemberIsOneLineInOneWrite() {
        programmed();
        Shard edited = two().set(SET, "10.0.0.1/32", "10.0.0.2/32", "10.0.0.3/32", "fd00::1/128");
        assertThat(programmer.apply(rendered(edited)).edits()).isEqualTo(1);
        assertThat(kernel.setWrites).containsExactly("add " + SET_V4 + " 10.0.0.3/32\n");
        assertThat(kernel.tableWrites).isEmpty();
    }

    @Test
    void foreignRulesAndChainsAreLeftAlone() {
        kernel.foreign(":OTHER - [0:0]", "-A OTHER -p tcp -j DROP", "-A FORWARD -j OTHER", "-A INPUT -p udp -j ACCEPT");
        programmed();
        kernel.foreign("-A FORWARD -p icmp -j ACCEPT");
        Outcome outcome = programmer.refresh(rendered(two()));
        assertThat(outcome.repairs()).isEmpty();
        assertThat(kernel.everything())
                .contains("-A OTHER -p tcp -j DROP", "-A FORWARD -j OTHER", "-A FORWARD -p icmp -j ACCEPT");
        // Ours is the first of the chain all the same, and goes when nothing is wanted but stays when policy does.
        assertThat(kernel.kernel
                        .readTable(IpVersion.V4)
                        .lines()
                        .filter(line -> line.startsWith("-A FORWARD"))
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line).endsWith("-j rf-FORWARD"));
    }

    @Test
    void aForeignRuleBeforeOurJumpIsOvertaken() {
        programmed();
        kernel.foreign("-I FORWARD 1 -p tcp -j ACCEPT");
        Outcome outcome = programmer.refresh(rendered(two()));
        assertThat(outcome.repairs()).contains("IPv4 chain FORWARD had changed");
        List<String> forward = kernel.kernel
                .readTable(IpVersion.V4)
                .lines()
                .filter(line -> line.startsWith("-A FORWARD"))
                .toList();
        assertThat(forward).hasSize(2);
        assertThat(forward.getFirst()).endsWith("-j rf-FORWARD");
        assertThat(forward.getLast()).isEqualTo("-A FORWARD -p tcp -j ACCEPT");
    }

    @Test
    void aRemovedJumpIsPutBack() {
        String wanted = programmed();
        kernel.foreign("-D FORWARD 1");
        mends(wanted);
    }

    @Test
    void aFlushedChainIsFilledAgain() {
        String wanted = programmed();
        kernel.foreign(":rf-pi-web - [0:0]");
        mends(wanted);
    }

    @Test
    void aForeignRuleInAChainOfOursIsRemoved() {
        String wanted = programmed();
        kernel.foreign("-I rf-pi-db 1 -j ACCEPT", "-A rf-to-wl -j ACCEPT", "-R rf-tw-cali1 2 -j RETURN");
        mends(wanted);
    }

    @Test
    void aChangedBodyUnderOurCommentIsNoticed() {
        String wanted = programmed();
        String line = kernel.kernel
                .readTable(IpVersion.V4)
                .lines()
                .filter(rule -> rule.startsWith("-A rf-pi-web"))
                .findFirst()
                .orElseThrow();
        kernel.foreign(
                "-R rf-pi-web 1 " + line.substring("-A rf-pi-web ".length()).replace("80,443", "80,443,22"));
        mends(wanted);
    }

    @Test
    void unknownAndOutdatedChainsOfOursAreSwept() {
        kernel.foreign(
                ":rf-older - [0:0]",
                ":rf-oldest - [0:0]",
                "-A rf-older -g rf-oldest",
                "-A rf-oldest -j DROP",
                "-I FORWARD 1 -j rf-older",
                "-A INPUT -j rf-older");
        kernel.foreignSets(
                "create rf4-older hash:ip family inet maxelem 65536",
                "create rf6t-left hash:net family inet6 maxelem 9");
        programmed();
        assertThat(kernel.everything()).doesNotContain("rf-old");
        sweepAll();
        assertThat(kernel.everything()).doesNotContain("older").doesNotContain("rf6t-");
    }

    private void sweepAll() {
        try {
            int rounds = 0;
            while (programmer.sweep()) {
                assertThat(rounds++).isLessThan(100);
            }
        } catch (KernelException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aChainOfOursThatAForeignRuleNeedsIsEmptiedOnly() {
        programmed();
        kernel.foreign(":OTHER - [0:0]", "-A OTHER -j rf-pi-web");
        Shard without = Shard.shard().endpoint("cali1", List.of(), List.of()).progress(2);
        Outcome outcome = programmer.refresh(rendered(without));
        assertThat(outcome.isComplete()).isTrue();
        assertThat(kernel.everything())
                .contains(":rf-pi-web", "-A OTHER -j rf-pi-web")
                .doesNotContain("-A rf-pi-web");
        assertThat(programmer.refresh(rendered(without)).edits()).isZero();
    }

    @Test
    void aWriteThatFailsOnceIsRepeatedAfterAFreshLook() {
        kernel.failTableWrites = 1;
        assertThat(programmer.apply(rendered(two())).isComplete()).isTrue();
    }

    @Test
    void aWriteThatAlwaysFailsIsReportedAndNothingElseHappens() {
        kernel.refusedTables = text -> true;
        Outcome outcome = programmer.apply(rendered(two()));
        assertThat(outcome.failure()).isEqualTo("refused");
        assertThat(kernel.kernel.readTable(IpVersion.V4)).doesNotContain("rf-");
        kernel.refusedTables = text -> false;
        assertThat(programmer.apply(rendered(two())).isComplete()).isTrue();
    }

    @Test
    void aReadThatFailsOrSaysRubbishStopsTheAttemptAndLeavesTheKernel() {
        String wanted = programmed();
        kernel.readsRubbish = true;
        assertThat(programmer.refresh(rendered(two())).failure()).contains("ends early");
        kernel.readsRubbish = false;
        kernel.readsFail = true;
        assertThat(programmer.apply(rendered(two())).failure()).isEqualTo("save fails");
        assertThat(kernel.everything()).isEqualTo(wanted);
        kernel.readsFail = false;
        assertThat(programmer.apply(rendered(two())).isComplete()).isTrue();
        assertThat(kernel.everything()).isEqualTo(wanted);
    }

    @Test
    void onlyTheEndpointAtFaultIsHeldBack() {
        String before = programmed();
        assertThat(before).contains("--dports 3306");
        kernel.refusedTables = text -> text.contains("--dports 3307");
        Shard edited = two().policy(
                        "db",
                        List.of(Shard.from(to(rule(Action.ALLOW, Protocol.TCP), ports(3307)), in(SET))),
                        List.of())
                .policy("web", List.of(to(rule(Action.ALLOW, Protocol.TCP), ports(8080))), List.of())
                .endpoint("cali3", List.of("db"), List.of());
        Outcome outcome = programmer.apply(rendered(edited));
        assertThat(outcome.failure()).isNull();
        assertThat(outcome.held()).containsOnlyKeys("cali1", "cali3").containsValue("refused");
        // Old for the one at fault, closed for the new one, new for the other.
        assertThat(kernel.everything())
                .contains("--dports 3306", "--dports 8080")
                .doesNotContain("--dports 3307", "--dports 80,443", "rf-tw-cali3");
        kernel.forget();
        assertThat(programmer.apply(rendered(edited)).held()).hasSize(2);
        assertThat(kernel.tableWrites).as("not tried again at every change").isEmpty();
        kernel.refusedTables = text -> false;
        programmer.retryHeld();
        assertThat(programmer.apply(rendered(edited)).isComplete()).isTrue();
        assertThat(kernel.everything()).contains("--dports 3307", "rf-tw-cali3").doesNotContain("--dports 3306");
    }

    @Test
    void oneBadEndpointAmongManyIsFoundInFewAttempts() {
        Shard many = Shard.shard();
        for (int i = 0; i < 100; i++) {
            many.policy("p" + i, List.of(to(rule(Action.ALLOW, Protocol.TCP), ports(1000 + i))), List.of())
                    .endpoint("cali" + i, List.of("p" + i), List.of());
        }
        kernel.refusedTables = text -> text.contains("--dports 1042 ");
        Outcome outcome = programmer.apply(rendered(many));
        assertThat(outcome.held()).containsOnlyKeys("cali42");
        assertThat(kernel.tableWrites).hasSizeLessThan(60);
        assertThat(kernel.everything())
                .contains("--dports 1041 ", "--dports 1043 ")
                .doesNotContain("--dports 1042 ");
    }

    @Test
    void aSetThatCannotBeMadeHoldsBackWhoNeedsIt() {
        kernel.refusedSetLines = line -> line.startsWith("create " + SET_V4);
        Outcome outcome = programmer.apply(rendered(two()));
        assertThat(outcome.held()).containsOnlyKeys("cali1");
        assertThat(outcome.held().get("cali1")).contains("refused");
        assertThat(kernel.kernel.readTable(IpVersion.V4))
                .contains("rf-tw-cali2")
                .doesNotContain("rf-tw-cali1");
        kernel.refusedSetLines = line -> false;
        programmer.retryHeld();
        assertThat(programmer.apply(rendered(two())).isComplete()).isTrue();
    }

    @Test
    void driftOfMembersIsMended() {
        String wanted = programmed();
        kernel.foreignSets("add " + SET_V4 + " 10.9.9.9", "del " + SET_V4 + " 10.0.0.1");
        mends(wanted);
    }

    @Test
    void aMemberWithAForeignFlagIsReplaced() {
        String wanted = programmed();
        kernel.foreignSets("del " + SET_V4 + " 10.0.0.1", "add " + SET_V4 + " 10.0.0.1 nomatch");
        mends(wanted);
    }

    @Test
    void aMissingSetThatNoRuleHoldsIsMadeAgain() {
        String wanted = programmed();
        kernel.foreign(":rf-pi-db - [0:0]");
        kernel.foreignSets("destroy " + SET_V4);
        mends(wanted);
    }

    @Test
    void aSetOfTheWrongTypeIsReplacedEvenWhileRulesNameIt() {
        String wanted = programmed();
        kernel.foreign(":rf-pi-db - [0:0]");
        kernel.foreignSets("destroy " + SET_V4, "create " + SET_V4 + " hash:ip family inet maxelem 65536");
        kernel.foreign("-A rf-pi-db -m set --match-set " + SET_V4 + " src -j ACCEPT");
        mends(wanted);
    }

    @Test
    void aSetThatOutgrowsItsRoomIsSwappedForALargerOne() {
        Shard small = two().set(SET, "10.0.0.1/32");
        assertThat(programmer.apply(rendered(small)).isComplete()).isTrue();
        kernel.foreignSets("create rf4t-" + SET.text() + " hash:net family inet maxelem 7");
        Shard large = two().set(
                        SET,
                        IntStream.range(0, 70_000)
                                .mapToObj(i -> "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + "/32")
                                .toArray(String[]::new));
        assertThat(programmer.refresh(rendered(large)).isComplete()).isTrue();
        assertThat(kernel.kernel.readSets())
                .contains("create " + SET_V4 + " hash:net family inet maxelem 131072")
                .doesNotContain("rf4t-");
        assertThat(programmer.apply(rendered(large)).edits()).isZero();
    }

    @Test
    void aSetThatIsInUseSomewhereElseIsLeftUntilTheNextReading() {
        programmed();
        kernel.foreign(":OTHER - [0:0]", "-A OTHER -m set --match-set " + SET_V4 + " src -j DROP");
        Shard without = Shard.shard().endpoint("cali2", List.of(), List.of()).progress(2);
        assertThat(programmer.apply(rendered(without)).isComplete()).isTrue();
        sweepAll();
        assertThat(kernel.kernel.readSets()).contains(SET_V4).doesNotContain("rf6-");
        kernel.foreign(":OTHER - [0:0]");
        programmer.refresh(rendered(without));
        sweepAll();
        assertThat(kernel.kernel.readSets()).isEmpty();
    }

    @Test
    void whatIsMissingDenies() {
        Shard shard = Shard.shard()
                .policy(
                        "open",
                        List.of(Shard.from(rule(Action.ALLOW), notIn(Shard.id("gone")))),
                        List.of(rule(Action.ALLOW)))
                .endpoint("cali1", List.of("open"), List.of())
                .endpoint("cali2", List.of("nowhere"), List.of("nobody"));
        Rendered rendered = rendered(shard);
        assertThat(rendered.faults()).anyMatch(fault -> fault.contains("policy nowhere is missing"));
        assertThat(programmer.apply(rendered).isComplete()).isTrue();
        String table = kernel.kernel.readTable(IpVersion.V4);
        for (String chain : List.of("rf-pi-open", "rf-pi-nowhere", "rf-pri-nobody")) {
            assertThat(table.lines().filter(line -> line.startsWith("-A " + chain + " ")))
                    .hasSize(1)
                    .allMatch(line -> line.endsWith("-j DROP"));
        }
    }

    @Test
    void tearingDownLeavesTheSkeletonOnly() {
        programmed();
        assertThat(programmer.apply(rendered(Shard.shard().progress(2))).isComplete())
                .isTrue();
        sweepAll();
        assertThat(kernel.kernel.readSets()).isEmpty();
        FaultyKernel fresh = new FaultyKernel();
        new Programmer(fresh, Placement.INSERT)
                .apply(new Renderer(RenderSettings.defaults())
                        .render(Shard.shard().progress(2).image()));
        assertThat(kernel.everything()).isEqualTo(fresh.everything());
    }
}
