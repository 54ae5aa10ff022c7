package io.ringfence.e2e.demo;

import io.ringfence.e2e.probe.Attempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who should reach whom, as a table written by hand. The first line names the probes ({@code tcp:80}, {@code ping} for IPv4,
 * {@code ping6} for IPv6; TCP goes for both families); each other line has the kind of the sender, of the receiver ({@code *} is any),
 * and {@code +} or {@code -} for each probe. The first line that fits decides.
 */
record Expectations(List<Attempt.What> probes, List<Line> lines) {

    /** Marks of each family, one for each probe. */
    record Line(String from, String to, List<Boolean> ipv4, List<Boolean> ipv6) {
        Line {
            ipv4 = List.copyOf(ipv4);
            ipv6 = List.copyOf(ipv6);
        }

        boolean fits(String sender, String receiver) {
            return (from.equals("*") || from.equals(sender)) && (to.equals("*") || to.equals(receiver));
        }
    }

    Expectations {
        probes = List.copyOf(probes);
        lines = List.copyOf(lines);
    }

    static Expectations parse(String table) {
        List<String> rows = table.lines().map(String::strip).toList();
        List<String> names = words(rows.getFirst());
        if (!names.subList(names.size() - 2, names.size()).equals(List.of("ping", "ping6"))) {
            throw new IllegalArgumentException("the last two probes are ping and ping6: " + names);
        }
        List<Attempt.What> probes = new ArrayList<>();
        for (String name : names.subList(0, names.size() - 2)) {
            probes.add(new Attempt.Tcp(Integer.parseInt(name.substring("tcp:".length()))));
        }
        probes.add(new Attempt.Ping());
        List<Line> lines = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            List<String> words = words(row);
            if (words.size() != names.size() + 2) {
                throw new IllegalArgumentException("not one mark for each of " + names + ": " + row);
            }
            List<Boolean> marks =
                    words.subList(2, words.size()).stream().map("+"::equals).toList();
            int tcp = names.size() - 2;
            List<Boolean> ipv4 = new ArrayList<>(marks.subList(0, tcp));
            List<Boolean> ipv6 = new ArrayList<>(ipv4);
            ipv4.add(marks.get(tcp));
            ipv6.add(marks.get(tcp + 1));
            lines.add(new Line(words.get(0), words.get(1), ipv4, ipv6));
        }
        return new Expectations(probes, lines);
    }

    private static List<String> words(String row) {
        return Arrays.asList(row.split("\\s+", -1));
    }

    /** The ports where somebody must listen. */
    List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        for (Attempt.What probe : probes) {
            if (probe instanceof Attempt.Tcp tcp) {
                ports.add(tcp.port());
            }
        }
        return ports;
    }

    /** Whether a sender of one kind should succeed with a probe of a receiver of another. */
    boolean expects(String from, String to, boolean ipv6, Attempt.What what) {
        for (Line line : lines) {
            if (line.fits(from, to)) {
                return (ipv6 ? line.ipv6() : line.ipv4()).get(probes.indexOf(what));
            }
        }
        throw new IllegalArgumentException("no line says what " + from + " may do to " + to);
    }
}
