package io.ringfence.calicoctl.words;

import io.ringfence.model.text.RefusedKinds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words after {@code config}. Ringfence keeps none of the settings that the original keeps in its store. Two of them are
 * nevertheless true of it, always: there is no mesh of nodes, and no tunnel. What asks for that is fulfilled; all else is refused, first for
 * what the original would refuse, then for what it means here.
 */
public final class ConfigWords {
    private static final long MAX_AS_NUMBER = 0xffff_ffffL;
    private static final Set<String> COMPONENTS = Set.of("bgp", "felix");
    private static final Set<String> LEVELS = Set.of("none", "debug", "info", "warning", "error", "critical");
    private static final String OFF = "off";

    private static final String NO_BGP = RefusedKinds.NO_BGP + ".";

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

    private static final Set<String> ALWAYS_OFF = Set.of("nodeToNodeMesh", "ipip");

    private ConfigWords() {}

    /** What becomes of the request. */
    public sealed interface Answer {}

    /**
     * It is as asked for.
     *
     * @param shown what to print; empty for nothing
     */
    public record Fulfilled(String shown) implements Answer {}

    /** It is not possible. */
    public record Refused(String message) implements Answer {}

    /**
     * Answers the request; empty when the words fit no line of the usage.
     *
     * @param raw of {@code --raw}; null when not given
     * @param node of {@code --node}; null when not given
     */
    public static Optional<Answer> answer(List<String> words, @Nullable String raw, @Nullable String node) {
        try {
            return Optional.of(answer(new WordCursor(words), raw, node));
        } catch (MisuseException e) {
            return Optional.empty();
        }
    }

    private static Answer answer(WordCursor words, @Nullable String raw, @Nullable String node) throws MisuseException {
        boolean set = words.take("set");
        boolean unset = !set && words.take("unset");
        if (!set && !unset && !words.take("get")) {
            throw new MisuseException();
        }
        String name = words.value();
        String value = set ? words.value() : null;
        words.end();
        if (raw != null) {
            return refused(
                    COMPONENTS.contains(raw.toLowerCase(Locale.ROOT))
                            ? "raw configuration of " + raw + " has no meaning in Ringfence: it has no such component."
                            : "unrecognised component '" + raw + "'");
        }
        String known = REASONS.keySet().stream()
                .filter(each -> each.equalsIgnoreCase(name))
                .findFirst()
                .orElse("");
        if (known.isEmpty()) {
            return refused("unrecognised config name '" + name + "'");
        }
        if (node != null && !known.equals("logLevel")) {
            return refused("--node should not be specified");
        }
        if (value != null && !isValue(known, value)) {
            return refused(
                    known.equals("asNumber") ? "the supplied AS number is not valid" : "invalid value '" + value + "'");
        }
        // What is unset is as if it was never set, and of these two that is off.
        if (ALWAYS_OFF.contains(known) && (value == null || value.equals(OFF))) {
            return new Fulfilled(set || unset ? "" : OFF);
        }
        return refused(known + " has no meaning in Ringfence. " + REASONS.get(known));
    }

    private static Refused refused(String reason) {
        return new Refused("Error executing command: " + reason);
    }

    private static boolean isValue(String name, String value) {
        return switch (name) {
            case "logLevel" -> LEVELS.contains(value);
            case "asNumber" -> isAsNumber(value);
            default -> value.equals("on") || value.equals(OFF);
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
