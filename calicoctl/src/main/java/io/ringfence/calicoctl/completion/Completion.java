package io.ringfence.calicoctl.completion;

import io.ringfence.calicoctl.words.KindNames;
import io.ringfence.calicoctl.words.LogLevels;
import io.ringfence.model.resource.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds out what the last word of a command line can be. */
public final class Completion {
    private static final Set<String> BY_KIND = Set.of("get", "delete", "label", "patch", "edit");
    private static final List<String> DOCUMENTS = List.of("yaml", "json");
    private static final List<String> OUTPUTS =
            List.of("ps", "wide", "yaml", "json", "custom-columns=", "go-template=", "go-template-file=");

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
        String typed = words.isEmpty() ? "" : words.getLast();
        Before before = before(words);
        String command = before.command();
        if (!before.open().isEmpty()) {
            return value(command, before.open(), "");
        }
        int equals = typed.indexOf('=');
        if (typed.startsWith("-") && equals > 0) {
            String option = typed.substring(0, equals);
            return value(command, option, option + "=");
        }
        if (typed.startsWith("-")) {
            return new Wanted.Words(options.apply(command).stream()
                    .flatMap(option -> option.names().stream())
                    .filter(name -> name.startsWith("--"))
                    .toList());
        }
        return command.isEmpty() ? new Wanted.Words(commands) : word(command, before.plain());
    }

    /**
     * The values that options have before the last word, by the option as it is spelled; of several the last.
     *
     * @param words as of {@link #at}
     */
    public Map<String, String> values(List<String> words) {
        return before(words).values();
    }

    /**
     * What stands before the last word.
     *
     * @param command empty when none does
     * @param open an option whose value the last word is; empty for none
     */
    private record Before(String command, List<String> plain, Map<String, String> values, String open) {}

    private Before before(List<String> words) {
        String command = "";
        List<String> plain = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        String open = "";
        for (String word : joined(words.subList(0, Math.max(0, words.size() - 1)))) {
            // Some shells take --output=yaml apart at the sign.
            if (word.equals("=")) {
                continue;
            }
            int equals = word.indexOf('=');
            if (!open.isEmpty()) {
                values.put(open, word);
                open = "";
            } else if (word.startsWith("-") && equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (word.startsWith("-")) {
                open = takesValue(command, word) ? word : "";
            } else if (command.isEmpty()) {
                command = word;
            } else {
                plain.add(word);
            }
        }
        return new Before(command, plain, values, open);
    }

    /** Puts together what bash takes apart at colons, as in the address of a gateway. */
    private static List<String> joined(List<String> words) {
        List<String> joined = new ArrayList<>();
        boolean open = false;
        for (String word : words) {
            boolean colons = !word.isEmpty() && word.chars().allMatch(c -> c == ':');
            if ((open || colons) && !joined.isEmpty()) {
                joined.add(joined.removeLast() + word);
            } else {
                joined.add(word);
            }
            open = colons;
        }
        return joined;
    }

    private boolean takesValue(String command, String word) {
        return options.apply(command).stream()
                .anyMatch(option -> option.takesValue() && option.names().contains(word));
    }

    /** @param prefix see {@link Wanted} */
    private static Wanted value(String command, String option, String prefix) {
        return switch (option) {
            case "-o", "--output" -> words(prefix, command.equals("convert") ? DOCUMENTS : OUTPUTS);
            case "--output-version" -> words(prefix, List.of("v1", "v3"));
            case "-l", "--log-level" -> words(prefix, LogLevels.ALL);
            case "--raw" -> words(prefix, List.of("bgp", "felix"));
            case "-n", "--node", "--host" -> new Wanted.Hosts(prefix);
            case "--endpoint" -> new Wanted.Names(Kind.WORKLOAD_ENDPOINT, prefix, List.of());
            case "--context" -> new Wanted.Contexts(prefix);
            default -> new Wanted.Files();
        };
    }

    private static Wanted words(String prefix, List<String> values) {
        return new Wanted.Words(values.stream().map(value -> prefix + value).toList());
    }

    private static Wanted word(String command, List<String> plain) {
        if (!BY_KIND.contains(command)) {
            return Phrases.next(command, plain);
        }
        return switch (plain.size()) {
            case 0 -> new Wanted.Words(KindNames.all());
            case 1 ->
                KindNames.parse(plain.getFirst()).<Wanted>map(Wanted.Names::new).orElse(new Wanted.Files());
            default -> new Wanted.Files();
        };
    }
}
