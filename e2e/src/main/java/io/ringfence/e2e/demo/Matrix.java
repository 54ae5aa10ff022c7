package io.ringfence.e2e.demo;

import io.ringfence.e2e.net.Workload;
import io.ringfence.e2e.probe.Attempt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who tries what in a step, what is expected and what came of it.
 *
 * @param expected the attempts that should succeed
 * @param observed the attempts that did
 */
record Matrix(Step step, List<Workload> workloads, Set<Attempt> expected, Set<Attempt> observed) {
    private static final int COLUMN = 11;

    Matrix {
        workloads = List.copyOf(workloads);
        expected = Set.copyOf(expected);
        observed = Set.copyOf(observed);
    }

    /** Every probe from each workload to each other, in both families. */
    static List<Attempt> attempts(Step step, List<Workload> workloads) {
        List<Attempt> attempts = new ArrayList<>();
        for (boolean ipv6 : List.of(false, true)) {
            for (Workload from : workloads) {
                for (Workload to : workloads) {
                    if (!from.equals(to)) {
                        for (Attempt.What what : step.expectations().probes()) {
                            attempts.add(new Attempt(from, to, ipv6, what));
                        }
                    }
                }
            }
        }
        return attempts;
    }

    /** Those that the step's table says succeed. */
    static Set<Attempt> expected(Step step, List<Workload> workloads) {
        Set<Attempt> expected = new HashSet<>();
        for (Attempt attempt : attempts(step, workloads)) {
            String from = role(step, attempt.from()).kind();
            String to = role(step, attempt.to()).kind();
            if (step.expectations().expects(from, to, attempt.ipv6(), attempt.what())) {
                expected.add(attempt);
            }
        }
        return expected;
    }

    static Role role(Step step, Workload workload) {
        return step.cast().get(workload.number() - 1);
    }

    /** Attempts whose outcome is not the expected one. */
    List<Attempt> surprises() {
        return attempts(step, workloads).stream()
                .filter(attempt -> expected.contains(attempt) != observed.contains(attempt))
                .toList();
    }

    void print(Terminal terminal) {
        String probes =
                step.expectations().probes().stream().map(Object::toString).collect(Collectors.joining(", "));
        for (boolean ipv6 : List.of(false, true)) {
            terminal.line("");
            terminal.line("  " + terminal.bold(ipv6 ? "IPv6" : "IPv4") + "  " + probes
                    + terminal.faint("   expected/observed, + connects, - does not; rows connect to columns"));
            StringBuilder header = new StringBuilder("  ").append(pad("", COLUMN));
            workloads.forEach(to -> header.append(pad(name(to), COLUMN)));
            terminal.line(header.toString().stripTrailing());
            for (Workload from : workloads) {
                StringBuilder line = new StringBuilder("  ").append(pad(name(from), COLUMN));
                workloads.forEach(to -> line.append(cell(terminal, from, to, ipv6)));
                terminal.line(line.toString().stripTrailing());
            }
        }
        int all = attempts(step, workloads).size();
        int wrong = surprises().size();
        String summary = "  " + all + " connections tried: " + observed.size() + " opened, " + (all - observed.size())
                + " refused, " + wrong + " not as expected";
        terminal.line("");
        terminal.line(wrong == 0 ? terminal.good(summary) : terminal.bad(summary));
    }

    private String name(Workload workload) {
        return role(step, workload).nameOf(workload);
    }

    private String cell(Terminal terminal, Workload from, Workload to, boolean ipv6) {
        if (from.equals(to)) {
            return pad("", COLUMN);
        }
        String wanted = marks(expected, from, to, ipv6);
        String seen = marks(observed, from, to, ipv6);
        String text = wanted + "/" + seen;
        String painted = wanted.equals(seen) ? terminal.good(text) : terminal.bad(text);
        return painted + " ".repeat(Math.max(1, COLUMN - text.length()));
    }

    private String marks(Set<Attempt> successes, Workload from, Workload to, boolean ipv6) {
        return step.expectations().probes().stream()
                .map(what -> successes.contains(new Attempt(from, to, ipv6, what)) ? "+" : "-")
                .collect(Collectors.joining());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
