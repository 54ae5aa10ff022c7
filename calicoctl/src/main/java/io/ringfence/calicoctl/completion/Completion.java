package io.ringfence.calicoctl.completion;

import io.ringfence.calicoctl.words.KindNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds out what the last word of a command line can be. */
public final class Completion {
    private static final Set<String> BY_KIND = Set.of("get", "delete", "label", "patch", "edit");

    private final List<String> commands;
    private final Function<String, List<Option>> options;

    /**
     * One option of a command.
     *
     * @param names all spellings
     * @param takesValue whether the next word belongs to it
     */
    public record Option(List<String> names, boolean takesValue) {
        public Option {
            names = List.copyOf(names);
        }
    }

    /**
     * Knows the commands.
     *
     * @param options of a command by its name; of the program itself for the empty name
     */
    public Completion(List<String> commands, Function<String, List<Option>> options) {
        this.commands = List.copyOf(commands);
        this.options = options;
    }

    /**
     * Where the completions of the last word come from.
     *
     * @param words after the program's name, the last one being typed and perhaps empty
     */
    public Wanted at(List<String> words) {
        List<String> before = new ArrayList<>(words);
        String typed = before.isEmpty() ? "" : before.removeLast();
        String command = "";
        List<String> plain = new ArrayList<>();
        String open = "";
        for (String word : before) {
            // Some shells take --output=yaml apart at the sign.
            if (word.equals("=")) {
                continue;
            }
            if (!open.isEmpty()) {
                open = "";
            } else if (word.startsWith("-")) {
                open = takesValue(command, word) ? word : "";
            } else if (command.isEmpty()) {
                command = word;
            } else {
                plain.add(word);
            }
        }
        if (!open.isEmpty()) {
            return value(open, "");
        }
        int equals = typed.indexOf('=');
        if (typed.startsWith("-") && equals > 0) {
            String option = typed.substring(0, equals);
            return value(option, option + "=");
        }
        if (typed.startsWith("-")) {
            return new Wanted.Words(options.apply(command).stream()
                    .flatMap(option -> option.names().stream())
                    .filter(name -> name.startsWith("--"))
                    .toList());
        }
        return command.isEmpty() ? new Wanted.Words(commands) : word(command, plain);
    }

    private boolean takesValue(String command, String word) {
        return options.apply(command).stream()
                .anyMatch(option -> option.takesValue() && option.names().contains(word));
    }

    /** @param prefix what stands in the same word before the value */
    private static Wanted value(String option, String prefix) {
        return switch (option) {
            case "-o", "--output" ->
                new Wanted.Words(Stream.of("ps", "wide", "yaml", "json", "custom-columns=")
                        .map(format -> prefix + format)
                        .toList());
            case "--output-version" -> new Wanted.Words(List.of(prefix + "v1", prefix + "v3"));
            case "--context" -> prefix.isEmpty() ? new Wanted.Contexts() : new Wanted.Files();
            default -> new Wanted.Files();
        };
    }

    private static Wanted word(String command, List<String> plain) {
        if (BY_KIND.contains(command)) {
            return switch (plain.size()) {
                case 0 -> new Wanted.Words(KindNames.all());
                case 1 ->
                    KindNames.parse(plain.getFirst())
                            .<Wanted>map(Wanted.Names::new)
                            .orElse(new Wanted.Files());
                default -> new Wanted.Files();
            };
        }
        return switch (command) {
            case "profile" -> profile(plain);
            case "context" ->
                switch (plain.size()) {
                    case 0 -> new Wanted.Words(List.of("list", "set", "show", "use"));
                    case 1 -> new Wanted.Contexts();
                    default -> new Wanted.Files();
                };
            case "completion" -> new Wanted.Words(plain.isEmpty() ? List.of("bash", "fish", "zsh") : List.of());
            default -> new Wanted.Files();
        };
    }

    private static Wanted profile(List<String> plain) {
        if (plain.isEmpty()) {
            return new Wanted.ProfilesAnd(List.of("add", "remove", "show"));
        }
        List<String> next = switch (plain.size()) {
            case 1 ->
                plain.getFirst().equals("add") || plain.getFirst().equals("show") ? List.of() : List.of("rule", "tag");
            case 2 ->
                switch (plain.get(1)) {
                    case "tag" -> List.of("add", "remove", "show");
                    case "rule" -> List.of("add", "json", "remove", "show", "update");
                    default -> List.of();
                };
            case 3 -> plain.get(1).equals("rule") ? List.of("inbound", "outbound") : List.of();
            case 4 -> plain.get(1).equals("rule") ? List.of("allow", "deny") : List.of();
            default -> List.of("tcp", "udp", "icmp", "icmpv6", "from", "to", "ports", "tag", "cidr", "type", "code");
        };
        return plain.size() == 1 && plain.getFirst().equals("remove")
                ? new Wanted.ProfilesAnd(List.of())
                : new Wanted.Words(next);
    }
}
