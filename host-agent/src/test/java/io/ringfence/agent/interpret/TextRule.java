package io.ringfence.agent.interpret;

import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.net.SetMember;
import io.ringfence.model.verdict.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One rule of kernel text. */
record TextRule(List<Test> tests, Target target) {

    /** One criterion. */
    @FunctionalInterface
    interface Test {
        boolean holds(String in, String out, Packet packet, int mark);
    }

    /** What becomes of a packet that matches. */
    sealed interface Target {}

    record Accept() implements Target {}

    record Drop() implements Target {}

    record Return() implements Target {}

    record Log() implements Target {}

    record Mark(int value, int mask) implements Target {}

    record Jump(String chain) implements Target {}

    record Goto(String chain) implements Target {}

    boolean matches(String in, String out, Packet packet, int mark) {
        for (Test test : tests) {
            if (!test.holds(in, out, packet, mark)) {
                return false;
            }
        }
        return true;
    }

    static TextRule parse(IpVersion version, String rule, Map<String, List<SetMember>> sets) {
        // Quoted values hold no word that is looked at.
        Iterator<String> words = Arrays.asList(
                        rule.replaceAll("\"[^\"]*\"", "QUOTED").split(" ", -1))
                .iterator();
        List<Test> tests = new ArrayList<>();
        boolean not = false;
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("!")) {
                not = true;
                continue;
            }
            if (word.equals("-j") || word.equals("-g")) {
                return new TextRule(tests, target(word, words));
            }
            Test test = test(version, word, words, sets);
            boolean negated = not;
            tests.add(negated ? (in, out, packet, mark) -> !test.holds(in, out, packet, mark) : test);
            not = false;
        }
        throw new IllegalArgumentException("no target: " + rule);
    }

    private static Target target(String option, Iterator<String> words) {
        String name = words.next();
        if (option.equals("-g")) {
            return new Goto(name);
        }
        return switch (name) {
            case "ACCEPT" -> new Accept();
            case "DROP" -> new Drop();
            case "RETURN" -> new Return();
            case "LOG" -> new Log();
            case "MARK" -> {
                if (!words.next().equals("--set-xmark")) {
                    throw new IllegalArgumentException("unknown option of MARK");
                }
                String[] value = words.next().split("/", -1);
                yield new Mark(number(value[0]), number(value[1]));
            }
            default -> new Jump(name);
        };
    }

    private static Test test(
            IpVersion version, String word, Iterator<String> words, Map<String, List<SetMember>> sets) {
        return switch (word) {
            case "-m" -> {
                words.next();
                yield (in, out, packet, mark) -> true;
            }
            case "--comment", "--limit", "--limit-burst" -> {
                words.next();
                yield (in, out, packet, mark) -> true;
            }
            case "-s" -> {
                Cidr block = Cidr.of(words.next());
                yield (in, out, packet, mark) -> block.contains(packet.source());
            }
            case "-d" -> {
                Cidr block = Cidr.of(words.next());
                yield (in, out, packet, mark) -> block.contains(packet.destination());
            }
            case "-i" -> {
                String name = words.next();
                yield (in, out, packet, mark) -> isInterface(name, in);
            }
            case "-o" -> {
                String name = words.next();
                yield (in, out, packet, mark) -> isInterface(name, out);
            }
            case "-p" -> {
                Protocol protocol = protocol(words.next());
                yield (in, out, packet, mark) -> packet.protocol().equals(protocol);
            }
            case "--icmp-type", "--icmpv6-type" -> {
                if (word.equals("--icmp-type") != (version == IpVersion.V4)) {
                    throw new IllegalArgumentException("of the other family: " + word);
                }
                yield icmp(words.next());
            }
            case "--match-set" -> {
                String name = words.next();
                List<SetMember> members = sets.get(name);
                if (members == null) {
                    throw new IllegalArgumentException("no such set: " + name);
                }
                String directions = words.next();
                boolean source = directions.startsWith("src");
                boolean ports = directions.contains(",");
                yield (in, out, packet, mark) -> {
                    Cidr address = source ? packet.source() : packet.destination();
                    int port = source ? packet.sourcePort() : packet.destinationPort();
                    return members.stream().anyMatch(member -> switch (member) {
                        case Cidr block -> !ports && block.contains(address);
                        case AddressPort one ->
                            ports
                                    && one.address().equals(address)
                                    && one.protocol().equals(packet.protocol())
                                    && one.port() == port;
                    });
                };
            }
            case "--sports", "--dports" -> {
                int[][] ranges = ranges(words.next());
                boolean source = word.equals("--sports");
                yield (in, out, packet, mark) -> {
                    int port = source ? packet.sourcePort() : packet.destinationPort();
                    return Arrays.stream(ranges).anyMatch(range -> range[0] <= port && port <= range[1]);
                };
            }
            case "--mark" -> {
                String[] value = words.next().split("/", -1);
                yield (in, out, packet, mark) -> (mark & number(value[1])) == number(value[0]);
            }
            case "--ctstate" -> {
                // The first packet of a connection is neither established nor invalid.
                words.next();
                yield (in, out, packet, mark) -> false;
            }
            case "--ctproto" -> {
                int number = Integer.parseInt(words.next());
                yield (in, out, packet, mark) -> packet.protocol().number() == number;
            }
            default -> throw new IllegalArgumentException("unknown word: " + word);
        };
    }

    private static Test icmp(String text) {
        String[] parts = text.split("/", -1);
        int type = Integer.parseInt(parts[0]);
        int code = parts.length > 1 ? Integer.parseInt(parts[1]) : -1;
        return (in, out, packet, mark) ->
                packet.isIcmp() && packet.icmpType() == type && (code < 0 || packet.icmpCode() == code);
    }

    private static boolean isInterface(String pattern, String name) {
        return pattern.endsWith("+")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static Protocol protocol(String text) {
        return text.equals("ipv6-icmp")
                ? Protocol.ICMPV6
                : Protocol.byName(text).orElseGet(() -> new Protocol(Integer.parseInt(text)));
    }

    private static int[][] ranges(String text) {
        String[] parts = text.split(",", -1);
        int slots = 0;
        int[][] ranges = new int[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            String[] ends = parts[i].split(":", -1);
            slots += ends.length;
            ranges[i] = new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
        }
        if (slots > 15) {
            throw new IllegalArgumentException("too many ports for one match: " + text);
        }
        return ranges;
    }

    private static int number(String text) {
        return Integer.parseUnsignedInt(text.substring(2), 16);
    }
}
