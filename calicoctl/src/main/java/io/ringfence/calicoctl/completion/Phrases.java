package io.ringfence.calicoctl.completion;

import io.ringfence.model.resource.Kind;
import java.util.List;

/** What can stand next in the commands whose words have an order. */
final class Phrases {
    private static final Wanted NOTHING = words();

    private Phrases() {}

    /** @param plain the words after the command, without options */
    static Wanted next(String command, List<String> plain) {
        return switch (command) {
            case "profile" -> profile(plain);
            case "endpoint" -> endpoint(plain);
            case "container" -> container(plain);
            case "ipam" -> first(plain, "release", "show");
            case "node" -> first(plain, "status");
            case "config" -> config(plain);
            case "context" -> context(plain);
            case "completion" -> first(plain, "bash", "fish", "zsh");
            default -> new Wanted.Files();
        };
    }

    private static Wanted words(String... words) {
        return new Wanted.Words(List.of(words));
    }

    private static Wanted first(List<String> plain, String... words) {
        return plain.isEmpty() ? words(words) : NOTHING;
    }

    private static Wanted names(Kind kind, String... words) {
        return new Wanted.Names(kind, "", List.of(words));
    }

    private static Wanted profile(List<String> plain) {
        if (plain.isEmpty()) {
            return names(Kind.PROFILE, "add", "remove", "show");
        }
        String name = plain.getFirst();
        if (plain.size() == 1) {
            return switch (name) {
                case "add", "show" -> NOTHING;
                case "remove" -> names(Kind.PROFILE);
                default -> words("rule", "tag");
            };
        }
        return switch (plain.get(1)) {
            case "tag" ->
                switch (plain.size()) {
                    case 2 -> words("add", "remove", "show");
                    case 3 -> plain.get(2).equals("remove") ? new Wanted.Tags(name) : NOTHING;
                    default -> NOTHING;
                };
            case "rule" -> rule(plain.subList(2, plain.size()));
            default -> NOTHING;
        };
    }

    /** @param plain the words after {@code rule} */
    private static Wanted rule(List<String> plain) {
        if (plain.isEmpty()) {
            return words("add", "json", "remove", "show", "update");
        }
        if (!plain.getFirst().equals("add") && !plain.getFirst().equals("remove")) {
            return NOTHING;
        }
        return switch (plain.size()) {
            case 1 -> words("inbound", "outbound");
            case 2 -> words("allow", "deny");
            default ->
                switch (plain.getLast()) {
                    // A profile's tag has, at first, its name.
                    case "tag" -> names(Kind.PROFILE);
                    case "ports", "cidr", "type", "code" -> NOTHING;
                    default ->
                        words("tcp", "udp", "icmp", "icmpv6", "from", "to", "ports", "tag", "cidr", "type", "code");
                };
        };
    }

    private static Wanted endpoint(List<String> plain) {
        if (plain.isEmpty()) {
            return names(Kind.WORKLOAD_ENDPOINT, "show");
        }
        if (plain.getFirst().equals("show")) {
            return NOTHING;
        }
        return switch (plain.size()) {
            case 1 -> words("profile");
            case 2 -> words("append", "remove", "set", "show");
            default -> plain.get(2).equals("show") ? NOTHING : names(Kind.PROFILE);
        };
    }

    private static Wanted container(List<String> plain) {
        if (plain.isEmpty()) {
            return words("add", "remove");
        }
        boolean add = plain.getFirst().equals("add");
        if (add || plain.getFirst().equals("remove")) {
            return add && plain.size() == 2 ? words("ipv4", "ipv6") : NOTHING;
        }
        if (plain.size() == 1) {
            return words("endpoint", "ip", "profile");
        }
        return switch (plain.get(1)) {
            case "endpoint" -> plain.size() == 2 ? words("show") : NOTHING;
            case "ip" ->
                switch (plain.size()) {
                    case 2 -> words("add", "remove");
                    case 3 -> plain.get(2).equals("add") ? words("ipv4", "ipv6") : NOTHING;
                    default -> NOTHING;
                };
            case "profile" -> plain.size() == 2 ? words("append", "remove", "set") : names(Kind.PROFILE);
            default -> NOTHING;
        };
    }

    private static Wanted config(List<String> plain) {
        return switch (plain.size()) {
            case 0 -> words("get", "set", "unset");
            case 1 -> words("asNumber", "ipip", "logLevel", "nodeToNodeMesh");
            // What the others can be set to is refused, whatever it is.
            case 2 ->
                plain.getFirst().equals("set")
                                && List.of("ipip", "nodeToNodeMesh").contains(plain.getLast())
                        ? words("off", "on")
                        : NOTHING;
            default -> NOTHING;
        };
    }

    private static Wanted context(List<String> plain) {
        return switch (plain.size()) {
            case 0 -> words("list", "remove", "set", "show", "use");
            case 1 ->
                plain.getFirst().equals("list") || plain.getFirst().equals("show") ? NOTHING : new Wanted.Contexts("");
            default -> NOTHING;
        };
    }
}
