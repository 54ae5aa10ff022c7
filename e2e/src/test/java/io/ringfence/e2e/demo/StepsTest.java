package io.ringfence.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.probe.Attempt;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void everyTableSaysSomethingOfEveryPairOfItsCast() {
        for (Step step : Steps.all()) {
            for (Role from : step.cast()) {
                for (Role to : step.cast()) {
                    for (Attempt.What what : step.expectations().probes()) {
                        for (boolean ipv6 : List.of(false, true)) {
                            // Throws when no line fits.
                            assertThat(step.expectations().expects(from.kind(), to.kind(), ipv6, what))
                                    .isIn(true, false);
                        }
                    }
                }
            }
        }
    }

    @Test
    void everyStepHasCommandsAndBothOpenAndRefusedConnections() {
        for (Step step : Steps.all()) {
            assertThat(step.transcript().entries())
                    .as(step.title())
                    .hasAtLeastOneElementOfType(Transcript.ShellCommand.class);
            assertThat(step.expectations().lines().stream().flatMap(line -> line.ipv4().stream()))
                    .as(step.title())
                    .contains(true, false);
        }
    }

    @Test
    void theFirstLineThatFitsDecides() {
        Expectations table = Expectations.parse("""
                      tcp:80 ping ping6
                a b   +      -    +
                * *   -      -    -""");

        assertThat(table.expects("a", "b", false, new Attempt.Tcp(80))).isTrue();
        assertThat(table.expects("a", "b", true, new Attempt.Tcp(80))).isTrue();
        assertThat(table.expects("a", "b", false, new Attempt.Ping())).isFalse();
        assertThat(table.expects("a", "b", true, new Attempt.Ping())).isTrue();
        assertThat(table.expects("b", "a", false, new Attempt.Tcp(80))).isFalse();
    }
}
