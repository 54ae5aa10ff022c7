package io.ringfence.calicoctl.words;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words after {@code config}. Ringfence has none of the settings that the original keeps in its store, so what they ask for is
 * always refused: first for what the original would refuse, then for what it means here.
 */
public final class ConfigWords {
    private static final long MAX_AS_NUMBER = 0xffff_ffffL;
    private static final Set<String> COMPONENTS = Set.of("bgp", "felix");
    private static final Set<String> LEVELS = Set.of("none", "debug", "info", "warning", "error", "critical");

    private static final String NO_BGP = "Ringfence speaks no BGP; routes between hosts are the network's own.";

    /** Why each setting cannot be, by its name in the original's spelling. */
    private static final Map<String, String> REASONS = Map.of(
            "logLevel",
            "Each service of Ringfence takes its level from RINGFENCE_LOG_LEVEL when it starts.",
            "nodeToNodeMesh",
            NO_BGP,
            "asNumber",
            NO_BGP,
            "ipip",
            "Ringfence tunnels no packets; what an ipPool says of ipip is kept and not acted on.");

    private ConfigWords() {}

    /**
     * Why the request is refused; empty when the words fit no line of the usage.
     *
     * @param raw of {@code --raw}; null when not given
     * @param node of {@code --node}; null when not given
     */
    public static Optional<String> refusal(List<String> words, @Nullable String raw, @Nullable String node) {
        try {
            return Optional.of("Error executing command: " + refusal(new WordCursor(words), raw, node));
        } catch (MisuseException e) {
            return Optional.empty();
        }
    }

    private static String refusal(WordCursor words, @Nullable String raw, @Nullable String node)
            throws MisuseException {
        boolean set = words.take("set");
        if (!set && !words.take("unset") && !words.take("get")) {
            throw new MisuseException();
        }
        String name = words.value();
        String value = set ? words.value() : null;
        words.end();
        if (raw != null) {
            return COMPONENTS.contains(raw.toLowerCase(Locale.ROOT))
                    ? "raw configuration of " + raw + " has no meaning in Ringfence: it has no such component."
                    : "unrecognised component '" + raw + "'";
        }
        String known = REASONS.keySet().stream()
                .filter(each -> each.equalsIgnoreCase(name))
                .findFirst()
                .orElse("");
        if (known.isEmpty()) {
            return "unrecognised config name '" + name + "'";
        }
        if (node != null && !known.equals("logLevel")) {
            return "--node should not be specified";
        }
        if (value != null && !isValue(known, value)) {
            return known.equals("asNumber") ? "the supplied AS number is not valid" : "invalid value '" + value + "'";
        }
        return known + " has no meaning in Ringfence. " + REASONS.get(known);
    }

    private static boolean isValue(String name, String value) {
        return switch (name) {
            case "logLevel" -> LEVELS.contains(value);
            case "asNumber" -> isAsNumber(value);
            default -> value.equals("on") || value.equals("off");
        };
    }

    /** A number, or two halves with a dot between. */
    private static boolean isAsNumber(String value) {
        if (value.matches("\\d{1,10}")) {
            return Long.parseLong(value) <= MAX_AS_NUMBER;
        }
        if (!value.matches("\\d{1,5}\\.\\d{1,5}")) {
            return false;
        }
        int dot = value.indexOf('.');
        return Integer.parseInt(value.substring(0, dot)) <= 0xffff
                && Integer.parseInt(value.substring(dot + 1)) <= 0xffff;
    }
}
